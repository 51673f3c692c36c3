"""Whose contacts count under another origin or group than when they were last counted: it was corrected since."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet

from contacts.models import Campaign, Contact, Customer

KNOWN_BY: Final = ("source_id", "campaign_id", "group_id")
"""What figures tell customers apart by."""
PORTION: Final = 5_000


def under_another(since: datetime) -> "Iterator[QuerySet[Contact, Contact]]":
    """Contacts of customers who came by something else before `since`, and those that named a campaign which then stood
    for another source; in portions. Customers who were new then had no contacts before.
    """
    for customers in _differing(Customer.history.model, Customer.everybody.all(), since, KNOWN_BY):
        yield Contact.objects.filter(customer__in=customers)
    for campaigns in _differing(Campaign.history.model, Campaign.objects.all(), since, ("source_id",)):
        yield Contact.objects.filter(source=None, campaign__in=campaigns)


def _differing(
    entries: Any, rows: "QuerySet[Any, Any]", since: datetime, names: tuple[str, ...]
) -> Iterator[list[int]]:
    """The keys of the rows that were touched since and of which one of these is not what it was.

    Compared here: asked as one statement, PostgreSQL walked through the history of everybody for each of them.
    """
    touched = entries.objects.filter(history_date__gte=since).order_by("id").values_list("id", flat=True)
    keys = list(touched.distinct())
    for start in range(0, len(keys), PORTION):
        some = keys[start : start + PORTION]
        before = entries.objects.filter(id__in=some, history_date__lt=since)
        in_order = before.order_by("history_date", "history_id").values_list("id", *names)
        then = {key: values for key, *values in in_order}
        now = rows.filter(pk__in=then).order_by().values_list("pk", *names)
        if found := [key for key, *values in now if values != then[key]]:
            yield found
