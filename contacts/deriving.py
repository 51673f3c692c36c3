"""What is derived from names and addresses as typed, so that rules and lists can ask for it in the database."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet

from contacts.models import Address, Customer, Kind
from contacts.naming import sort_name
from contacts.normalising.firms import firm_doubt
from contacts.normalising.names import name_doubt
from contacts.normalising.streets import street_doubt
from contacts.normalising.towns import town_key

OF_CUSTOMER = ("sort_name", "name_doubt")
OF_ADDRESS = ("town_key", "street_doubt")
BATCH = 2_000
Row = TypeVar("Row", Customer, Address)


def derive(customer: Customer) -> None:
    """Set on the row, unsaved, what follows from its name."""
    customer.sort_name = sort_name(customer)
    if customer.kind == Kind.ORGANISATION:
        customer.name_doubt = firm_doubt(customer.organisation)
    else:
        names = {field: getattr(customer, field) for field in ("title", "first_name", "last_name")}
        customer.name_doubt = name_doubt(names)


def derive_place(address: Address) -> None:
    """Set on the row, unsaved, what follows from street and town."""
    address.town_key = town_key(address.city) if address.city else ""
    address.street_doubt = street_doubt(address.street)


def derive_all() -> int:
    """Derive everything again, after the way of deriving changed; the number of rows that were different."""
    return _again(Customer.objects.all(), OF_CUSTOMER, derive) + _again(
        Address.objects.all(), OF_ADDRESS, derive_place
    )


def _again(rows: "QuerySet[Row, Row]", fields: Sequence[str], work: Callable[[Row], None]) -> int:
    changed, last, more = 0, 0, True
    while more:
        with transaction.atomic():
            batch = list(rows.select_for_update(of=("self",)).filter(pk__gt=last).order_by("pk")[:BATCH])
            different = []
            for row in batch:
                before = [getattr(row, field) for field in fields]
                work(row)
                if before != [getattr(row, field) for field in fields]:
                    different.append(row)
            rows.bulk_update(different, fields)
        changed, last, more = changed + len(different), batch[-1].pk if batch else last, bool(batch)
    return changed
