"""What somebody else changed on a customer since the version another person saw."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from contacts.models import Address, Customer, EmailAddress, PhoneNumber
from contacts.tidying import PLACE, TEXTS

CHOSEN = ("source", "reason", "referred_by", "group")


def differences_since(customer: Customer, version: int) -> dict[str, list[Any]]:
    """{field: [then, now]} between `version` and the customer as stored; empty if that version never was."""
    entry = customer.history.filter(version=version).order_by("history_date", "history_id").last()
    if entry is None:
        return {}
    then = {name: getattr(entry, name) for name in TEXTS}
    then |= {name: _name_of(_chosen(entry, name)) for name in CHOSEN}
    then |= _beside(customer, entry.history_date)
    now = shown(customer)
    return {name: [then[name], now[name]] for name in now if then[name] != now[name]}


def state_at(customer: Customer, version: int) -> dict[str, Any] | None:
    """What could be changed of a customer as it was in `version`, rows where rows are chosen; None if it never was."""
    entry = customer.history.filter(version=version).order_by("history_date", "history_id").last()
    if entry is None:
        return None
    then = {name: getattr(entry, name) for name in TEXTS} | {name: _chosen(entry, name) for name in CHOSEN}
    return then | _beside(customer, entry.history_date)


def shown(customer: Customer) -> dict[str, Any]:
    """What can be changed of a customer, as plain values."""
    address = Address.objects.filter(customer=customer).first()
    return {
        **{name: getattr(customer, name) for name in TEXTS},
        **{name: _name_of(getattr(customer, name)) for name in CHOSEN},
        "phones": [phone.raw for phone in customer.phones.all()],
        "emails": [email.raw for email in customer.emails.all()],
        "address": {name: getattr(address, name) for name in PLACE} if address else None,
    }


def _beside(customer: Customer, moment: datetime) -> dict[str, Any]:
    """Telephone numbers, e-mail addresses and the address as they were at `moment`."""
    phones = _as_of(PhoneNumber.history.filter(customer_id=customer.pk, history_date__lte=moment))
    emails = _as_of(EmailAddress.history.filter(customer_id=customer.pk, history_date__lte=moment))
    places = _as_of(Address.history.filter(customer_id=customer.pk, history_date__lte=moment))
    return {
        "phones": [entry.raw for entry in phones],
        "emails": [entry.raw for entry in emails],
        "address": {name: getattr(places[0], name) for name in PLACE} if places else None,
    }


def _as_of(entries: Any) -> list[Any]:
    last: dict[int, Any] = {}
    for entry in _in_order(entries):
        last[entry.id] = entry
    return [last[pk] for pk in sorted(last) if last[pk].history_type != "-"]


def _in_order(entries: Any) -> Iterable[Any]:
    ordered: Iterable[Any] = entries.order_by("history_date", "history_id")
    return ordered


def _chosen(entry: Any, name: str) -> Any:
    """The row an entry names; None for one that was deleted since then."""
    with suppress(ObjectDoesNotExist):
        return getattr(entry, name)
    return None


def _name_of(row: Any) -> str | None:
    return None if row is None else str(row)
