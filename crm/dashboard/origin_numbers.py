"""What is known of each source and campaign in a period: stored figures, and live what no night has counted yet.

The facts are never scanned: of them only the days since the last night are counted.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from django.conf import settings
from django.db.models import Case, CharField, F, IntegerField, Max, Q, Sum, Value, When
from django.db.models.functions import Cast, Coalesce, Concat

from contacts.metrics import recorded
from contacts.models import Customer
from contacts.origin_metrics import AGAIN, ASKED, NEW
from crm.dashboard.codes import COMPLETE
from crm.dashboard.models import DailyFigure
from crm.dashboard.origin_period import Period
from crm.lib.periods import days_bounds
from crm.lib.tallies import Tally, read, span, tally
from feedback.origin_metrics import COMPLAINED

Halves = tuple[int, int]
CONTACTS: Final = "contacts"
AT_ONCE: Final = "at_once_net"
UNCOUNTED: Final = timedelta(days=7)
"""So far back live counts reach at most: a night that is missing longer is shown elsewhere."""
LIVE_NEW, LIVE_CONTACTS = "origin.new.", "origin.contacts."
BY_ORIGIN: Final = Q(dimension__startswith="source:") | Q(dimension__startswith="campaign:")


@dataclass
class Numbers:
    """One source or campaign. `new` per part of the period is the trend. Rates are numerator and denominator."""

    contacts: int = 0
    trend: list[int] = field(default_factory=list)
    again: Halves = (0, 0)
    complained: Halves = (0, 0)
    at_once: Halves = (0, 0)

    @property
    def new(self) -> int:
        return sum(self.trend)

    @property
    def any(self) -> bool:
        return bool(self.contacts or self.new or self.at_once[1])

    def __add__(self, other: "Numbers") -> "Numbers":
        trend = [one + two for one, two in zip(self.trend, other.trend, strict=True)]
        return Numbers(
            self.contacts + other.contacts,
            trend,
            _sum(self.again, other.again),
            _sum(self.complained, other.complained),
            _sum(self.at_once, other.at_once),
        )


@dataclass
class Counted:
    """Numbers by dimension ("source:3", "campaign:7", "source:asked", "" for everybody); `beside` is what else was
    counted in the same statement.
    """

    parts: int
    by: dict[str, Numbers] = field(default_factory=dict)
    beside: Counter[str] = field(default_factory=Counter)

    def of(self, dimension: str) -> Numbers:
        return self.by.setdefault(dimension, Numbers(trend=[0] * self.parts))


def counted(period: Period, *, today: date, beside: Sequence[Tally] = ()) -> Counted:
    """Everything about sources in the period: two statements. beside: what else the page counts."""
    parts = len(period.steps) - 1
    found = Counted(parts)
    newest = _stored(found, period, today=today)
    live = _live(period, newest=newest, today=today)
    tallies = [*live, *beside]
    if tallies:
        found.beside = read(*tallies)
        _add_live(found)
    return found


def _stored(found: Counted, period: Period, *, today: date) -> date | None:
    """Add what the nights have written; gives the last day that is counted."""
    wanted = Q(code__in=(NEW, AGAIN, COMPLAINED)) & (BY_ORIGIN | Q(dimension=""))
    wanted |= (
        Q(code=CONTACTS) & BY_ORIGIN | Q(code=AT_ONCE) & (BY_ORIGIN | Q(dimension="")) | Q(code=COMPLETE)
    )
    part = Case(When(code=NEW, then=span("day", period.steps)), default=Value(0), output_field=IntegerField())
    rows = (
        DailyFigure.objects.filter(
            wanted, day__gte=period.first, day__lte=min(period.last, today - timedelta(days=1))
        )
        .order_by()
        .annotate(part=part)
        .values("code", "dimension", "part")
        .annotate(top=Sum("numerator"), bottom=Sum("denominator"), newest=Max("day"))
        .values_list("code", "dimension", "part", "top", "bottom", "newest")
    )
    newest = None
    for code, dimension, number, top, bottom, day in rows:
        if code == COMPLETE:
            newest = day
            continue
        numbers = found.of(dimension)
        if code == NEW:
            numbers.trend[number] += top
        elif code == CONTACTS:
            numbers.contacts += top
        else:
            name = {AGAIN: "again", COMPLAINED: "complained", AT_ONCE: "at_once"}[code]
            setattr(numbers, name, (top, bottom or 0))
    return newest


def _live(period: Period, *, newest: date | None, today: date) -> list[Tally]:
    since = today - UNCOUNTED + timedelta(days=1) if newest is None else newest + timedelta(days=1)
    since = max(since, period.first, today - UNCOUNTED + timedelta(days=1))
    if since > period.last:
        return []
    start, end = days_bounds(since, period.last, settings.TIME_ZONE)
    new = Customer.objects.filter(created_at__gte=start, created_at__lt=end)
    named = recorded(start, end).annotate(origin=Coalesce("source", "campaign__source"))
    return [
        tally(new, _new_label()),
        tally(new.filter(campaign__isnull=False), _label(LIVE_NEW, "campaign", "campaign_id")),
        tally(named.filter(origin__isnull=False), _label(LIVE_CONTACTS, "source", "origin")),
        tally(named.filter(campaign__isnull=False), _label(LIVE_CONTACTS, "campaign", "campaign_id")),
    ]


def _new_label() -> Case:
    """Known, asked and not known, or neither."""
    return Case(
        When(source__isnull=False, then=_label(LIVE_NEW, "source", "source_id")),
        When(source_asked_at__isnull=False, then=Value(LIVE_NEW + ASKED)),
        default=Value(LIVE_NEW),
        output_field=CharField(),
    )


def _label(start: str, kind: str, column: str) -> Any:
    return Concat(Value(f"{start}{kind}:"), Cast(F(column), CharField()), output_field=CharField())


def _add_live(found: Counted) -> None:
    for label, number in found.beside.items():
        if label.startswith(LIVE_CONTACTS):
            found.of(label.removeprefix(LIVE_CONTACTS)).contacts += number
        elif label.startswith(LIVE_NEW):
            dimension = label.removeprefix(LIVE_NEW)
            if dimension:
                found.of(dimension).trend[-1] += number
            if not dimension.startswith("campaign:"):
                found.of("").trend[-1] += number


def _sum(one: Halves, two: Halves) -> Halves:
    return one[0] + two[0], one[1] + two[1]
