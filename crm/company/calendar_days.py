"""Single days of a calendar: holidays, town days, company holidays and half days. Pure: entries go in and come out.

An entry is {"name", "spans", "kind"} by its date; no spans: closed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.company.calendar_spans import Spans, Week, cut_at, lie_within, weekday, written
from crm.company.models import DayKind
from crm.lib.acts import refuse
from crm.lib.holidays import proposed_holidays
from crm.lib.observances import Observance, offered

Entries = dict[str, dict[str, Any]]

YEARS_AHEAD: Final = 2
"""A version stores the days of the year it begins in and of the next two."""
LONGEST_LEAVE: Final = 92
"""Days of one company holiday: more is a mistyped year."""


@dataclass(frozen=True)
class Eve:
    """A day of December on which many companies close early."""

    day: int
    name: Promise


CHRISTMAS_EVE: Final = Eve(24, gettext_lazy("Heiligabend"))
NEW_YEARS_EVE: Final = Eve(31, gettext_lazy("Silvester"))


@dataclass(frozen=True)
class CalendarDay:
    on: date
    name: str
    spans: Spans
    kind: str

    @property
    def kind_name(self) -> str:
        return str(DayKind(self.kind).label)

    @property
    def hours(self) -> str:
        return written(self.spans)


def days_of(entries: Mapping[str, Mapping[str, Any]], year: int | None = None) -> list[CalendarDay]:
    """The entries in date order, of one year or all."""
    return [
        CalendarDay(
            date.fromisoformat(on), entry["name"], entry.get("spans", []), entry.get("kind", DayKind.PUBLIC)
        )
        for on, entry in sorted(entries.items())
        if year is None or on.startswith(f"{year}-")
    ]


def years_from(today: date) -> range:
    """This and the next two years."""
    return range(today.year, today.year + YEARS_AHEAD + 1)


def public_days(country: str, subdivision: str, years: Iterable[int]) -> Entries:
    """What the package proposes, in German: names of days are data of a German-speaking company."""
    proposed = proposed_holidays(country, subdivision, years, "de")
    return {
        on.isoformat(): {"name": name, "spans": [], "kind": str(DayKind.PUBLIC)}
        for on, name in proposed.items()
    }


def observance_days(observance: Observance, years: Iterable[int]) -> Entries:
    """A town or Catholic day in each of the years, closed."""
    name = _as_data(observance.name)
    return {
        observance.on(year).isoformat(): {"name": name, "spans": [], "kind": str(DayKind.LOCAL)}
        for year in years
    }


def _as_data(name: str | Promise) -> str:
    """A name in the language of the house: it is stored, whoever reads it later."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(name)


def missing_observances(
    entries: Entries, country: str, subdivision: str, years: Sequence[int]
) -> list[Observance]:
    """What is usual in this place and not entered in all of the years."""
    return [
        each
        for each in offered(country, subdivision)
        if not all(each.on(year).isoformat() in entries for year in years)
    ]


def shortened(eve: Eve, *, until: str, week: Week, years: Iterable[int]) -> Entries:
    """A day like Christmas Eve in each year: work ends at `until` ("": closed); nothing on weekdays without work."""
    entries: Entries = {}
    for year in years:
        on = date(year, 12, eve.day)
        usual = week.get(weekday(on), [])
        if usual:
            spans = cut_at(usual, until) if until else []
            entries[on.isoformat()] = {
                "name": _as_data(eve.name),
                "spans": spans,
                "kind": str(DayKind.COMPANY),
            }
    return entries


def own_days(
    name: str, starts_on: date, ends_on: date, *, spans: Spans, entries: Entries, week: Week
) -> Entries:
    """A company day or company holidays, both ends included; days that are entered already stay. Raises Refused.

    A half day leaves out the weekdays on which nobody works anyway.
    """
    if ends_on < starts_on:
        raise refuse("ends_on", _("Der letzte Tag liegt vor dem ersten. Bitte prüfen Sie die beiden Tage."))
    if (ends_on - starts_on).days >= LONGEST_LEAVE:
        raise refuse(
            "ends_on",
            _("Das sind mehr als %(days)s Tage. Bitte prüfen Sie das Jahr.") % {"days": LONGEST_LEAVE},
        )
    wanted = [starts_on + timedelta(days=n) for n in range((ends_on - starts_on).days + 1)]
    free = [on for on in wanted if on.isoformat() not in entries]
    if not free:
        known = entries[wanted[0].isoformat()]["name"]
        raise refuse(
            "starts_on",
            _("Am %(day)s ist schon „%(name)s“ eingetragen. Bitte entfernen Sie diesen Eintrag zuerst.")
            % {"day": told(wanted[0]), "name": known},
        )
    kept = [on for on in free if week.get(weekday(on))] or free if spans else free
    for on in kept:
        if complaint := outside_hours(on, spans, week):
            raise refuse("spans", complaint)
    return {on.isoformat(): {"name": name, "spans": spans, "kind": str(DayKind.COMPANY)} for on in kept}


def outside_hours(on: date, spans: Spans, week: Week) -> str:
    """What is wrong with a half day that is not part of the usual working time of its weekday; "" if nothing is."""
    usual = week.get(weekday(on), [])
    if lie_within(spans, usual):
        return ""
    if not usual:
        return _(
            "Am %(day)s ist ohnehin geschlossen. Bitte lassen Sie die Arbeitszeit dieses Tages leer."
        ) % {"day": told(on)}
    return _(
        "Am %(day)s gilt sonst %(usual)s, ein halber Tag liegt innerhalb davon. Bitte kürzen Sie %(spans)s."
    ) % {"day": told(on), "usual": written(usual), "spans": written(spans)}


def told(on: date) -> str:
    """ "Donnerstag, 24.12.2026"."""
    return date_format(on, _("l, j.n.Y"))
