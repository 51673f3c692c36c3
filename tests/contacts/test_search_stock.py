"""585 German customers with the errors of everyday life: each is found by what stands in its own row."""

import csv
from pathlib import Path

import pytest
from django.conf import settings

from contacts.models import Address, Customer, EmailAddress, PhoneNumber
from contacts.search import find, reindex
from crm.lib.emails import parse as parse_email
from crm.lib.phones import digits
from crm.lib.phones import parse as parse_phone
from tests.factories.contacts import MONDAY
from tests.services.statistics import count_anew

STOCK = Path(settings.BASE_DIR).parent / "shared" / "data" / "dedup" / "german_open" / "customers.csv"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not STOCK.exists(), reason="the open test material is not here"),
]

Row = dict[str, str]


@pytest.fixture
def stock() -> dict[int, Row]:
    """The rows by the number of the customer made of them."""
    with STOCK.open(encoding="utf-8") as file:
        rows = {int(row["id"][1:]): row for row in csv.DictReader(file, delimiter=";")}
    made = Customer.objects.bulk_create(
        Customer(
            number=number,
            first_name=row["vorname"],
            last_name=row["nachname"],
            created_at=MONDAY,
            sort_name="",
        )
        for number, row in rows.items()
        if row["vorname"] or row["nachname"]
    )
    places, phones, emails = [], [], []
    for customer in made:
        row = rows[customer.number]
        places.append(Address(customer=customer, postal_code=row["plz"], city=row["ort"]))
        if row["telefon"]:
            phones.append(
                PhoneNumber(customer=customer, raw=row["telefon"], e164=parse_phone(row["telefon"]).e164)
            )
        if row["email"]:
            mail = parse_email(row["email"])
            emails.append(EmailAddress(customer=customer, raw=mail.raw, normalised=mail.normalised))
    Address.objects.bulk_create(places)
    PhoneNumber.objects.bulk_create(phones)
    EmailAddress.objects.bulk_create(emails)
    assert reindex() == len(made) > 500
    count_anew()
    return {customer.number: rows[customer.number] for customer in made}


def found(query: str) -> list[int]:
    return [hit.customer.number for hit in find(query, limit=200)]


def missed(stock: dict[int, Row], queries: dict[int, str]) -> list[tuple[str, Row]]:
    return [(query, stock[number]) for number, query in queries.items() if number not in found(query)]


def test_by_name_and_town(stock: dict[int, Row]) -> None:
    queries = {number: f"{row['vorname']} {row['nachname']} {row['ort']}" for number, row in stock.items()}
    assert missed(stock, queries) == []


def test_by_a_fragment_of_the_telephone_number(stock: dict[int, Row]) -> None:
    queries = {number: digits(row["telefon"])[-6:] for number, row in stock.items() if row["telefon"]}
    assert len(queries) > 200
    assert missed(stock, queries) == []


def test_by_postcode_and_beginning_of_the_name(stock: dict[int, Row]) -> None:
    queries = {number: f"{row['plz']} {row['nachname'][:4]}" for number, row in stock.items() if row["plz"]}
    assert missed(stock, queries) == []


def test_by_name_without_umlauts_and_capitals(stock: dict[int, Row]) -> None:
    plain = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "AE", "Ö": "OE", "Ü": "UE"})
    queries = {
        number: f"{row['nachname']} {row['vorname']}".translate(plain).upper()
        for number, row in stock.items()
        if any(sign in "äöüßÄÖÜ" for sign in row["nachname"] + row["vorname"])
    }
    assert len(queries) > 30
    assert missed(stock, queries) == []


def test_by_name_with_two_letters_swapped(stock: dict[int, Row]) -> None:
    """The slip is looked for where little else is found; a name like another one may hide behind it."""
    queries = {
        number: f"{name[:2]}{name[3]}{name[2]}{name[4:]} {row['vorname']}"
        for number, row in stock.items()
        if (name := row["nachname"]).isalpha() and len(name) >= 6 and name[2] != name[3]
    }
    assert len(queries) > 200
    assert len(missed(stock, queries)) <= len(queries) // 100
