"""Lists of other programs: every file of shared/data/csv, vcard and dedup comes in whole, or says by line what not.

The data lies beside the project and is not part of it; where it is absent this is skipped.
"""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from contacts.models import Customer, ImportRow
from contacts.search import find
from tests.factories.imports import kept, read_in, table_of, told

DATA = Path(settings.BASE_DIR).parent / "shared" / "data"
GERMAN, THUNDERBIRD, CARDS = DATA / "dedup" / "german_open", DATA / "csv" / "thunderbird", DATA / "vcard"
MOJIBAKE = re.compile("Ã.|â€|�")

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not DATA.exists(), reason="shared/data is not here"),
]


@pytest.mark.parametrize(
    ("name", "encoding"), [("customers.csv", "UTF-8"), ("customers_cp1252.csv", "Windows-1252")]
)
def test_585_customers_come_in_whole_and_are_found(name: str, encoding: str) -> None:
    found = read_in((GERMAN / name).read_bytes(), doubles_too=True)
    assert (found.encoding, found.delimiter, found.total, found.made) == (encoding, ";", 585, 585)
    assert found.refused == 0

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
    stored = [
        (
            each.salutation, each.first_name, each.last_name,
            each.address.street, each.address.postal_code, each.address.city,
            "".join(phone.raw for phone in each.phones.all()), "".join(mail.raw for mail in each.emails.all()),
        )
        for each in customers.order_by("number")
    ]  # fmt: skip
    assert stored == wanted

    umlauts = [each for each in people if set("äöüßÄÖÜ") & set(each["nachname"])]
    assert len(umlauts) > 40
    for each in umlauts[::10]:
        hits = find(f"{each['vorname']} {each['nachname']}")
        assert (each["vorname"], each["nachname"]) in {
            (hit.customer.first_name, hit.customer.last_name) for hit in hits
        }


def test_the_other_encoding_of_the_same_list_adds_nothing() -> None:
    read_in((GERMAN / "customers.csv").read_bytes(), doubles_too=True)
    found = kept((GERMAN / "customers_cp1252.csv").read_bytes())
    assert (found.new, found.doubles, found.known, told(found)) == (0, 0, 585, [])


def test_who_stands_twice_in_the_list_is_marked_and_nobody_else() -> None:
    """The list comes with its known pairs; what only sounds alike is left to the search for duplicates."""
    found = kept((GERMAN / "customers.csv").read_bytes())
    ids = {line: cells[0] for line, cells in found.rows.values_list("line", "cells")}
    with (GERMAN / "pairs.csv").open() as file:
        pairs = {frozenset(row.values()) for row in csv.DictReader(file)}
    marked = found.rows.filter(verdict="double").values_list("line", "repeats")
    told_apart = {frozenset((ids[line], ids[earlier or 0])) for line, earlier in marked}
    assert (len(told_apart), told_apart - pairs) == (121, set())


def test_a_thousand_persons_of_febrl_and_why_some_are_left() -> None:
    """Every line without a name, and no other, is refused; its number is the one an editor shows."""
    lines = (DATA / "dedup" / "febrl1.csv").read_text().splitlines()
    found = kept((DATA / "dedup" / "febrl1.csv").read_bytes())
    nameless = [
        number
        for number, cells in enumerate(csv.reader(lines, skipinitialspace=True), 1)
        if number > 1 and not (cells[1].strip() or cells[2].strip())
    ]
    refused = ImportRow.objects.filter(belongs_to=found, verdict="refused").order_by("line")
    assert (found.total, list(refused.values_list("line", flat=True))) == (1000, nameless)
    read = ImportRow.objects.filter(belongs_to=found).order_by("line").values_list("cells", flat=True)
    assert list(read) == list(csv.reader(lines, skipinitialspace=True))[1:]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("basic_csv_addressbook.csv", "csv_import"),
        ("csv_semicolon.csv", "csv_import"),
        ("csv_no_header.csv", "csv_import"),
        ("utf16_addressbook.csv", "utf16_csv"),
        ("basic_vcard_addressbook.vcf", "vcard_import"),
        ("emptylines_vcard_addressbook.vcf", "vcard_import"),
        ("dos_vcard_addressbook.vcf", "dos_vcard_import"),
        ("basic_ldif_addressbook.ldif", "basic_addressbook"),
    ],
)
def test_address_books_of_thunderbird(name: str, expected: str) -> None:
    read_in((THUNDERBIRD / name).read_bytes())
    cards = json.loads((THUNDERBIRD / "addressbook.json").read_text())[expected]
    stored = [
        (each.first_name, each.last_name, [mail.raw for mail in each.emails.all()])
        for each in Customer.objects.order_by("number").prefetch_related("emails")
    ]
    assert stored == [
        (
            card["FirstName"],
            card["LastName"],
            [card["PrimaryEmail"], *([card["SecondEmail"]] if "SecondEmail" in card else [])],
        )
        for card in cards
    ]


def test_the_whole_entry_of_an_ldif_is_kept() -> None:
    """Every value the card of the same entry names stands somewhere in the row."""
    _table, (line,) = table_of((THUNDERBIRD / "basic_ldif_addressbook.ldif").read_bytes())
    card = json.loads((THUNDERBIRD / "addressbook.json").read_text())["basic_addressbook"][0]["_vCard"]
    said = "\n".join(card).replace("\n ", "").replace("\\n", "\n")
    values = {part for text in re.split(r"[:;\n]", said) for part in [text.strip()] if " " in part}
    assert {value for value in values if not any(value in cell for cell in line.cells)} == set()


def test_a_card_with_nothing_but_a_firm_is_that_firm() -> None:
    read_in((THUNDERBIRD / "quote.csv").read_bytes())
    firm = Customer.objects.get()
    assert (firm.kind, firm.name, firm.phones.get().raw) == ("organisation", "Acer America", "(800) 000-0000")


def test_a_file_of_two_kinds_says_which_lines_it_cannot_cut() -> None:
    found = kept((THUNDERBIRD / "tab_comma_mixed.csv").read_bytes())
    assert (found.has_heading, found.total) == (False, 4)
    assert [cells[-1] for cells in found.rows.values_list("cells", flat=True)][1:] == [
        "2@host.invalid",
        "3@host.invalid",
        "4@host.invalid",
    ]


CARDS_OF = {
    "John_Doe_GMAIL.vcf": {
        "name": ("John", "Doe", "IBM"),
        "phones": ["905-555-1234", "905-666-1234"],
        "emails": ["john.doe@ibm.com"],
        "kept": ["Crescent moon drive", "New York 12345", "THIS SOFTWARE", "Favotire Color: Blue", "1980-03-22"],
    },
    "John_Doe_IPHONE.vcf": {
        "name": ("John", "Doe", "IBM"),
        "phones": ["905-555-1234", "905-666-1234", "905-777-1234", "905-222-1234"],
        "emails": ["john.doe@ibm.com"],
        "kept": ["Silicon Alley 5", "Building 6", "905-888-1234", "905-111-1234", "Accounting", "Johny"],
    },
    "John_Doe_MS_OUTLOOK.vcf": {
        "name": ("John", "Doe", "IBM"),
        "phones": ["(905) 555-1234", "(905) 666-1234"],
        "emails": ["john.doe@ibm.cm"],
        "kept": ["Cresent moon drive", "Silicon Alley 5", "GEORGE EL-HADDAD", "Big Blue", "20110113"],
    },
    "gmail-single.vcf": {
        "name": ("Greg", "Dartmouth", "TheCompany"),
        "phones": ["555 555 1111", "555 555 2222"],
        "emails": ["gdartmouth@hotmail.com"],
        "kept": ["123 Home St", "321 Custom St", "98765", "ACustomField: CustomField", "MySpouse"],
    },
    "outlook-2007.vcf": {
        "name": ("Michael", "Angstadt", "TheCompany"),
        "phones": ["(111) 555-1111", "(111) 555-2222", "(111) 555-4444"],
        "emails": ["mike.angstadt@gmail.com"],
        "kept": ["222 Broadway", "But I'm not sure because there's text formatting", "TheDepartment", "(111) 555-3333"],
    },
    "rfc6350-example.vcf": {
        "name": ("Simon", "Perreault", "Viagenie"),
        "phones": ["+1-418-656-9254 ext. 102", "+1-418-262-6501"],
        "emails": ["simon.perreault@viagenie.ca"],
        "kept": ["2875 Laurier, Suite D2-630", "G1V 2M2", "ing. jr M.Sc.", "geo:46.772673,-71.282945"],
    },
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(CARDS_OF))
def test_cards_lose_no_name_phone_address_or_note(name: str) -> None:
    wanted: dict[str, Any] = CARDS_OF[name]
    found = read_in((CARDS / name).read_bytes())
    customer = Customer.objects.get()
    assert (customer.first_name, customer.last_name, customer.organisation) == wanted["name"]
    assert [phone.raw for phone in customer.phones.all()] == wanted["phones"]
    assert [mail.raw for mail in customer.emails.all()] == wanted["emails"]
    assert found.rows.get().customer == customer
    home = getattr(customer, "address", None)
    kept = f"{customer.note}\n{home}"
    assert [text for text in wanted["kept"] if text not in kept] == []


def test_every_card_is_tried() -> None:
    assert {path.name for path in CARDS.glob("*.vcf")} == set(CARDS_OF)


def test_no_file_comes_in_as_mojibake() -> None:
    paths = [
        path
        for folder in (DATA / "csv", CARDS, DATA / "dedup")
        for path in folder.rglob("*")
        if path.suffix in (".csv", ".vcf", ".ldif") and "�".encode() not in path.read_bytes()
    ]
    assert len(paths) > 20
    for path in paths:
        _table, lines = table_of(path.read_bytes())
        assert not any(MOJIBAKE.search(cell) for line in lines for cell in line.cells), path.name
