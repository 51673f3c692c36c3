"""The calls that ring on somebody's screen now, and who calls, in words for the strip."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import BigIntegerField, DateTimeField, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from cases.models import Case, Status
from contacts.models import Call, Caller, Customer, Direction, Ring
from crm.company.models import User
from crm.company.shared_device import device_of
from crm.desk.person import town_of
from crm.lib import formats
from crm.lib.kept import Kept

SHOWN: Final = 3
GOES_ON: Final = timedelta(hours=1)
"""A call whose end nobody reported leaves the screen after this."""
OPEN_SHOWN: Final = 2


@dataclass(frozen=True, kw_only=True)
class Ringing:
    """One line of the strip. `names`: who it may be; `known`: exactly one; `number`: "" where it is withheld."""

    pk: int
    number: str
    names: str
    known: bool
    town: str
    open_numbers: list[int]
    answered: bool


def listens(request: HttpRequest, user: User) -> bool:
    """Does any call ring on this screen? Costs no statement."""
    device = device_of(request)
    at_place = device.site.rings_for_all if device else getattr(user, "site_rings_for_all", False)
    return bool(user.extension or at_place)


def ringing_calls(request: HttpRequest, user: User, *, now: datetime) -> list[Call]:
    """One statement."""
    device = device_of(request)
    site = (device.site_id if device else user.site_id) or 0
    return CALLS.rows(user=user.pk, site=site, since=now - GOES_ON)


def _calls(*, user: Any, site: Any, since: Any) -> "QuerySet[Call]":
    """Everybody's until somebody answers; then theirs alone, as far as the telephone system says who it is."""
    mine = Ring.objects.filter(call=OuterRef("pk"), user=user)
    rings_here = Q(Exists(mine), answered_by=None) | Q(site=site, answered_at=None)
    going_on = Call.objects.filter(ended_at=None, started_at__gt=since, direction=Direction.IN)
    return going_on.filter(
        rings_here | Q(answered_by=user), ~Exists(mine.filter(put_away_at__isnull=False))
    ).order_by("-started_at", "-pk")[:SHOWN]


CALLS = Kept(_calls, user=BigIntegerField(), site=BigIntegerField(), since=DateTimeField())


def version(calls: Sequence[Call]) -> str:
    """Another one when anything on the strip changes; "0" while nothing rings, as every page begins."""
    said = (f"{call.pk}{'a' if call.answered_at else ''}{'n' if call.number else ''}" for call in calls)
    return "-".join(said) or "0"


def strip(calls: Sequence[Call]) -> list[Ringing]:
    """Two statements, whatever rings; none when nothing does."""
    if not calls:
        return []
    callers = Caller.objects.filter(call__in=calls, customer__standing="").order_by("pk")
    people: dict[int, list[Customer]] = {}
    for caller in callers.select_related("customer__address"):
        people.setdefault(caller.call_id, []).append(caller.customer)
    alone = [found[0].pk for found in people.values() if len(found) == 1]
    cases = Case.objects.filter(customer__in=alone).exclude(status=Status.RESOLVED).order_by("due_at", "pk")
    open_of: dict[int | None, list[int]] = {}
    for customer_id, number in cases.values_list("customer_id", "number"):
        open_of.setdefault(customer_id, []).append(number)
    return [_line(call, people.get(call.pk, []), open_of) for call in calls]


def _line(call: Call, people: list[Customer], open_of: dict[int | None, list[int]]) -> Ringing:
    known = people[0] if len(people) == 1 else None
    return Ringing(
        pk=call.pk,
        number=shown_number(call),
        names=", ".join(each.name for each in people),
        known=known is not None,
        town=town_of(known) if known else "",
        open_numbers=open_of.get(known.pk, [])[:OPEN_SHOWN] if known else [],
        answered=call.answered_at is not None,
    )


def shown_number(call: Call) -> str:
    return formats.phone(call.e164) if call.e164 else call.number
