"""Number and value of those who stand behind an idea, as stored counts. Whom the company weighs how, it says itself."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, F, Q, Value
from django.db.models.functions import Coalesce

from contacts.models import Contact
from contacts.models.customer_group import LIGHTEST
from feedback.models import Idea, IdeaValue, IdeaWish

LOOKS_BACK: Final = timedelta(days=365)
"""Contacts of this time say how much somebody has to do with us."""


def count_values(idea_ids: Collection[int] | None = None, *, at: datetime) -> int:
    """Count anew who stands behind these ideas, or behind all; gives their number. Three statements and one write."""
    ideas = Idea.objects.order_by().values_list("pk", flat=True)
    wanted = set(ideas if idea_ids is None else ideas.filter(pk__in=idea_ids))
    wishes = _wishes(wanted)
    behind = _customers(wanted)
    contacts = _contacts({customer for _idea, customer, _weight in behind}, at=at)
    rows = []
    for idea in sorted(wanted):
        mine = [(customer, weight) for of, customer, weight in behind if of == idea]
        rows.append(
            IdeaValue(
                idea_id=idea,
                wishes=wishes.get(idea, 0),
                customers=len(mine),
                contacts=sum(contacts.get(customer, 0) for customer, _weight in mine),
                weight=sum(weight for _customer, weight in mine),
                counted_at=at,
            )
        )
    IdeaValue.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["idea"],
        update_fields=["wishes", "customers", "contacts", "weight", "counted_at"],
    )
    return len(rows)


def _spoken(idea_ids: Collection[int]) -> Q:
    return Q(idea__in=idea_ids, feedback__contact__void=None)


def _wishes(idea_ids: Collection[int]) -> dict[int, int]:
    rows = IdeaWish.objects.filter(_spoken(idea_ids)).order_by().values_list("idea")
    return dict(rows.annotate(n=Count("pk")))


def _customers(idea_ids: Collection[int]) -> list[tuple[int, int, int]]:
    """Idea, customer, and what the group of the customer weighs; each customer once for an idea."""
    named = IdeaWish.objects.filter(_spoken(idea_ids), feedback__contact__customer__isnull=False)
    weight = Coalesce(F("feedback__contact__customer__group__weight"), Value(LIGHTEST))
    rows = named.order_by().annotate(weight=weight)
    return list(rows.values_list("idea", "feedback__contact__customer", "weight").distinct())


def _contacts(customer_ids: Collection[int], *, at: datetime) -> dict[int, int]:
    rows = Contact.objects.counted().filter(
        customer__in=customer_ids, recorded_at__gt=at - LOOKS_BACK, recorded_at__lte=at
    )
    return {pk: n for pk, n in rows.order_by().values_list("customer").annotate(n=Count("pk")) if pk}
