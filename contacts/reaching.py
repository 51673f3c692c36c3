"""Replacing how a customer is reached: telephone numbers, e-mail addresses and the address, each with its history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model

from contacts.deriving import derive_place
from contacts.models import Address, Customer, EmailAddress, PhoneNumber
from contacts.quality import Doubt, email_doubts, phone_doubts, postcode_doubts
from contacts.tidying import PLACE
from crm.company.models import User
from crm.lib import emails, phones
from crm.lib.history import create_many_as, save_as

Way = PhoneNumber | EmailAddress


@dataclass
class Reached:
    """What replacing came to: whether anything changed, and what of it is doubtful."""

    changed: bool = False
    doubts: list[Doubt] = field(default_factory=list)


def replace_reach(
    customer: Customer, wanted: Mapping[str, Any], *, by: User | None, at: datetime, reason: str
) -> Reached:
    """Bring `phones`, `emails` (in full) and `address` (what is named of it) to what is wanted, tidied before."""
    place = Address.objects.filter(customer=customer).first() or Address(customer=customer)
    done = Reached()
    if "address" in wanted:
        for name, value in wanted["address"].items():
            setattr(place, name, value)
        derive_place(place)
        if _moved(customer, place):
            save_as(place, by=by, at=at, reason=reason)
            done.changed = True
        done.doubts += postcode_doubts(place.postal_code, place.country)
    if "phones" in wanted:
        read = [phones.parse(raw, place.country) for raw in wanted["phones"]]
        numbers: list[Way] = [PhoneNumber(customer=customer, raw=one.raw, e164=one.e164) for one in read]
        done.changed |= _replace(list(customer.phones.all()), numbers, by=by, at=at, reason=reason)
        done.doubts += phone_doubts(read)
    if "emails" in wanted:
        known = [emails.parse(raw) for raw in wanted["emails"]]
        mails: list[Way] = [
            EmailAddress(customer=customer, raw=one.raw, normalised=one.normalised) for one in known
        ]
        done.changed |= _replace(list(customer.emails.all()), mails, by=by, at=at, reason=reason)
        done.doubts += email_doubts(known)
    return done


def _moved(customer: Customer, place: Address) -> bool:
    parts = {name: getattr(place, name) for name in PLACE}
    before = Address.objects.filter(customer=customer).values(*parts).first()
    nowhere = not (place.street or place.postal_code or place.city)
    return before != parts and not (before is None and nowhere)


def _replace(
    stored: Sequence[Way], wanted: Sequence[Way], *, by: User | None, at: datetime, reason: str
) -> bool:
    """Keep what is still there, rewrite what gave way to something new, add and remove the rest."""
    kept = {_read(row) for row in stored} & {_read(row) for row in wanted}
    old = [row for row in stored if _read(row) not in kept]
    new = [row for row in wanted if _read(row) not in kept]
    for row, instead in zip(old, new, strict=False):
        instead.pk = row.pk
        save_as(instead, by=by, at=at, reason=reason)
    create_many_as(new[len(old) :], by=by, at=at, reason=reason)
    for row in old[len(new) :]:
        delete_as(row, by=by, at=at, reason=reason)
    return bool(old or new)


def _read(row: Way) -> tuple[str, str]:
    """As typed and as understood: the same digits mean another number once the country is another."""
    return row.raw, row.e164 if isinstance(row, PhoneNumber) else row.normalised


def delete_as(row: Model, *, by: User | None, at: datetime, reason: str) -> None:
    """Delete a tracked row; its history keeps what it was, who took it away and why."""
    kept: Any = row
    kept._history_user, kept._history_date, kept._change_reason = by, at, reason
    row.delete()
