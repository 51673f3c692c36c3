"""Customers as one meets them, with every way to reach them, findings, history and search index."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count

from contacts.deriving import derive, derive_place
from contacts.models import (
    Address,
    Customer,
    EmailAddress,
    Finding,
    Kind,
    PhoneNumber,
    SearchEntry,
    SearchWord,
)
from contacts.recording import NewCustomer
from contacts.rules import broken_by
from contacts.search_index import Findable, index_words, line
from crm.lib import emails, phones
from crm.management.demo.customers import People
from crm.management.stock.portions import portions
from crm.management.stock.stock import YEARS_BACK, Stock
from crm.management.stock.writing import remember, store, write

FIRST_NUMBER = 20_001
AT_ONCE, REPORTED = 2_000, 50_000
ORIGIN_KNOWN, BY_CAMPAIGN = 0.85, 0.2
OF_CUSTOMER = "(SELECT c.created_at FROM contacts_customer c WHERE c.id = t.customer_id)"


def bring_in_customers(stock: Stock) -> None:
    """Insert them all, portion by portion; their history comes at the end."""
    people, words = People(stock.rng), count(1)
    everybody = (_customer(stock, people.somebody_new(), pk) for pk in range(1, stock.amount.customers + 1))
    done = 0
    for found in portions(everybody, AT_ONCE):
        _store(found, words)
        done += len(found)
        stock.count(done, stock.amount.customers, "Kundinnen und Kunden", every=REPORTED)


def remember_customers() -> None:
    """One entry for each row, in one statement for each table."""
    remember(Customer, at="t.created_at", by="t.created_by_id")
    for model in (PhoneNumber, EmailAddress, Address):
        remember(model, at=OF_CUSTOMER)


def _customer(stock: Stock, new: NewCustomer, pk: int) -> Findable:
    rng, company = stock.rng, stock.company
    if new.phone.startswith("0176"):  # the demo's numbers are few: here everybody has one of their own
        new = replace(new, phone=f"0176 04{rng.randrange(10**6):06}")
    customer = Customer(
        pk=pk,
        number=FIRST_NUMBER + pk - 1,
        kind=new.kind,
        salutation=new.salutation,
        title=new.title,
        first_name=new.first_name,
        last_name=new.last_name,
        organisation=new.organisation,
        created_at=stock.now - timedelta(seconds=rng.randrange(3600, int(YEARS_BACK.total_seconds()))),
        created_by=company.users["admin"],
    )
    if new.kind == Kind.ORGANISATION:
        stock.firms.add(pk)
    derive(customer)
    if rng.random() < ORIGIN_KNOWN:
        customer.source = rng.choice(list(company.sources.values()))
        customer.reason = rng.choice(list(company.reasons.values()))
        if rng.random() < BY_CAMPAIGN:
            customer.campaign = rng.choice(company.campaigns)
            customer.source = customer.campaign.source
    phone = [phones.parse(new.phone, new.country)] if new.phone else []
    email = [emails.parse(new.email)] if new.email else []
    address = Address(
        customer=customer,
        street=new.street,
        postal_code=new.postal_code,
        city=new.city,
        country=new.country,
    )
    derive_place(address)
    return Findable(
        customer,
        [PhoneNumber(customer=customer, raw=each.raw, e164=each.e164) for each in phone],
        [EmailAddress(customer=customer, raw=each.raw, normalised=each.normalised) for each in email],
        address,
    )


def _store(found: list[Findable], words_from: Iterator[int]) -> None:
    store([each.customer for each in found])
    store([phone for each in found for phone in each.phones])
    store([email for each in found for email in each.emails])
    store([each.address for each in found if each.address])
    write(
        Finding,
        ("customer_id", "code", "since"),
        ((each.customer.pk, code, each.customer.created_at) for each in found for code in broken_by(each)),
    )
    write(SearchEntry, ("customer_id", "text"), ((each.customer.pk, line(each)) for each in found))
    words = ((each.customer.pk, word) for each in found for word in sorted(index_words(each)))
    write(
        SearchWord,
        ("id", "customer_id", "word"),
        ((next(words_from), customer, word) for customer, word in words),
    )
