"""A year of a calendar to look at: twelve months of days, each with a sign, and what the year adds up to."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from crm.company.calendar_days import CalendarDay, days_of, told
from crm.company.calendar_spans import minutes_of, weekday, written
from crm.company.models import DayKind

WORK, OFF, HALF = "work", "off", "half"
SIGNS: Final = {
    WORK: "",
    OFF: "–",
    HALF: "½",
    str(DayKind.PUBLIC): pgettext_lazy("sign in a calendar", "F"),
    str(DayKind.LOCAL): pgettext_lazy("sign in a calendar", "Ö"),
    str(DayKind.COMPANY): pgettext_lazy("sign in a calendar", "B"),
}
"""What stands beside the number of a day; a colour only repeats it."""


@dataclass(frozen=True)
class Cell:
    """`look`: work, off (closed on this weekday), half, or the kind of a closed day. `says`: the whole day in words."""

    on: date
    look: str
    sign: str
    says: str


@dataclass(frozen=True)
class Month:
    """`weeks` from Monday to Sunday; None where a day belongs to another month."""

    first: date
    weeks: list[list[Cell | None]]


@dataclass(frozen=True)
class Year:
    number: int
    months: list[Month]
    days: list[CalendarDay]
    working_days: int
    half_days: int
    minutes: int


def year_of(week: Mapping[str, Any], holidays: Mapping[str, Any], year: int) -> Year:
    """All days of a year, and how many of them are worked."""
    special = {day.on: day for day in days_of(holidays, year)}
    months = [_month(date(year, number, 1), week, special) for number in range(1, 13)]
    cells = [cell for month in months for row in month.weeks for cell in row if cell]
    return Year(
        number=year,
        months=months,
        days=list(special.values()),
        working_days=sum(cell.look == WORK for cell in cells),
        half_days=sum(cell.look == HALF for cell in cells),
        minutes=sum(minutes_of(_spans(cell.on, week, special)) for cell in cells),
    )


def _month(first: date, week: Mapping[str, Any], special: Mapping[date, CalendarDay]) -> Month:
    length = monthrange(first.year, first.month)[1]
    days: list[Cell | None] = [None] * first.weekday()
    days += [_cell(first + timedelta(days=n), week, special) for n in range(length)]
    days += [None] * (-len(days) % 7)
    return Month(first, [days[n : n + 7] for n in range(0, len(days), 7)])


def _cell(on: date, week: Mapping[str, Any], special: Mapping[date, CalendarDay]) -> Cell:
    day, spans = special.get(on), _spans(on, week, special)
    if day is None:
        look = WORK if spans else OFF
        says = f"{told(on)}: {written(spans)}"
    else:
        look = HALF if spans else day.kind
        says = f"{told(on)}: {day.name}, {written(spans)}"
    return Cell(on, look, str(SIGNS[look]), says)


def legend() -> list[tuple[str, str, str]]:
    """Look, sign and meaning of everything that is not an ordinary working day."""
    return [
        (OFF, str(SIGNS[OFF]), _("an diesem Wochentag geschlossen")),
        (HALF, str(SIGNS[HALF]), _("halber Tag")),
        *((kind, str(SIGNS[kind]), str(label)) for kind, label in DayKind.choices),
    ]


def _spans(on: date, week: Mapping[str, Any], special: Mapping[date, CalendarDay]) -> list[list[str]]:
    day = special.get(on)
    return day.spans if day is not None else week.get(weekday(on), [])
