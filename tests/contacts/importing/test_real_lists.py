"""Lists of other programs: 585 German customers in two encodings, and address books of Thunderbird.

The data lies beside the project and is not part of it; where it is absent this is skipped.
"""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings

from contacts.importing.importing import preview, run
from contacts.models import Customer
from contacts.search import find
from crm.lib.acts import Refused

DATA = Path(settings.BASE_DIR).parent / "shared" / "data"
GERMAN, THUNDERBIRD = DATA / "dedup" / "german_open", DATA / "csv" / "thunderbird"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not DATA.exists(), reason="shared/data is not here"),
]


@pytest.mark.parametrize(
    ("name", "encoding"), [("customers.csv", "UTF-8"), ("customers_cp1252.csv", "Windows-1252")]
)
def test_585_customers_come_in_whole_and_are_found(name: str, encoding: str) -> None:
    data = (GERMAN / name).read_bytes()
    seen = preview(data)
    assert (seen.encoding, seen.delimiter, seen.rows, seen.new, seen.refused) == (encoding, ";", 585, 585, 0)
    assert seen.unused == ["geburtsdatum"]
    assert run(data, by=None, at=NOW).created == 585

    with (GERMAN / "customers.csv").open(encoding="utf-8") as file:
        people = list(csv.DictReader(file, delimiter=";"))
    wanted = [
        (
            {"Frau": "ms", "Herr": "mr"}[each["anrede"]], each["vorname"], each["nachname"],
            f"{each['strasse']} {each['hausnummer']}".strip(), each["plz"], each["ort"], each["telefon"], each["email"],
        )
        for each in people
    ]  # fmt: skip
    customers = Customer.objects.select_related("address").prefetch_related("phones", "emails")
    found = [
        (
            each.salutation, each.first_name, each.last_name,
            each.address.street, each.address.postal_code, each.address.city,
            "".join(phone.raw for phone in each.phones.all()), "".join(mail.raw for mail in each.emails.all()),
        )
        for each in customers.order_by("number")
    ]  # fmt: skip
    assert found == wanted

    umlauts = [each for each in people if set("äöüßÄÖÜ") & set(each["nachname"])]
    assert len(umlauts) > 40
    for each in umlauts[::10]:
        hits = find(f"{each['vorname']} {each['nachname']}")
        assert (each["vorname"], each["nachname"]) in {
            (hit.customer.first_name, hit.customer.last_name) for hit in hits
        }


def test_the_other_encoding_of_the_same_list_adds_nothing() -> None:
    run((GERMAN / "customers.csv").read_bytes(), by=None, at=NOW)
    report = run((GERMAN / "customers_cp1252.csv").read_bytes(), by=None, at=NOW)
    assert (report.created, report.known, report.problems) == (0, 585, [])
    assert Customer.objects.count() == 585


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("basic_csv_addressbook.csv", "csv_import"),
        ("csv_semicolon.csv", "csv_import"),
        ("utf16_addressbook.csv", "utf16_csv"),
    ],
)
def test_address_books_of_thunderbird(name: str, expected: str) -> None:
    run((THUNDERBIRD / name).read_bytes(), by=None, at=NOW)
    cards = json.loads((THUNDERBIRD / "addressbook.json").read_text())[expected]
    stored = Customer.objects.order_by("number").values_list("first_name", "last_name", "emails__raw")
    assert list(stored) == [(card["FirstName"], card["LastName"], card["PrimaryEmail"]) for card in cards]


def test_a_card_with_nothing_but_a_firm_is_that_firm() -> None:
    run((THUNDERBIRD / "quote.csv").read_bytes(), by=None, at=NOW)
    firm = Customer.objects.get()
    assert (firm.kind, firm.name, firm.phones.get().raw) == ("organisation", "Acer America", "(800) 000-0000")


@pytest.mark.parametrize("name", ["csv_no_header.csv", "tab_comma_mixed.csv", "basic_vcard_addressbook.vcf"])
def test_what_has_no_headings_is_refused_and_writes_nothing(name: str) -> None:
    with pytest.raises(Refused, match="Überschriften"):
        run((THUNDERBIRD / name).read_bytes(), by=None, at=NOW)
    assert Customer.objects.count() == 0
