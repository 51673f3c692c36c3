"""Writes many new customers as the counter writes one: history, findings, firms and search index, in batches."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from contacts.deriving import derive, derive_place
from contacts.importing.fingerprints import Keys
from contacts.importing.rows import Row
from contacts.models import (
    Address,
    Affiliation,
    Customer,
    EmailAddress,
    Finding,
    ImportedRow,
    Kind,
    PhoneNumber,
    Source,
)
from contacts.naming import LONGEST
from contacts.rechecking import recheck
from contacts.rules import broken_by
from contacts.search_index import Findable, write_new
from contacts.sources import Origin, fill_origin
from crm.company.models import Counter, User
from crm.company.numbering import next_number
from crm.lib.history import create_many_as
from crm.lib.text import fold

BATCH = 500
NAMES = ("kind", "salutation", "title", "first_name", "last_name", "organisation")


def write(
    rows: Sequence[tuple[Row, Keys]], *, source: Source | None, by: User | None, at: datetime
) -> list[Customer]:
    """Store every row, or none. The caller has refused what cannot be stored, and gives a portion at a time."""
    if not rows:
        return []
    first = _take_numbers(len(rows))
    found = [
        _findable(row, number, source=source, by=by, at=at) for number, (row, _keys) in enumerate(rows, first)
    ]
    keys = [each for _row, each in rows]
    customers = [each.customer for each in found]
    with transaction.atomic():
        for start in range(0, len(rows), BATCH):
            batch = slice(start, start + BATCH)
            _write_batch(found[batch], keys[batch], by=by, at=at)
        _speak_for_firms(customers, by=by, at=at)
    return customers


@transaction.atomic
def _take_numbers(count: int) -> int:
    first = next_number("customer")
    Counter.objects.filter(name="customer").update(value=F("value") + count - 1)
    return first


def _write_batch(found: Sequence[Findable], keys: Sequence[Keys], *, by: User | None, at: datetime) -> None:
    customers = [each.customer for each in found]
    for tracked in (
        customers,
        [phone for each in found for phone in each.phones],
        [email for each in found for email in each.emails],
        [each.address for each in found if each.address],
    ):
        create_many_as(tracked, by=by, at=at, reason=_("Aus einer Liste eingelesen"))
    Finding.objects.bulk_create(
        Finding(customer=each.customer, code=code, since=at) for each in found for code in broken_by(each)
    )
    ImportedRow.objects.bulk_create(
        ImportedRow(customer=customer, at=at, **own._asdict())
        for customer, own in zip(customers, keys, strict=True)
    )
    write_new(found)


def _findable(row: Row, number: int, *, source: Source | None, by: User | None, at: datetime) -> Findable:
    new = row.new
    customer = Customer(
        number=number,
        note=row.note,
        created_at=at,
        created_by=by,
        **{name: getattr(new, name) for name in NAMES},
    )
    derive(customer)
    fill_origin(customer, Origin(source=source))
    place = {name: getattr(new, name) for name in ("street", "postal_code", "city")}
    address = Address(customer=customer, country=new.country, **place) if any(place.values()) else None
    if address is not None:
        derive_place(address)
    return Findable(
        customer,
        [PhoneNumber(customer=customer, raw=one.raw, e164=one.e164) for one in row.phones],
        [EmailAddress(customer=customer, raw=one.raw, normalised=one.normalised) for one in row.emails],
        address,
    )


def _speak_for_firms(customers: Sequence[Customer], *, by: User | None, at: datetime) -> None:
    """Link each person to the one firm of the name they gave, wherever in the list that firm stood."""
    people = [each for each in customers if each.kind == Kind.PERSON and each.organisation]
    for start in range(0, len(people), BATCH):
        batch = people[start : start + BATCH]
        forms = {each.pk: [form[:LONGEST] for form in fold(each.organisation)] for each in batch}
        wanted = {form for each in forms.values() for form in each}
        firms: dict[str, list[Customer]] = {}
        for firm in Customer.objects.filter(kind=Kind.ORGANISATION, sort_name__in=wanted).order_by():
            firms.setdefault(firm.sort_name, []).append(firm)
        links = []
        for person in batch:
            called = [firm for form in forms[person.pk] for firm in firms.get(form, ())]
            if len(called) == 1:
                links.append(Affiliation(person=person, organisation=called[0]))
        create_many_as(links, by=by, at=at)
        linked = [each.person_id for each in links] + [each.organisation_id for each in links]
        if linked:
            recheck(Customer.objects.filter(pk__in=linked), at=at)
