"""How the contacts of a period count in first-contact resolution: what the nights have stored of its days, added up.

On top come the days that no night has counted yet, today for one; they are kept for some seconds for everybody.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.core.cache import cache
from django.db.models import Case, IntegerField, Max, Q, QuerySet, Sum, Value, When

from crm.dashboard.first_contact_counts import FIELDS, added
from crm.dashboard.models import FirstContactCount
from crm.dashboard.origin_period import Period
from crm.lib.periods import day_bounds
from crm.lib.tallies import span
from feedback.first_contacts import groups, voided_since

KEPT_SECONDS: Final = 15


@dataclass(frozen=True)
class Numbers:
    """Contacts by how they count; gross = solved at once, net = and neither came again nor was denied."""

    kept: int = 0
    returned: int = 0
    denied: int = 0
    followed_up: int = 0

    @property
    def gross(self) -> int:
        return self.kept + self.returned + self.denied

    @property
    def base(self) -> int:
        return self.gross + self.followed_up

    @property
    def short(self) -> int:
        """So many contacts are missing from a net of everything."""
        return self.base - self.kept


@dataclass
class Counts:
    """`whole[part]` are the columns of the company in each part of the period, `by[dimension]` those of all of it.

    `stored_until`: the first day that is live, `counted_at`: when a night counted those before; None without one.
    """

    whole: defaultdict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    by: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    stored_until: date | None = None
    counted_at: datetime | None = None

    def add(self, dimension: str, part: int, numbers: Mapping[str, int]) -> None:
        (self.by[dimension] if dimension else self.whole[part]).update(numbers)

    @property
    def total(self) -> Counter[str]:
        return sum(self.whole.values(), Counter())

    def of(self, kind: str) -> dict[int | str, Counter[str]]:
        """The parts of one kind of dimension by their key, only with what belongs to the base."""
        mark = f"{kind}:"
        found = {name.removeprefix(mark): each for name, each in self.by.items() if name.startswith(mark)}
        return {
            int(key) if key.isdecimal() else key: each for key, each in found.items() if numbers(each).base
        }


def read_counts(period: Period, *, today: date) -> Counts:
    """What the nights have stored, and on top what no night has seen. Three statements; two of somebody just looked."""
    counts = Counts()
    stored = FirstContactCount.objects.filter(dimension="", day__lt=today)
    newest = stored.aggregate(day=Max("day"), at=Max("counted_at"))
    live_since = period.first
    if newest["day"] is not None:
        live_since = max(period.first, newest["day"] + timedelta(days=1))
        counts.stored_until, counts.counted_at = live_since, newest["at"]
    for dimension, part, *counted in _stored(period, before=min(live_since, today)):
        counts.add(dimension, part, dict(zip(FIELDS, counted, strict=True)))
    if live_since <= period.last:
        for dimension, part, live in _live(period, live_since):
            counts.add(dimension, part, live)
    return counts


def voided(found: Counts, period: Period) -> int:
    """So many contacts of the days that a night has counted were taken back since. One statement at most."""
    if found.stored_until is None or found.counted_at is None or found.stored_until <= period.first:
        return 0
    start, end = period.bounds
    stored, _after = day_bounds(found.stored_until, settings.TIME_ZONE)
    return voided_since(found.counted_at, start=start, end=min(end, stored))


def _stored(period: Period, *, before: date) -> QuerySet[Any, Any]:
    """One row for each part of the period, and one for each channel, topic and site over all of it."""
    days = FirstContactCount.objects.filter(day__gte=period.first, day__lte=period.last, day__lt=before)
    part = Case(
        When(~Q(dimension=""), then=Value(0)),
        default=span("day", period.steps),
        output_field=IntegerField(),
    )
    added_up = days.order_by().annotate(part=part).values("dimension", "part")
    return added_up.annotate(**{f"of_{name}": Sum(name) for name in FIELDS}).values_list(
        "dimension", "part", *(f"of_{name}" for name in FIELDS)
    )


def _live(period: Period, since: date) -> list[tuple[str, int, Counter[str]]]:
    steps = period.steps
    first = bisect_right(steps, since) - 1
    days = [since, *steps[first + 1 :]]
    key = f"first_contacts:{since}:{':'.join(str(day) for day in days)}"
    found: list[tuple[str, int, Counter[str]]] | None = cache.get(key)
    if found is None:
        bounds = [day_bounds(day, settings.TIME_ZONE)[0] for day in days]
        found = list(added(groups(bounds)))
        cache.set(key, found, KEPT_SECONDS)
    # Kept by their days alone: the same days are another part of a longer period.
    return [(dimension, first + part, counted) for dimension, part, counted in found]


def numbers(counted: Mapping[str, int]) -> Numbers:
    return Numbers(**{each.name: counted.get(each.name, 0) for each in fields(Numbers)})
