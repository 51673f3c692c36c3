"""The lists people choose from at the counter: how and why customers come, and what the company offers.

Nothing that was ever chosen is deleted: it goes out of use, is no longer offered, and stays true in the past.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.models import Product, Reason, Source
from crm.company.models import User
from crm.lib.acts import refuse
from crm.lib.free_names import free_name
from crm.lib.history import save_as

MOST_POSITION = 999


@transaction.atomic
def save_source(
    source: Source | None,
    *,
    name: str,
    parent: Source | None = None,
    position: int = 0,
    referral: bool = False,
    active: bool = True,
    by: User,
    at: datetime,
) -> Source:
    """Add a source or change one; two levels, like "Internet" and "Suche". Raises Refused by field."""
    row = source or Source()
    if parent is not None and (parent.parent_id is not None or parent.pk == row.pk):
        raise refuse("parent", _("Es gibt zwei Ebenen: Bitte wählen Sie eine Herkunft der oberen."))
    below = Source.objects.filter(parent=row) if row.pk else Source.objects.none()
    if parent is not None and below.exists():
        raise refuse("parent", _("Unter dieser Herkunft stehen feinere. Sie bleibt auf der oberen Ebene."))
    if parent is not None and active and not parent.active:
        raise refuse("parent", _("„%(name)s“ ist nicht in Gebrauch.") % {"name": parent})
    row.name = free_name(name, 80, among=Source.objects.filter(parent=parent).exclude(pk=row.pk))
    row.parent, row.position, row.referral, row.active = parent, _place(position), referral, active
    save_as(row, by=by, at=at)
    if not active:
        for each in below.filter(active=True):
            each.active = False
            save_as(each, by=by, at=at, update_fields=["active"])
    return row


@transaction.atomic
def save_reason(
    reason: Reason | None, *, name: str, position: int = 0, active: bool = True, by: User, at: datetime
) -> Reason:
    """Add a reason or change one. Raises Refused by field."""
    row = reason or Reason()
    row.name = free_name(name, 80, among=Reason.objects.exclude(pk=row.pk))
    row.position, row.active = _place(position), active
    save_as(row, by=by, at=at)
    return row


@transaction.atomic
def save_product(
    product: Product | None, *, name: str, active: bool = True, by: User, at: datetime
) -> Product:
    """Add a product or service, or change one. Raises Refused by field."""
    row = product or Product()
    row.name = free_name(name, 120, among=Product.objects.exclude(pk=row.pk))
    row.active = active
    save_as(row, by=by, at=at)
    return row


def _place(position: int) -> int:
    if not 0 <= position <= MOST_POSITION:
        raise refuse("position", _("Bitte eine Zahl von 0 bis %(most)d.") % {"most": MOST_POSITION})
    return position
