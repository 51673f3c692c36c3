"""Undo of a change of master data: what stood there before, as long as nobody has changed anything since."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.changing import CHANGEABLE, change_customer
from contacts.earlier import state_at
from contacts.models import Customer
from crm.company.models import User


@transaction.atomic
def undo_change(customer_id: int, *, version: int, by: User | None, at: datetime) -> bool:
    """Bring back what was before `version`; False if that is not the newest any more, or nothing came before it."""
    customer = Customer.objects.select_for_update(of=("self",)).get(pk=customer_id)
    if customer.version != version:
        return False
    before = state_at(customer, version - 1)
    if before is None:
        return False
    changes: dict[str, Any] = {name: value for name, value in before.items() if name in CHANGEABLE}
    if changes["address"] is None:
        changes["address"] = dict.fromkeys(("street", "postal_code", "city"), "")
    change_customer(customer_id, changes, expected_version=version, by=by, at=at, reason=_("Zurückgenommen"))
    return True
