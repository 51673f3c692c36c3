"""The period of a subject: a day, week, month, quarter or year of the calendar, or chosen days, and its comparisons.

What runs still ends today and is compared with as many days of the one before, so that like stands beside like.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.lib.periods import week_start

DAY: Final = timedelta(days=1)
MOST_DAYS_BY_DAY, MOST_DAYS_BY_WEEK = 31, 190
LONGEST: Final = timedelta(days=3660)
SAME_WEEKDAYS: Final = timedelta(days=364)
"""A year ago for short periods: Mondays beside Mondays."""
EARLIEST: Final = date(1990, 1, 1)
QUARTER, YEAR = 3, 12


class Kind(StrEnum):
    """The words of the address."""

    DAY = "tag"
    WEEK = "woche"
    MONTH = "monat"
    QUARTER = "quartal"
    YEAR = "jahr"
    OWN = "eigen"


class Grain(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


LABELS: Final[dict[Kind, str | Promise]] = {
    Kind.DAY: gettext_lazy("Tag"),
    Kind.WEEK: gettext_lazy("Woche"),
    Kind.MONTH: gettext_lazy("Monat"),
    Kind.QUARTER: gettext_lazy("Quartal"),
    Kind.YEAR: gettext_lazy("Jahr"),
    Kind.OWN: gettext_lazy("eigener Zeitraum"),
}


class Bucket(NamedTuple):
    """One stretch of a period. `whole`: it has all the days of its week or month."""

    first: date
    last: date
    label: str
    whole: bool


@dataclass(frozen=True)
class Period:
    """From the day `first` to the day `last`, both in it."""

    kind: Kind
    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def query(self) -> str:
        """The period in an address."""
        if self.kind is Kind.OWN:
            return f"zeitraum={self.kind}&von={self.first:%Y-%m-%d}&bis={self.last:%Y-%m-%d}"
        return f"zeitraum={self.kind}&bis={self.last:%Y-%m-%d}"

    @property
    def label(self) -> str:
        """ "November 2026", where it is whole; else its days."""
        whole = self.last == _end(self.kind, self.first)
        if self.kind is Kind.WEEK and whole:
            return _("Woche %(week)s, %(year)s") % dict(
                zip(("year", "week"), self.first.isocalendar()[:2], strict=True)
            )
        if self.kind is Kind.MONTH and whole:
            return date_format(self.first, "F Y")
        if self.kind is Kind.QUARTER and whole:
            return _("%(n)s. Quartal %(year)s") % {"n": _quarter(self.first), "year": self.first.year}
        if self.kind is Kind.YEAR and whole:
            return str(self.first.year)
        return days_words(self.first, self.last)

    @property
    def before(self) -> "Period":
        """The one before: of the calendar as many days as this one has, of chosen days those just before."""
        if self.kind in (Kind.DAY, Kind.OWN):
            return Period(self.kind, self.first - DAY * self.days, self.first - DAY)
        return self._moved(_start(self.kind, self.first - DAY))

    @property
    def year_ago(self) -> "Period":
        """The same a year ago; of up to a month of days those with the same weekdays."""
        if self.kind in (Kind.MONTH, Kind.QUARTER, Kind.YEAR):
            return self._moved(_months_on(self.first, -YEAR))
        if self.days <= MOST_DAYS_BY_DAY:
            return Period(self.kind, self.first - SAME_WEEKDAYS, self.last - SAME_WEEKDAYS)
        return Period(self.kind, _months_on(self.first, -YEAR), _months_on(self.last, -YEAR))

    @property
    def after(self) -> "Period":
        """The next one of the calendar, or as many chosen days; it may lie ahead of today."""
        first = self.last + DAY if self.kind is Kind.OWN else _end(self.kind, self.first) + DAY
        last = first + DAY * (self.days - 1) if self.kind is Kind.OWN else _end(self.kind, first)
        return Period(self.kind, first, last)

    @property
    def grain(self) -> Grain:
        if self.days <= MOST_DAYS_BY_DAY:
            return Grain.DAY
        return Grain.WEEK if self.days <= MOST_DAYS_BY_WEEK else Grain.MONTH

    @property
    def buckets(self) -> list[Bucket]:
        """The days, weeks or months of the period, the oldest first; at its ends they may be cut."""
        kind = {Grain.DAY: Kind.DAY, Grain.WEEK: Kind.WEEK, Grain.MONTH: Kind.MONTH}[self.grain]
        found, first = [], self.first
        while first <= self.last:
            end = _end(kind, first)
            last = min(end, self.last)
            found.append(
                Bucket(first, last, _bucket_label(kind, first), first == _start(kind, first) and last == end)
            )
            first = last + DAY
        return found

    def _moved(self, first: date) -> "Period":
        """So many days from `first` on as this one has; all of it where this one is whole."""
        end = _end(self.kind, first)
        if self.last == _end(self.kind, self.first):
            return Period(self.kind, first, end)
        return Period(self.kind, first, min(first + DAY * (self.days - 1), end))


def chosen(typed: QueryDict, *, today: date) -> tuple[Period, str]:
    """What the address says, and in a sentence what of it could not be; the month until today where it says nothing."""
    asked = typed.get("zeitraum", "")
    notice = ""
    known = asked in list(Kind)
    if asked and not known:
        notice = _("Diesen Zeitraum gibt es nicht. Sie sehen den laufenden Monat.")
    kind = Kind(asked) if known else Kind.MONTH
    last, first = _day(typed.get("bis", "")), _day(typed.get("von", ""))
    if (typed.get("bis") and last is None) or (kind is Kind.OWN and typed.get("von") and first is None):
        notice = _("Diesen Tag gibt es nicht. Bitte wählen Sie einen anderen.")
    if last is not None and last > today and kind is Kind.OWN:
        notice = _("Der Zeitraum endet spätestens heute.")
    last = min(max(last or today, EARLIEST), today)
    if kind is not Kind.OWN:
        return ending(kind, last, today=today), notice
    first = min(max(first or last - timedelta(days=29), EARLIEST), today)
    first, last = min(first, last), max(first, last)
    if last - first >= LONGEST:
        first, notice = last - LONGEST + DAY, _("Wir zeigen höchstens zehn Jahre auf einmal.")
    return Period(Kind.OWN, first, last), notice


def ending(kind: Kind, day: date, *, today: date) -> Period:
    """The period of the calendar in which `day` lies, until today at most."""
    return Period(kind, _start(kind, day), min(_end(kind, day), today))


def days_words(first: date, last: date) -> str:
    """ "1. bis 22. November 2026"."""
    whole = _("j. F Y")
    if first == last:
        return date_format(last, whole)
    start = whole if first.year != last.year else _("j. F") if first.month != last.month else _("j.")
    return _("%(first)s bis %(last)s") % {
        "first": date_format(first, start),
        "last": date_format(last, whole),
    }


def _start(kind: Kind, day: date) -> date:
    match kind:
        case Kind.WEEK:
            return week_start(day)
        case Kind.MONTH:
            return day.replace(day=1)
        case Kind.QUARTER:
            return date(day.year, _quarter(day) * QUARTER - 2, 1)
        case Kind.YEAR:
            return date(day.year, 1, 1)
    return day


def _end(kind: Kind, day: date) -> date:
    first = _start(kind, day)
    match kind:
        case Kind.WEEK:
            return first + 6 * DAY
        case Kind.MONTH:
            return _months_on(first, 1) - DAY
        case Kind.QUARTER:
            return _months_on(first, QUARTER) - DAY
        case Kind.YEAR:
            return _months_on(first, YEAR) - DAY
    return first


def _quarter(day: date) -> int:
    return (day.month - 1) // QUARTER + 1


def _months_on(day: date, months: int) -> date:
    """The same day so many months later; the last one of a shorter month."""
    year, month = divmod(day.year * YEAR + day.month - 1 + months, YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _bucket_label(kind: Kind, first: date) -> str:
    if kind is Kind.WEEK:
        return _("KW %(week)s") % {"week": first.isocalendar().week}
    return date_format(first, _("M Y") if kind is Kind.MONTH else _("j.n."))


def _day(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except ValueError:
        return None
