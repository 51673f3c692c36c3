"""What can be chosen on a page of figures, each as an address: kinds of period, the next ones, and one filter."""

from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from contacts.models import Channel
from crm.dashboard.figures.directory import Directory
from crm.dashboard.figures.filters import Filters
from crm.dashboard.figures.period import LABELS, Kind, Period, ending

DAY: Final = timedelta(days=1)


class Kinds(NamedTuple):
    label: str | Promise
    query: str
    current: bool


class Turn(NamedTuple):
    """The periods beside this one; `on` is "" where that one lies ahead."""

    back: str
    back_label: str
    on: str
    on_label: str


class Option(NamedTuple):
    value: str
    label: str


class Group(NamedTuple):
    label: str
    options: list[Option]


def kinds(period: Period, filters: Filters, *, today: date) -> list[Kinds]:
    """The same last day in every other kind; chosen days begin with those that are shown."""
    found = []
    for kind, label in LABELS.items():
        other = (
            Period(Kind.OWN, period.first, period.last)
            if kind is Kind.OWN
            else ending(kind, period.last, today=today)
        )
        found.append(Kinds(label, _joined(other, filters), kind is period.kind))
    return found


def turn(period: Period, filters: Filters, *, today: date) -> Turn:
    if period.kind is Kind.OWN:
        back, on = period.before, period.after
    else:
        back = ending(period.kind, period.first - DAY, today=today)
        on = ending(period.kind, period.after.first, today=today)
    ahead = period.after.first > today
    return Turn(
        _joined(back, filters), back.label, "" if ahead else _joined(on, filters), "" if ahead else on.label
    )


def groups(known: Directory) -> list[Group]:
    """Everything one may narrow to; sites only where ten people are."""
    found = [
        Group(_("Kanal"), [Option(f"kanal={each.value}", str(each.label)) for each in Channel]),
        Group(
            _("Anliegen"),
            [Option(f"anliegen={each.key}", each.whole) for each in known.topics if each.number],
        ),
        Group(_("Standort"), [Option(f"standort={each.key}", each.name) for each in known.sites]),
    ]
    return [group for group in found if group.options]


def named(filters: Filters, offered: list[Group]) -> str:
    """The filter in words, "" without one."""
    for group in offered:
        for each in group.options:
            if each.value == filters.query:
                return f"{group.label}: {each.label}"
    return ""


def periods(period: Period, filters: Filters, *, today: date) -> dict[str, Any]:
    """The kinds of period and the ones beside it, for the choice above the figures."""
    return {
        "period": period,
        "filters": filters,
        "kinds": kinds(period, filters, today=today),
        "turn": turn(period, filters, today=today),
    }


def narrowing(filters: Filters, known: Directory) -> dict[str, Any]:
    """The filters offered, and the one that holds: in words, and as fields of a form."""
    offered = groups(known)
    name, _equals, value = filters.query.partition("=")
    return {
        "filter_groups": offered,
        "filtered_by": named(filters, offered),
        "filter_fields": [(name, value)] if name else [],
    }


def _joined(period: Period, filters: Filters) -> str:
    return "&".join(filter(None, (period.query, filters.query)))
