"""The period a report is about: chosen days, or one of a few that are asked for most."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from crm.lib.periods import days_bounds

WEEKS_13: Final = timedelta(days=7 * 13)
LONGEST: Final = timedelta(days=3660)
POINTS: Final = 13
"""So many points a trend has at most."""


@dataclass(frozen=True)
class Period:
    """From the day `first` to the day `last`, both in it."""

    first: date
    last: date

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        return days_bounds(self.first, self.last, settings.TIME_ZONE)

    @property
    def steps(self) -> list[date]:
        """The first days of equal parts, and the day after the last: the bounds of a trend."""
        days = (self.last - self.first).days + 1
        parts = min(POINTS, days)
        return [self.first + timedelta(days=days * number // parts) for number in range(parts + 1)]

    @property
    def query(self) -> str:
        """The period in an address."""
        return f"von={self.first:%Y-%m-%d}&bis={self.last:%Y-%m-%d}"


def chosen(typed: QueryDict, *, today: date) -> Period:
    """What `von` and `bis` say; 13 weeks until today where they say nothing that can be."""
    last = min(_day(typed.get("bis", "")) or today, today)
    first = _day(typed.get("von", "")) or last - WEEKS_13 + timedelta(days=1)
    if first > last:
        first, last = last, min(first, today)
    return Period(max(first, last - LONGEST), last)


def offered(today: date) -> list[tuple[str | Promise, Period]]:
    """Periods that are one tap away."""
    return [
        (_("13 Wochen"), Period(today - WEEKS_13 + timedelta(days=1), today)),
        (_("dieses Jahr"), Period(today.replace(month=1, day=1), today)),
        (_("12 Monate"), Period(today - timedelta(days=364), today)),
    ]


def _day(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except ValueError:
        return None
