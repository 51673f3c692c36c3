"""A list becomes customers, each once, as if it had been typed at the counter."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from contacts.importing import running, writing
from contacts.models import (
    Address,
    Affiliation,
    Customer,
    EmailAddress,
    Finding,
    ImportedRow,
    PhoneNumber,
    SearchEntry,
    SearchWord,
)
from contacts.recording import NewCustomer, create_customer
from contacts.search import find
from contacts.search_index import write_new
from crm.company.models import User
from crm.outbox.jobs import LEASE, sweep_jobs
from tests.factories.contacts import MONDAY, a_customer, a_source
from tests.factories.imports import kept, read_in, told

pytestmark = pytest.mark.django_db

HEADING = "Nr;Anrede;Vorname;Nachname;Firma;Telefon;E-Mail;Straße;PLZ;Ort\n"
MAIER = "1;Frau;Ulrike;Maier;;0711/80497319;ulrike.maier@web.de;Seestraße 3;88131;Lindau\n"
GROSS = "2;Herr;Jörg;Groß;;0711-MUSIK;joerg(at)web.de;Ring 1;8813;Köln\n"
NAMELESS = "3;;;;;0711 80497319;;;;\n"
TABLES = (Customer, PhoneNumber, EmailAddress, Address, Finding, ImportedRow, SearchEntry, SearchWord)


def counts(text: str, **more: Any) -> tuple[int, int, int]:
    """Made, known, refused."""
    found = read_in(text, **more)
    return found.made, found.known, found.refused


def many(count: int) -> str:
    return HEADING + "".join(
        f"{number};Frau;Ulrike;Maier {number};;0711/80497{number:03};u{number}@web.de;Ring {number};88131;Lindau\n"
        for number in range(count)
    )


def stored(customer: Customer) -> dict[str, Any]:
    """All that is stored of a customer, but for ids, numbers and the reason in the history."""
    address = Address.objects.filter(customer=customer).values("street", "postal_code", "city", "country")
    entry = customer.history.get()
    return {
        "self": [
            getattr(customer, name)
            for name in (
                *writing.NAMES,
                "sort_name",
                "source",
                "reason",
                "created_at",
                "created_by",
                "version",
            )
        ],
        "phones": [*customer.phones.values_list("raw", "e164")],
        "emails": [*customer.emails.values_list("raw", "normalised")],
        "address": [*address],
        "findings": [*customer.findings.order_by("code").values_list("code", "since", "resolved_at")],
        "history": (entry.history_type, entry.history_date, entry.history_user, entry.last_name),
        "found": customer.search_entry.text.replace(f"k{customer.number}", "k"),
        "words": sorted(
            word
            for word in customer.search_words.values_list("word", flat=True)
            if word != f"#{customer.number}"
        ),
    }


def test_a_row_is_stored_exactly_as_at_the_counter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crm.outbox.jobs.time.monotonic", lambda: 0.0)
    clerk = User.objects.create(username="jana")
    typed = NewCustomer(
        salutation="mr", first_name="Jörg", last_name="Groß", phone="0711-MUSIK", email="joerg(at)web.de",
        street="Ring 1", postal_code="8813", city="Köln",
    )  # fmt: skip
    wanted, _doubts = create_customer(typed, by=clerk, at=MONDAY)
    read_in(HEADING + GROSS, by=clerk, doubles_too=True)
    assert stored(Customer.objects.latest("number")) == stored(wanted)
    assert Customer.objects.latest("number").number == wanted.number + 1


def test_the_history_says_where_it_came_from() -> None:
    read_in(HEADING + MAIER)
    customer = Customer.objects.get()
    rows: list[Any] = [customer, customer.phones.get(), customer.emails.get(), customer.address]
    assert [row.history.get().history_change_reason for row in rows] == ["Aus einer Liste eingelesen"] * 4


def test_a_given_source_leaves_only_the_reason_open() -> None:
    source = a_source("Messe")
    read_in(HEADING + MAIER, source=source)
    customer = Customer.objects.get()
    assert customer.source == source
    assert [*customer.findings.values_list("code", flat=True)] == ["reason_missing"]


def test_somebody_with_no_way_to_reach_them_has_the_finding_of_the_counter() -> None:
    wanted = a_customer("Voss")
    read_in("Nachname\nVoss\n")
    codes = [
        sorted(customer.findings.values_list("code", flat=True))
        for customer in Customer.objects.order_by("number")
    ]
    assert codes == [sorted(wanted.findings.values_list("code", flat=True))] * 2


def test_everybody_is_found_by_search() -> None:
    read_in(HEADING + MAIER + GROSS)
    for query in ("gross", "Jörg", "koeln"):
        assert [hit.customer.last_name for hit in find(query)] == ["Groß"], query


def test_numbers_go_on_after_those_given_before_and_leave_none_out() -> None:
    before = a_customer().number
    read_in(many(3))
    after = a_customer().number
    assert sorted(Customer.objects.values_list("number", flat=True)) == list(range(before, before + 5))
    assert after == before + 4


def test_a_person_speaks_for_the_firm_wherever_it_stands_in_the_list() -> None:
    person, firm = "1;Frau;Ulrike;Maier;MÜLLER & Söhne;;;;;\n", "2;;;;Müller & Söhne;;;;;\n"
    found = read_in(HEADING + person + firm)
    assert found.made == 2
    link = Affiliation.objects.get()
    assert (link.person.last_name, link.organisation.kind) == ("Maier", "organisation")
    assert link.history.count() == 1


def test_two_firms_of_one_name_leave_it_open() -> None:
    read_in(HEADING + "1;;;;Lind;;;;;\n2;;;;Lind;;;;;\n3;Frau;Ulrike;Maier;Lind;;;;;\n")
    assert Affiliation.objects.count() == 0


def test_a_second_run_adds_nothing() -> None:
    assert counts(HEADING + MAIER + GROSS) == (2, 0, 0)
    before = [model.objects.count() for model in TABLES]
    assert counts(HEADING + MAIER + GROSS) == (0, 2, 0)
    assert [model.objects.count() for model in TABLES] == before


def test_a_row_is_known_from_any_file() -> None:
    """In another order, with other headings, delimiter and encoding, and beside somebody new."""
    read_in(HEADING + MAIER)
    other = (
        "Nachname,First Name,Salutation,Kundennummer,Ort,PLZ,Straße,Mail,Telefon\r\n"
        "Maier,Ulrike,Mrs.,1,Lindau,88131,Seestraße 3,ulrike.maier@web.de,0711/80497319\r\nNeu,Nina,,9,,,,,\r\n"
    )
    found = read_in(other.encode("cp1252"))
    assert (found.made, found.known, told(found)) == (1, 1, [])


def test_the_same_line_twice_is_one_customer() -> None:
    assert counts(HEADING + MAIER + MAIER) == (1, 1, 0)
    again = kept("Nachname\n" + "Voss\n" * 3)
    assert told(again) == [(3, "Genau so schon in Zeile 2."), (4, "Genau so schon in Zeile 2.")]


def test_two_people_who_differ_in_a_column_of_no_use_are_two() -> None:
    text = "Vorname;Nachname;Geburtsdatum\nHans;Müller;1950\nHans;Müller;1980\nHans;Müller;1950\n"
    assert counts(text) == (2, 1, 0)
    assert counts(text) == (0, 3, 0)


def test_other_facts_under_a_known_number_and_name_make_no_second_customer() -> None:
    read_in(HEADING + MAIER)
    number = Customer.objects.get().number
    moved = MAIER.replace("Seestraße 3", "Ring 9")
    found = read_in(HEADING + moved)
    assert (found.made, found.known) == (0, 1)
    assert told(found) == [
        (
            2,
            f"Schon eingelesen als Ulrike Maier (K-{number}), mit anderen Angaben. Sie bleiben dort, wie sie sind.",
        )
    ]
    assert Address.objects.get().street == "Seestraße 3"
    assert counts(HEADING + moved.replace("Maier", "Meister")) == (1, 0, 0)


def test_refused_rows_are_left_and_can_come_later() -> None:
    assert counts(HEADING + MAIER + NAMELESS + GROSS) == (2, 0, 1)
    mended = NAMELESS.replace("3;;;;", "3;;Eva;Voss;")
    assert counts(HEADING + MAIER + mended + GROSS) == (1, 2, 0)


def test_a_portion_that_fails_leaves_nothing_of_itself_and_is_done_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = kept(many(40))
    monkeypatch.setattr(running, "ROWS_A_PORTION", 10)
    calls = []

    def fails_once(found: Any) -> None:
        calls.append(len(found))
        if len(calls) == 3:
            raise OSError("disk full")
        write_new(found)

    monkeypatch.setattr(writing, "write_new", fails_once)
    running.start(found.pk, source=None, doubles_too=False, by=None, at=MONDAY)
    sweep_jobs(MONDAY)
    assert [model.objects.count() for model in TABLES[:4]] == [20] * 4
    assert Customer.history.count() == PhoneNumber.history.count() == 20
    sweep_jobs(MONDAY + 2 * LEASE)
    found.refresh_from_db()
    assert (found.made, found.state, Customer.objects.count()) == (40, "done", 40)


def test_two_lists_at_the_same_moment_make_one_of_each() -> None:
    one, two = kept(HEADING + MAIER), kept(HEADING + MAIER + GROSS)
    for found in (one, two):
        running.start(found.pk, source=None, doubles_too=False, by=None, at=MONDAY)
    sweep_jobs(MONDAY)
    assert Customer.objects.count() == 2
    two.refresh_from_db()
    assert (two.made, two.state) == (1, "done")


def test_hostile_cells_are_stored_as_they_stand() -> None:
    cells = ["=cmd|'/c calc'!A1", "<script>alert(1)</script>", "Robert'); DROP TABLE x;--", "%s {0} {{x}}"]
    read_in("Nachname\tVorname\n" + "".join(f"{cell}\tx\n" for cell in cells))
    assert sorted(Customer.objects.values_list("last_name", flat=True)) == sorted(cells)


def test_looking_through_a_list_writes_nothing_and_says_what_would_come() -> None:
    read_in(HEADING + MAIER)
    before = [model.objects.count() for model in TABLES]
    rows = (MAIER + NAMELESS + many(25).removeprefix(HEADING)).splitlines()
    found = kept("\n".join([f"Umsatz;{HEADING}", *(f"9;{row}" for row in rows)]).encode("cp1252"))
    assert (found.encoding, found.delimiter, found.total) == ("Windows-1252", ";", 27)
    assert (found.new, found.known, found.doubles, found.refused) == (25, 1, 0, 1)
    assert [model.objects.count() for model in TABLES] == before


def test_a_hundred_rows_take_few_statements(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    """SQLite takes at most 999 values in a statement, so it needs more of them; neither one for each row."""
    read_in(many(1))
    with django_assert_max_num_queries(24):
        found = kept(many(101))
    running.start(found.pk, source=None, doubles_too=False, by=None, at=MONDAY)
    with django_assert_max_num_queries(60):
        sweep_jobs(MONDAY)


def test_after_a_large_list_the_database_knows_its_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else it would look for customers as if there were none: SQLite for ever, PostgreSQL for some minutes."""
    monkeypatch.setattr(running, "LARGE", 20)
    with CaptureQueriesContext(connection) as small:
        read_in(many(19))
    assert not [each for each in small.captured_queries if each["sql"].startswith("ANALYZE")]
    with CaptureQueriesContext(connection) as large:
        read_in(many(60), doubles_too=True)
    told = [each["sql"] for each in large.captured_queries if each["sql"].startswith("ANALYZE")]
    assert 'ANALYZE "contacts_customer"' in told
    assert len(told) == len(running.FILLED)
