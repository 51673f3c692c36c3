"""A list becomes customers, once, all or none; each as if it had been typed at the counter."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from contacts.importing import writing
from contacts.importing.importing import preview, run
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
from crm.company.models import User
from crm.lib.acts import Refused
from tests.factories.contacts import MONDAY, a_customer, a_source

pytestmark = pytest.mark.django_db

HEADING = "Nr;Anrede;Vorname;Nachname;Firma;Telefon;E-Mail;Straße;PLZ;Ort\n"
MAIER = "1;Frau;Ulrike;Maier;;0711/80497319;ulrike.maier@web.de;Seestraße 3;88131;Lindau\n"
GROSS = "2;Herr;Jörg;Groß;;0711-MUSIK;joerg(at)web.de;Ring 1;8813;Köln\n"
NAMELESS = "3;;;;;0711 80497319;;;;\n"
TABLES = (Customer, PhoneNumber, EmailAddress, Address, Finding, ImportedRow, SearchEntry, SearchWord)


def read_in(text: str, **more: Any) -> tuple[int, int, int]:
    report = run(text.encode(), by=None, at=MONDAY, **more)
    return report.created, report.known, report.refused


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


def test_a_row_is_stored_exactly_as_at_the_counter() -> None:
    clerk = User.objects.create(username="jana")
    typed = NewCustomer(
        salutation="mr", first_name="Jörg", last_name="Groß", phone="0711-MUSIK", email="joerg(at)web.de",
        street="Ring 1", postal_code="8813", city="Köln",
    )  # fmt: skip
    wanted, _doubts = create_customer(typed, by=clerk, at=MONDAY)
    run((HEADING + GROSS).encode(), by=clerk, at=MONDAY)
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
    read_in(HEADING + person + firm)
    link = Affiliation.objects.get()
    assert (link.person.last_name, link.organisation.kind) == ("Maier", "organisation")
    assert link.history.count() == 1


def test_two_firms_of_one_name_leave_it_open() -> None:
    read_in(HEADING + "1;;;;Lind;;;;;\n2;;;;Lind;;;;;\n3;Frau;Ulrike;Maier;Lind;;;;;\n")
    assert Affiliation.objects.count() == 0


def test_a_second_run_adds_nothing() -> None:
    assert read_in(HEADING + MAIER + GROSS) == (2, 0, 0)
    before = [model.objects.count() for model in TABLES]
    assert read_in(HEADING + MAIER + GROSS) == (0, 2, 0)
    assert [model.objects.count() for model in TABLES] == before


def test_a_row_is_known_from_any_file() -> None:
    """In another order, with other headings, delimiter and encoding, and beside somebody new."""
    read_in(HEADING + MAIER)
    other = (
        "Nachname,First Name,Salutation,Kundennummer,Ort,PLZ,Straße,Mail,Telefon\r\n"
        "Maier,Ulrike,Mrs.,1,Lindau,88131,Seestraße 3,ulrike.maier@web.de,0711/80497319\r\nNeu,Nina,,9,,,,,\r\n"
    )
    report = run(other.encode("cp1252"), by=None, at=MONDAY)
    assert (report.created, report.known, report.problems) == (1, 1, [])


def test_the_same_line_twice_is_one_customer() -> None:
    assert read_in(HEADING + MAIER + MAIER) == (1, 1, 0)
    problems = preview((HEADING + MAIER.replace("1;", "7;") * 2).encode()).problems
    assert [(each.line, each.message) for each in problems] == [(3, "Genau so schon in Zeile 2.")]


def test_two_people_who_differ_in_a_column_of_no_use_are_two() -> None:
    text = "Vorname;Nachname;Geburtsdatum\nHans;Müller;1950\nHans;Müller;1980\nHans;Müller;1950\n"
    assert read_in(text) == (2, 1, 0)
    assert read_in(text) == (0, 3, 0)


def test_other_facts_under_a_known_number_and_name_make_no_second_customer() -> None:
    read_in(HEADING + MAIER)
    number = Customer.objects.get().number
    moved = MAIER.replace("Seestraße 3", "Ring 9")
    report = run((HEADING + moved).encode(), by=None, at=MONDAY)
    assert (report.created, report.known) == (0, 1)
    assert [problem.message for problem in report.problems] == [
        f"Schon eingelesen als K-{number}, mit anderen Angaben. Sie bleiben dort, wie sie sind."
    ]
    assert Address.objects.get().street == "Seestraße 3"
    assert read_in(HEADING + moved.replace("Maier", "Meister")) == (1, 0, 0)


def test_one_refused_row_holds_all_of_them_back() -> None:
    report = run((HEADING + MAIER + NAMELESS + GROSS).encode(), by=None, at=MONDAY)
    assert (report.written, report.created, report.refused) == (False, 0, 1)
    assert [(each.line, each.message) for each in report.problems if each.refused] == [
        (3, "Hier fehlt ein Name oder eine Firma.")
    ]
    assert [model.objects.count() for model in TABLES] == [0] * len(TABLES)


def test_refused_rows_can_be_skipped_and_come_later() -> None:
    assert read_in(HEADING + MAIER + NAMELESS + GROSS, skip_refused=True) == (2, 0, 1)
    mended = NAMELESS.replace("3;;;;", "3;;Eva;Voss;")
    assert read_in(HEADING + MAIER + mended + GROSS) == (1, 2, 0)


def test_a_failure_in_the_middle_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def fails_late(found: Any) -> None:
        calls.append(len(found))
        if len(calls) == 3:
            raise OSError("disk full")

    monkeypatch.setattr(writing, "BATCH", 10)
    monkeypatch.setattr(writing, "write_new", fails_late)
    with pytest.raises(OSError, match="disk full"):
        read_in(many(40))
    assert calls == [10, 10, 10]
    assert [model.objects.count() for model in TABLES] == [0] * len(TABLES)
    assert Customer.history.count() == PhoneNumber.history.count() == 0


def test_two_at_the_same_moment_make_one_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other one is done after this one looked and before it writes."""
    write = writing.write

    def slower(rows: Any, **facts: Any) -> Any:
        write(rows, **facts)
        return write(rows, **facts)

    monkeypatch.setattr("contacts.importing.importing.write", slower)
    with pytest.raises(Refused, match="soeben von jemand anderem eingelesen"):
        read_in(HEADING + MAIER)
    assert Customer.objects.count() == 1


def test_hostile_cells_are_stored_as_they_stand() -> None:
    cells = ["=cmd|'/c calc'!A1", "<script>alert(1)</script>", "Robert'); DROP TABLE x;--", "%s {0} {{x}}"]
    read_in("Nachname\tVorname\n" + "".join(f"{cell}\tx\n" for cell in cells))
    assert sorted(Customer.objects.values_list("last_name", flat=True)) == sorted(cells)


def test_the_preview_writes_nothing_and_says_what_would_come() -> None:
    read_in(HEADING + MAIER)
    before = [model.objects.count() for model in TABLES]
    rows = (MAIER + NAMELESS + many(25).removeprefix(HEADING)).splitlines()
    seen = preview("\n".join([f"Umsatz;{HEADING}", *(f"9;{row}" for row in rows)]).encode("cp1252"))
    assert (seen.encoding, seen.delimiter, seen.rows) == ("Windows-1252", ";", 27)
    assert (seen.new, seen.known, seen.refused, len(seen.first)) == (25, 1, 1, 20)
    assert seen.unused == ["Umsatz"]
    assert [model.objects.count() for model in TABLES] == before


def test_a_list_without_headings_is_refused() -> None:
    with pytest.raises(Refused, match="In der ersten Zeile fehlen Überschriften"):
        preview(b"Ulrike;Maier;Lindau\nJan;Gross;Ulm\n")


def test_a_hundred_rows_take_few_statements(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """SQLite takes at most 999 values in a statement, so it needs more of them; neither one for each row."""
    read_in(many(1))
    with django_assert_num_queries(20):
        run(many(101).encode(), by=None, at=MONDAY)
    with django_assert_num_queries(2):
        preview(many(101).encode())
