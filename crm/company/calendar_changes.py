"""What differs between two states of a calendar, in words: for the preview of a draft and the list of versions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from crm.company.calendar_days import CalendarDay, days_of, told
from crm.company.calendar_spans import WEEKDAY_NAMES, minutes_of, written
from crm.company.models.calendar import DatedHours


@dataclass(frozen=True)
class Change:
    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Changes:
    """`frame`: name, place, time zone. `days`: single days by year."""

    frame: list[Change] = field(default_factory=list)
    week: list[Change] = field(default_factory=list)
    days: dict[int, list[Change]] = field(default_factory=dict)
    week_minutes: tuple[int, int] = (0, 0)

    def __bool__(self) -> bool:
        return bool(self.frame or self.week or self.days)

    @property
    def count(self) -> int:
        return len(self.frame) + len(self.week) + sum(len(days) for days in self.days.values())


def changes(before: DatedHours, after: DatedHours, *, frame: list[Change] | None = None) -> Changes:
    """From one state to the other; `frame` names what both states do not hold themselves."""
    named = [*(frame or []), Change(_("Zeitzone"), before.time_zone, after.time_zone)]
    return Changes(
        frame=[each for each in named if each.before != each.after],
        week=_week(before.spans, after.spans),
        days=_days(before.holidays, after.holidays),
        week_minutes=(week_minutes(before.spans), week_minutes(after.spans)),
    )


def week_minutes(week: Mapping[str, Any]) -> int:
    """Working time of an ordinary week."""
    return sum(minutes_of(spans) for spans in week.values())


def _week(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    return [
        Change(str(name), written(before.get(day, [])), written(after.get(day, [])))
        for day, name in WEEKDAY_NAMES.items()
        if before.get(day, []) != after.get(day, [])
    ]


def _days(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[int, list[Change]]:
    old, new = ({day.on: day for day in days_of(entries)} for entries in (before, after))
    found: dict[int, list[Change]] = {}
    for on in sorted({*old, *new}):
        change = _day(on, old.get(on), new.get(on))
        if change.before != change.after:
            found.setdefault(on.year, []).append(change)
    return found


def _day(on: date, old: CalendarDay | None, new: CalendarDay | None) -> Change:
    ordinary = _("gewöhnlicher Tag")
    return Change(told(on), *(f"{day.name}: {day.hours}" if day else ordinary for day in (old, new)))
