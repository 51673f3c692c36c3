"""Compares what stood at the end of a day with what facts still tell of it, and its parts with their whole.

What was overdue or lacking on a past day is told by no fact any more. How many cases were open is: within what began
and ended while the night could count, and what was recorded late or taken back since.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_noop

from cases.metrics import WORKLOAD
from cases.models import CaseContact
from cases.open_then import open_then
from contacts.models import Contact, Void
from crm.dashboard.flow_proof import sample
from crm.dashboard.models import DailyFigure
from crm.lib.periods import day_bounds
from crm.lib.proofs import Proof

OPEN: Final = WORKLOAD[0]
COUNTED_WITHIN: Final = timedelta(days=1)
"""So long after its end how a day stood may still be counted."""
LATE: Final = timedelta(days=30)
"""So long an entry may have waited on a device."""
WHOLES: Final = {code: (code, "team:") for code in WORKLOAD} | {"ideas": ("ideas", "state:")}
"""Whose parts, by dimension, add up to the whole."""
FORGOTTEN: Final = ("cases_unarmed", "cases_overdue", "cases_unseen")

Stood = Mapping[tuple[str, str], int]


def standing_proof(now: datetime) -> Proof:
    """A day is one row of the proof; days of which nobody counted how they stood are left out."""
    stored = _stored(sample(now))
    broken = [day for day, stood in stored.items() if not _adds_up(stood)]
    broken += [
        day for day, least, most in _open_at_ends(list(stored)) if not least <= stored[day][OPEN, ""] <= most
    ]
    what = gettext_noop("Was am Ende eines Tages offen war, stimmt mit den Vorgängen überein")
    days = sorted(set(broken))
    return Proof(9, what, len(stored), len(days), tuple(str(day) for day in days[:3]))


def _stored(days: Sequence[date]) -> dict[date, Stood]:
    codes = (*WHOLES, *FORGOTTEN, "forgotten")
    found: defaultdict[date, dict[tuple[str, str], int]] = defaultdict(dict)
    for row in DailyFigure.objects.filter(day__in=days, code__in=codes).order_by("day"):
        found[row.day][row.code, row.dimension] = row.numerator
    return {day: stood for day, stood in found.items() if (OPEN, "") in stood}


def _adds_up(stood: Stood) -> bool:
    for code, mark in WHOLES.values():
        parts = sum(n for (of, dimension), n in stood.items() if of == code and dimension.startswith(mark))
        if parts != stood.get((code, ""), 0):
            return False
    return stood.get(("forgotten", ""), 0) == sum(stood.get((code, ""), 0) for code in FORGOTTEN)


def _open_at_ends(days: Sequence[date]) -> Iterator[tuple[date, int, int]]:
    """How many cases were open at least and at most while the night could count."""
    ends = {day: day_bounds(day, settings.TIME_ZONE)[1] for day in days}
    moments = sorted({*ends.values(), *(end + COUNTED_WITHIN for end in ends.values())})
    then = dict(zip(moments, open_then(moments), strict=True))
    unsure = _unsure(ends)
    for day, end in ends.items():
        window = [then[each] for each in moments if end <= each < end + COUNTED_WITHIN]
        came, went = (sum(getattr(each, way).total() for each in window) for way in ("came", "went"))
        stood = then[end].open.total()
        yield day, stood - went - unsure[day], stood + came + unsure[day]


def _unsure(ends: Mapping[date, datetime]) -> dict[date, int]:
    """Contacts that the night did not know yet, or took for what they are no more."""
    if not ends:
        return {}
    joined = Exists(CaseContact.objects.filter(contact=OuterRef("contact"), opened_case=False))
    first, last = min(ends.values()), max(ends.values()) + COUNTED_WITHIN
    void = Void.objects.filter(joined, at__gte=first).aggregate(**_by_day(ends, "at", "contact__recorded_at"))
    arrived = Contact.objects.filter(recorded_at__gte=first - LATE, recorded_at__lt=last)
    late: dict[str, Any] = arrived.aggregate(**_by_day(ends, "received_at", "recorded_at"))
    return {day: void[f"of_{day:%Y%m%d}"] + late[f"of_{day:%Y%m%d}"] for day in ends}


def _by_day(ends: Mapping[date, datetime], known: str, happened: str) -> dict[str, Count]:
    """How many happened while a night could count, or before, and were known after the day's end; by day."""
    return {
        f"of_{day:%Y%m%d}": Count(
            "pk", filter=Q(**{f"{known}__gte": end, f"{happened}__lt": end + COUNTED_WITHIN})
        )
        for day, end in ends.items()
    }
