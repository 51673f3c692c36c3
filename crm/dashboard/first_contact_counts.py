"""Writes how the contacts of each day count in first-contact resolution: by topic, channel, site and what was lacking.

A customer may come back within seven days, so the last 14 days are written again every night; older ones where
something was voided, merged, answered or sent late since they were counted. Writing twice changes nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Max, Min, Q
from django.utils.timezone import get_default_timezone

from cases.models import Lack
from contacts.metrics import dimensions
from contacts.models import Contact
from crm.company.presence import company_day
from crm.dashboard.models import FirstContactCount
from crm.lib.periods import day_edges, days_bounds, neighbours
from feedback.first_contact_days import changed_days
from feedback.first_contacts import Group, groups
from feedback.metrics import DENIED, FOLLOWED_UP, KEPT, NAMELESS, NOT_POSSIBLE, RETURNED

AGAIN: Final = timedelta(days=13)
"""Written again every night, besides the newest day: twice as long as a customer has to come back."""
MOST_DAYS: Final = 31
"""So many days are counted in one statement."""
SLACK: Final = timedelta(hours=1)
"""An act that was under way while it was counted may carry an earlier time."""
COLUMNS: Final = {
    KEPT: "kept",
    RETURNED: "returned",
    DENIED: "denied",
    FOLLOWED_UP: "followed_up",
    NAMELESS: "nameless",
    NOT_POSSIBLE: "not_possible",
}
LACKS: Final = tuple(Lack.values)
"""Their columns have the same names."""
FIELDS: Final = (*COLUMNS.values(), *LACKS)

Cell = tuple[date, str]
"""A day and a dimension."""
Days = list[date]


def write_first_contacts(day: date, *, now: datetime) -> None:
    """Bring the counts of every day until `day` in line with the contacts as they are `now`."""
    for days in neighbours(_due(day), most=MOST_DAYS):
        write_days(days, now=now)


def write_days(days: Days, *, now: datetime) -> None:
    """Write these neighbouring days anew."""
    rows = [
        FirstContactCount(day=on, dimension=dimension, counted_at=now, **counted)
        for (on, dimension), counted in count_days(days).items()
    ]
    FirstContactCount.objects.filter(_in(days)).delete()
    FirstContactCount.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,  # two writers at the same time end with the same rows
        unique_fields=["day", "dimension"],
        update_fields=[*FIELDS, "counted_at"],
    )


def count_days(days: Days) -> dict[Cell, Counter[str]]:
    """What belongs into the rows of these neighbouring days, in one statement; each has one for the whole company."""
    bounds = day_edges(days, settings.TIME_ZONE)
    counted: dict[Cell, Counter[str]] = {(day, ""): Counter() for day in days}
    for dimension, span, numbers in added(groups(bounds)):
        counted.setdefault((days[span], dimension), Counter()).update(numbers)
    return counted


def added(found: Iterable[Group]) -> Iterator[tuple[str, int, Counter[str]]]:
    """Dimension, number of the span and counts by column of what counts at all."""
    cells: defaultdict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for group in found:
        column = COLUMNS.get(group.label)
        if column is None:
            continue
        for dimension in dimensions(group.channel, group.topic, group.site):
            cell = cells[dimension, group.span]
            cell[column] += group.n
            if group.label == FOLLOWED_UP and group.lack in LACKS:
                cell[group.lack] += group.n
    return ((dimension, span, numbers) for (dimension, span), numbers in cells.items())


def counted_at() -> datetime | None:
    """When figures were last written."""
    newest: datetime | None = FirstContactCount.objects.filter(dimension="").aggregate(at=Max("counted_at"))[
        "at"
    ]
    return newest


def settled_days(now: datetime) -> list[Days]:
    """Days whose counts can only have changed by an act that no night has seen yet, without those; in portions."""
    newest = FirstContactCount.objects.filter(dimension="").aggregate(day=Max("day"), at=Max("counted_at"))
    if newest["day"] is None:
        return []
    open_since = min(newest["day"], company_day(now)) - AGAIN
    unseen = set(_changed(newest["at"], before=open_since))
    stored = FirstContactCount.objects.filter(dimension="", day__lt=open_since).order_by("day")
    return list(
        neighbours((day for day in stored.values_list("day", flat=True) if day not in unseen), most=MOST_DAYS)
    )


def _due(day: date) -> Days:
    """The days to write, in order: none before there was any contact."""
    stored = FirstContactCount.objects.filter(dimension="").aggregate(
        first=Min("day"), last=Max("day"), at=Max("counted_at")
    )
    oldest = Contact.objects.order_by("recorded_at").values_list("recorded_at", flat=True).first()
    began = min(company_day(oldest), day) if oldest else day
    if stored["last"] is None:
        return _from(began, day)
    first = max(min(day - AGAIN, stored["last"] + timedelta(days=1)), min(began, stored["first"]))
    return [*(each for each in _changed(stored["at"], before=first) if each >= began), *_from(first, day)]


def _changed(since: datetime, *, before: date) -> Days:
    start, _end = days_bounds(before, before, settings.TIME_ZONE)
    return changed_days(since - SLACK, before=start, tz=get_default_timezone())


def _from(first: date, last: date) -> Days:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _in(days: Days) -> Q:
    return Q(day__gte=days[0], day__lte=days[-1])
