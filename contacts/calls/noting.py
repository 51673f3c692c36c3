"""Notes what a telephone system reported. Events may come twice and in any order: they are one call.

1. The call of this id is locked, or written anew.
2. Every moment is the earliest one reported, so that no order matters.
3. Who calls is looked up once, when the number is known; whose screen it rings on, with each event.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from contacts.calls.callers import customers_with
from contacts.calls.events import CallEvent, What
from contacts.models import Call, Caller, Direction, PhoneLine, Ring
from crm.company.company_facts import home_country
from crm.company.extensions import people_at
from crm.company.models import User
from crm.lib import phones

OLDEST: Final = timedelta(days=1)


@transaction.atomic
def note_event(line: PhoneLine, event: CallEvent, *, at: datetime) -> Call:
    """The call as it stands now. `at`: when we heard of it; clocks of telephone systems are taken back to it."""
    when = min(max(event.at or at, at - OLDEST), at)
    call, _new = Call.objects.select_for_update().get_or_create(
        line=line,
        external_id=event.call_id,
        defaults={"direction": event.direction, "started_at": when},
    )
    people = list(people_at(event.extensions))
    call.started_at = min(call.started_at, when)
    if event.what is What.ANSWERED:
        call.answered_at = min(call.answered_at or when, when)
        call.answered_by = call.answered_by or (people[0] if len(people) == 1 else None)
    if event.what is What.ENDED:
        call.ended_at = min(call.ended_at or when, when)
        call.passed_on = call.passed_on or event.passed_on
    call.extension = call.extension or ", ".join(event.extensions)[:60]
    _rings(call, line, people, ringing=event.what is What.RINGING)
    learnt = bool(event.number) and not call.number
    if learnt:
        call.number = event.number
        call.e164 = phones.parse(event.number, home_country()).e164
    call.save()
    if learnt:
        _who_calls(call)
    return call


def _rings(call: Call, line: PhoneLine, people: list[User], *, ringing: bool) -> None:
    """A call for nobody's own extension rings on every screen of the line's site."""
    if call.direction != Direction.IN or not ringing:
        return
    Ring.objects.bulk_create([Ring(call=call, user=user) for user in people], ignore_conflicts=True)
    if not people and not call.rings.exists():
        call.site = line.site


def _who_calls(call: Call) -> None:
    rows = [Caller(call=call, customer=customer) for customer in customers_with(call.e164)]
    Caller.objects.bulk_create(rows, ignore_conflicts=True)
