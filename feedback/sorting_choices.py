"""What a voice may be sorted under: topics without others below, products in use, sites, and what it has already."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from contacts.models import Product, Topic
from crm.company.models import Site
from feedback.models import Feedback


def choices_for(voice: Feedback) -> dict[str, QuerySet[Any]]:
    """By the name of the column. A topic or product out of use stays where it already is."""
    below = Topic.objects.filter(parent=OuterRef("pk"), active=True)
    leaves = Topic.objects.filter(~Exists(below), active=True)
    topics = leaves | Topic.objects.filter(pk__in=[voice.topic_id or 0])
    products = Product.objects.filter(active=True) | Product.objects.filter(pk__in=[voice.product_id or 0])
    return {"topic": topics.select_related("parent"), "product": products, "site": Site.objects.all()}
