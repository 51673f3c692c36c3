"""A workshop with a full list: overdue, running, waiting and kept promises, on a Monday afternoon that stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from cases.escalation import sweep_escalations
from cases.lifecycle import acknowledge, add_note, hand_over, pause
from cases.models import Answer, Case
from contacts.models import Topic
from contacts.recording import NewCustomer
from crm.celery import TIMETABLE
from crm.company.models import Installation, Role, Team, User
from crm.outbox.heartbeat import beat
from tests.factories.cases import captured, make_policy
from tests.factories.company import make_site, make_team, make_user

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 2, 15, 0, tzinfo=BERLIN)


@dataclass(frozen=True)
class Workshop:
    """Aylin works on cases, Milan leads the team, Lena stands at the counter. `guitar` is due in 50 minutes."""

    aylin: User
    milan: User
    lena: User
    team: Team
    guitar: Case
    cello: Case


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.fixture
def standing_clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def workshop(transactional_db: None, standing_clock: None) -> Workshop:
    Installation.objects.get_or_create(
        id=1, defaults={"kind": Installation.TEST, "created_at": timezone.now()}
    )
    site = make_site(name="Werkstatt Lindau")
    aylin = make_user(username="aylin", first_name="Aylin", last_name="Demir", site=site)
    milan = make_user(Role.LEAD, username="milan", first_name="Milan", last_name="Kovač", site=site)
    lena = make_user(Role.FRONTDESK, username="lena", first_name="Lena", last_name="Vogt", site=site)
    team = make_team((aylin,), name="Werkstatt", lead=milan, site=site)
    make_policy(first_response=720, resolution=2400)
    topics = {
        name: Topic.objects.create(name=name, team=team, position=place)
        for place, name in enumerate(
            ("Reparatur", "Lieferung", "Rechnung", "Beratung", "Ersatzteil", "Garantie")
        )
    }
    Answer.objects.create(
        topic=topics["Reparatur"],
        title="Leimfuge offen: erste Hilfe",
        text="Saiten lockern, nicht spielen.",
        helped=7,
    )

    def opened(topic: str, at: str, first: str, last: str, text: str, **more: object) -> Case:
        new = NewCustomer(
            first_name=first,
            last_name=last,
            phone="0176 04069083",
            email=f"{last}@example.org".lower(),
            city=str(more.pop("city", "")),
        )
        case = captured(topics[topic], by=lena, at=local(at), new_customer=new, text=text, **more).case
        assert case is not None
        return case

    def given(case: Case, at: str) -> None:
        hand_over(case.pk, team=team, owner=aylin, by=milan, at=local(at))

    late = opened(
        "Rechnung",
        "2026-02-26 12:00",
        "Markus",
        "Feldmann",
        "Rechnung doppelt bekommen",
        channel="email",
        voice="complaint",
    )
    given(late, "2026-02-26 12:30")
    missing = opened(
        "Lieferung",
        "2026-02-27 10:20",
        "Beate",
        "Sander",
        "Saitenhalter fehlt in der Lieferung",
        city="Kempten",
    )
    given(missing, "2026-02-27 11:00")
    guitar = opened(
        "Reparatur",
        "2026-02-27 11:50",
        "Ulrike",
        "Maier",
        "Griffbrett der Meistergitarre hebt sich.\nKann man damit noch spielen, oder mache ich es schlimmer?",
        city="Lindau",
    )
    given(guitar, "2026-02-27 12:00")
    add_note(
        guitar.pk,
        text="Leimfuge zwischen 12. und 16. Bund offen, kein Riss im Holz. Zwei Stunden Arbeit, Freitag ist zu "
        "schaffen, wenn die Gitarre bis Mittwoch hier ist.",
        by=milan,
        at=local("2026-03-02 09:15"),
    )
    given(
        opened(
            "Beratung",
            "2026-02-27 15:00",
            "Gerd",
            "Tietz",
            "Leihgeigen für das Schulorchester: Angebot",
            channel="web",
        ),
        "2026-03-02 08:05",
    )
    given(
        opened(
            "Reparatur",
            "2026-03-02 10:00",
            "Jakob",
            "Wieland",
            "Stimmstock umgefallen",
            channel="shop",
            city="Bregenz",
        ),
        "2026-03-02 10:10",
    )
    cello = opened(
        "Garantie",
        "2026-02-25 09:00",
        "Rosa",
        "Oberhofer",
        "Riss in der Decke",
        channel="email",
        city="Bozen",
    )
    given(cello, "2026-02-25 09:30")
    captured(
        None,
        by=aylin,
        at=local("2026-02-25 10:00"),
        case=cello.pk,
        direction="out",
        channel="email",
        text="Bitte schicken Sie uns ein Foto vom Riss.",
    )
    pause(
        cello.pk,
        kind="customer",
        until=local("2026-03-04 09:00"),
        reason="Foto erbeten",
        by=aylin,
        at=local("2026-02-25 10:05"),
    )
    opened(
        "Ersatzteil",
        "2026-03-02 14:00",
        "Carla",
        "Wendt",
        "Wirbel in Palisander, 14:1",
        channel="magazine",
        city="Zürich",
    )
    for moment in ("2026-02-27 09:00", "2026-02-27 16:05", "2026-03-02 11:50"):
        sweep_escalations(local(moment))
    acknowledge(guitar.pk, by=aylin, at=local("2026-03-02 11:52"))
    for entry in TIMETABLE:
        beat(entry.name, ran_at=NOW + timedelta(minutes=1), took_ms=3, handled=0, failed=0)
    return Workshop(aylin, milan, lena, team, Case.objects.get(pk=guitar.pk), Case.objects.get(pk=cello.pk))
