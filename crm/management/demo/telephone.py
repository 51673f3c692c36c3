"""The telephone of the demo: one system, extensions, and a call that nobody answered shortly before the end."""

from datetime import datetime, timedelta
from typing import Final

from contacts.calls.events import CallEvent, What
from contacts.calls.lines import save_line
from contacts.calls.noting import note_event
from contacts.models import LineKind
from crm.desk.calling_back import LATE_REPORT, sweep_missed_calls
from crm.lib.history import save_as
from crm.management.demo.world import World

CALLER: Final = "+4917604069831"  # Ulrike Maier
MAIN_NUMBER: Final = "10"
EXTENSIONS: Final = {"laden": "21", "vorgang": "31", "teamleitung": "30"}
RANG_FOR: Final = timedelta(seconds=35)


def put_in_telephones(world: World, *, at: datetime, until: datetime) -> None:
    """At `at`, and the missed call on the agenda: a good half hour before the story ends."""
    admin = world.company.users["admin"]
    for username, extension in EXTENSIONS.items():
        user = world.company.users[username]
        user.extension = extension
        save_as(user, by=admin, at=at, update_fields=["extension"])
    line, _token = save_line(
        None,
        name="Telefonanlage Büro",
        kind=LineKind.GENERIC,
        topic=world.company.topics["Sonstiges"],
        speaks_for=admin,
        site=world.company.sites["Pforte"],
        by=admin,
        at=at,
    )

    def rings(now: datetime) -> None:
        rung = CallEvent(
            what=What.RINGING, call_id="demo", direction="in", number=CALLER, extensions=(MAIN_NUMBER,)
        )
        over = CallEvent(what=What.ENDED, call_id="demo", direction="in", number=CALLER)
        note_event(line, rung, at=now)
        note_event(line, over, at=now + RANG_FOR)

    world.agenda.add(until - timedelta(minutes=35), rings)
    world.agenda.add(until - timedelta(minutes=35) + RANG_FOR + LATE_REPORT, sweep_missed_calls)
