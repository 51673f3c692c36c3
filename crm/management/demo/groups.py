"""The one group of customers of the demo company, and who belongs to it."""

from datetime import datetime
from typing import Final

from contacts.changing import change_customer
from contacts.grouping import add_group
from contacts.models import Customer, CustomerGroup, Kind
from crm.company.models import User

GROUP: Final = "Musikschulen"
_MEMBERS: Final = 3


def make_group(*, by: User, at: datetime) -> CustomerGroup:
    """Schools order by the term and count on us: they have deadlines of their own."""
    return add_group(name=GROUP, by=by, at=at)


def join_group(*, by: User, at: datetime) -> None:
    """The first firms among the customers."""
    group = CustomerGroup.objects.get(name=GROUP)
    for firm in Customer.objects.filter(kind=Kind.ORGANISATION).order_by("pk")[:_MEMBERS]:
        change_customer(firm.pk, {"group": group}, expected_version=None, by=by, at=at)
