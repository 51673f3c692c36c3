"""What the merged customer is called and where they live: by default the winner's word, unless it is empty."""

from collections.abc import Collection
from typing import Any, Final

from contacts.models import Address, Customer

TOGETHER: Final = {
    "salutation": ("salutation",),
    "title": ("title",),
    "first_name": ("first_name",),
    "last_name": ("last_name",),
    "organisation": ("organisation",),
    "source": ("source_id", "source_asked_at", "campaign_id"),
    "reason": ("reason_id", "reason_text", "reason_asked_at"),
    "group": ("group_id",),
}
"""What can be chosen of either customer, and the columns that go together. "address" is a row beside it."""
ADDRESS: Final = "address"
CHOICES: Final = (*TOGETHER, ADDRESS)
LONGEST_NOTE: Final = int(Customer._meta.get_field("note").max_length or 0)
OWN = {"id", "number", "kind", "sort_name", "name_doubt", "stale", "created_at", "created_by_id", "version"}
"""Columns that belong to the row itself, or follow from the others."""


def others() -> tuple[str, ...]:
    """Columns nobody chooses: the winner's, unless it is empty."""
    chosen = {column for columns in TOGETHER.values() for column in columns}
    return tuple(
        field.attname
        for field in Customer._meta.concrete_fields
        if field.attname not in OWN and field.attname not in chosen
    )


def preset(winner: Customer, loser: Customer) -> set[str]:
    """What is taken from the loser unless somebody chooses otherwise: what the winner lacks."""
    taken = {
        name for name, columns in TOGETHER.items() if not _known(winner, columns) and _known(loser, columns)
    }
    if not lives(winner) and lives(loser):
        taken.add(ADDRESS)
    return taken


def take(winner: Customer, loser: Customer, taken: Collection[str]) -> None:
    """Set on the winner, unsaved, what is taken from the loser; the address is not among it."""
    columns = [column for name in taken if name in TOGETHER for column in TOGETHER[name]]
    columns += [name for name in others() if _empty(getattr(winner, name))]
    for column in columns:
        setattr(winner, column, getattr(loser, column))
    winner.note = _both_notes(winner.note, loser.note)


def _both_notes(winner: str, loser: str) -> str:
    """Nothing that was noted is lost."""
    if not winner or loser.strip() in winner:
        return winner or loser
    return f"{winner}\n\n{loser}"[:LONGEST_NOTE]


def lives(customer: Customer) -> str:
    """The address in one line; "" where there is none."""
    address: Address | None = getattr(customer, "address", None)
    return (
        str(address)
        if address is not None and any((address.street, address.postal_code, address.city))
        else ""
    )


def _known(customer: Customer, columns: Collection[str]) -> bool:
    return any(not _empty(getattr(customer, column)) for column in columns)


def _empty(value: Any) -> bool:
    return value is None or value == ""
