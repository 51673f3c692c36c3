"""How long somebody is away in one go, and on which of these days nobody stands in. Days are those of the company."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from crm.company.models import Absence, User
from crm.company.presence import present_instead

LOOKS_BACK = timedelta(days=180)
"""An absence that began earlier counts from there: longer than any rule asks for."""
LONGEST_GAP = 14
"""Days without work between two absences that still join them (holidays of the company)."""

Works = Callable[[date], bool]


@dataclass(frozen=True)
class Away:
    """Every absence that may matter on a day, and who works here. Read with two statements."""

    absences: tuple[Absence, ...]
    active: frozenset[int]

    @classmethod
    def around(cls, day: date, *, known_at: datetime | None = None) -> Away:
        """`known_at`: as it was known then; otherwise as it is known."""
        rows = Absence.objects.filter(ends_on__gte=day - LOOKS_BACK).order_by("starts_on", "pk")
        if known_at is not None:
            rows = rows.filter(entered_at__lte=known_at)
        active = User.objects.filter(is_active=True).values_list("pk", flat=True)
        return cls(tuple(rows), frozenset(active))

    def on(self, day: date) -> dict[int, int | None]:
        """Everybody away on a day, with who stands in."""
        there = (row for row in self.absences if row.starts_on <= day <= row.ends_on)
        return {row.user_id: row.substitute_id for row in there}

    def nobody_stands_in(self, user_id: int, day: date) -> bool:
        """Whether the chain of substitutes ends with nobody who is there."""
        return present_instead(user_id, self.on(day)) not in self.active

    def working_days(self, user_id: int, day: date, works: Works) -> list[date]:
        """The working days of the absence on `day`, with the absences that join it; empty for somebody present."""
        mine = [row for row in self.absences if row.user_id == user_id]
        gone = {
            row.starts_on + timedelta(days=number)
            for row in mine
            for number in range((row.ends_on - row.starts_on).days + 1)
        }
        if day not in gone:
            return []
        works = cache(works)
        before, after = (_reach(day, gone, works, timedelta(days=step)) for step in (-1, 1))
        span = ((before + timedelta(days=number)) for number in range((after - before).days + 1))
        return [each for each in span if works(each)]


def _reach(day: date, gone: set[date], works: Works, step: timedelta) -> date:
    """The last day in this direction that belongs to the absence; days without work between two parts join them."""
    last = day
    looked = day + step
    while looked in gone or (not works(looked) and abs(looked - last).days <= LONGEST_GAP):
        last = looked if looked in gone else last
        looked += step
    return last
