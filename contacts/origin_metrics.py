"""Figures about sources and campaigns: who came by them, and what became of these customers.

A customer belongs to the first source and campaign, a contact to the source or campaign that was named in it. Void
contacts count nowhere. What became of them is counted over the first 90 days, and only once these are over.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Any, Final, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Coalesce, TruncDate

from contacts.metrics import recorded
from contacts.models import Contact, Customer
from contacts.models.contact import Direction
from crm.lib.tallies import Figure, added_up, span

FIRST_DAYS: Final = timedelta(days=90)
"""So long one looks at what became of a new customer."""
AWAY: Final = timedelta(days=1)
"""Whoever comes again within 24 hours has not come again: it is the same matter."""

NEW: Final = "new_customers"
AGAIN: Final = "came_again"
ASKED: Final = "source:asked"
"""Asked, and not known or not told."""


class Cohort(NamedTuple):
    """One stored number of those who became customers on a day. Rates keep both halves."""

    day: date
    code: str
    dimension: str
    numerator: int
    denominator: int | None


def origin_of(source: int | None, campaign: int | None) -> list[str]:
    """Under which dimensions an origin is stored."""
    known = [f"source:{source}"] if source is not None else []
    return [*known, f"campaign:{campaign}"] if campaign is not None else known


def contacts_by_origin(bounds: Sequence[datetime]) -> Iterator[Figure]:
    """Contacts of neighbouring periods in which a source or campaign was named, by these."""
    named = recorded(bounds[0], bounds[-1]).filter(Q(source__isnull=False) | Q(campaign__isnull=False))
    by = named.order_by().annotate(
        span=span("recorded_at", bounds), origin=Coalesce("source", "campaign__source")
    )
    counted = by.values_list("span", "origin", "campaign").annotate(n=Count("pk"))
    yield from added_up(
        "contacts", ((at, origin_of(source, campaign), n, None) for at, source, campaign, n in counted)
    )


def came_again() -> Exists:
    """An inbound contact after the first day and within the first 90."""
    later = Contact.objects.counted().filter(customer=OuterRef("pk"), direction=Direction.IN)
    return Exists(
        later.filter(
            recorded_at__gte=OuterRef("created_at") + AWAY,
            recorded_at__lt=OuterRef("created_at") + FIRST_DAYS,
        )
    )


def cohorts(
    between: Sequence[tuple[datetime, datetime]], *, now: datetime, tz: tzinfo, later: Mapping[str, Exists]
) -> Iterator[Cohort]:
    """Who became a customer in these periods, by day, source and campaign, and what became of them.

    later: what else became of them, by code: a condition on a customer. One statement.
    """
    wanted = Q(pk__in=[])
    for start, end in between:
        wanted |= Q(created_at__gte=start, created_at__lt=end)
    over = Q(created_at__lte=now - FIRST_DAYS)
    became = {AGAIN: came_again(), **later}
    rows = (
        Customer.objects.filter(wanted)
        .order_by()
        .annotate(day=TruncDate("created_at", tzinfo=tz), not_asked=Q(source_asked_at__isnull=True))
        .values("day", "source", "campaign", "not_asked")
        .annotate(
            n=Count("pk"),
            over=Count("pk", filter=over),
            **{code: Count("pk", filter=over & Q(condition)) for code, condition in became.items()},
        )
    )
    yield from _added(rows, tuple(became))


def _added(rows: Any, became: tuple[str, ...]) -> Iterator[Cohort]:
    above: Counter[tuple[date, str, str]] = Counter()
    below: Counter[tuple[date, str, str]] = Counter()
    for row in rows:
        dimensions = ["", *origin_of(row["source"], row["campaign"])]
        if row["source"] is None and not row["not_asked"]:
            dimensions.append(ASKED)
        for dimension in dimensions:
            above[row["day"], NEW, dimension] += row["n"]
            for code in became if row["over"] else ():
                above[row["day"], code, dimension] += row[code]
                below[row["day"], code, dimension] += row["over"]
    for (day, code, dimension), number in above.items():
        yield Cohort(day, code, dimension, number, below.get((day, code, dimension)))


def changed_days(since: datetime, *, before: datetime, tz: tzinfo) -> list[date]:
    """On which days before `before` those became customers whose row was changed or deleted since then."""
    entries = Customer.history.model.objects.filter(history_date__gte=since, created_at__lt=before)
    days = entries.order_by().annotate(day=TruncDate("created_at", tzinfo=tz)).values_list("day", flat=True)
    return sorted(days.distinct())
