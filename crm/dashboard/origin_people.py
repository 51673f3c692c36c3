"""The customers behind a number of the report Herkunft."""

from django.db.models import QuerySet

from contacts.models import Campaign, Customer, Source
from crm.dashboard.origin_period import Period

PER_PAGE = 50


def new_in(period: Period) -> QuerySet[Customer]:
    """Who became a customer in the period, the newest first."""
    start, end = period.bounds
    new = Customer.objects.filter(created_at__gte=start, created_at__lt=end)
    return new.select_related("source", "campaign", "address").order_by("-created_at", "-pk")


def of_source(source: Source, period: Period) -> QuerySet[Customer]:
    """Also those of its finer sources."""
    keys = [source.pk, *Source.objects.filter(parent=source).values_list("pk", flat=True)]
    return new_in(period).filter(source__in=keys)


def of_campaign(campaign: Campaign, period: Period) -> QuerySet[Customer]:
    return new_in(period).filter(campaign=campaign)


def without_source(period: Period) -> QuerySet[Customer]:
    """Asked in vain or not asked yet."""
    return new_in(period).filter(source=None)
