"""A list leaves the house: what the page shows, to those who may, as a file that is no formula, and a row says so."""

import csv
from datetime import UTC, timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from python_calamine import load_workbook

from contacts.models import Customer
from contacts.recording import NewCustomer
from crm.company.exporting import Listed, csv_file
from crm.company.models import ExportLog, Role, User
from crm.lib.sheets.cells import Column
from feedback.ideas import new_idea
from tests.cases.pages import signed_in
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user
from tests.factories.contacts import MONDAY, a_customer, a_source

pytestmark = pytest.mark.django_db

VOSS = NewCustomer(last_name="Voss", phone="0711 80497319")
PAGES = [
    *("/kunden/", "/arbeit/", "/stimmen/", "/ideen/", "/zielbild/", "/herkunft/"),
    *("/stammdaten/", "/stammdaten/dubletten/"),
]


def saved(who: User | Client, address: str, kind: str = "csv") -> bytes:
    client = who if isinstance(who, Client) else signed_in(who)
    response: Any = client.post(address, {"format": kind})
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    return b"".join(response)


def lines(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.fixture
def boss() -> User:
    return make_user(Role.MANAGEMENT)


def test_customers_with_all_that_is_known(boss: User) -> None:
    a_customer(
        "Groß",
        first_name="=1+1",
        phone="+49 711 80497319",
        street="Ring 1",
        postal_code="01067",
        city="Dresden",
    )
    Customer.objects.update(source=a_source("Messe"))
    (line,) = lines(saved(boss, "/kunden/datei/"))
    assert line["Vorname"] == "'=1+1"
    assert (line["Nachname"], line["Telefon"], line["Postleitzahl"]) == (
        "Groß",
        "(+49) 711 80497319",
        "01067",
    )
    assert (line["Herkunft"], line["Art"], line["Angelegt am"]) == ("Messe", "Person", "24.11.2025 10:00")


def test_the_filters_of_the_page_hold(boss: User) -> None:
    a_customer("Groß")
    a_customer("Maier")
    assert [line["Nachname"] for line in lines(saved(boss, "/kunden/datei/?q=maier"))] == ["Maier"]
    assert len(lines(saved(boss, "/kunden/datei/?maengel=1"))) == 2
    make_policy(catch_all=True)
    captured(make_topic(make_team((boss,), lead=boss)), by=boss, at=MONDAY, new_customer=VOSS)
    assert len(lines(saved(boss, "/arbeit/datei/?liste=alle"))) == 1
    assert lines(saved(boss, "/arbeit/datei/?liste=beschwerden")) == []


def test_confidential_cases_stay_in_the_house(boss: User) -> None:
    make_policy(catch_all=True)
    inside, admin = make_user(Role.BACKOFFICE), make_user(Role.ADMIN)
    topic = make_topic(make_team((inside,), lead=inside), confidential=True)
    hidden = captured(
        topic, by=inside, at=MONDAY, new_customer=NewCustomer(last_name="Geheim", phone="0711 80497319")
    ).case
    assert hidden is not None
    seen = [f"#{hidden.number}"]
    for who, wanted in ((boss, []), (inside, seen), (admin, seen)):
        told = lines(saved(who, "/arbeit/datei/?liste=alle"))
        assert [line["Vorgang"] for line in told] == wanted


def test_an_excel_file_says_the_same_as_the_csv(boss: User) -> None:
    a_customer("Groß", first_name="@SUM(A1)", phone="0711 80497319")
    book = load_workbook(BytesIO(saved(boss, "/kunden/datei/", "xlsx")))
    heading, row = book.get_sheet_by_name("Kunden").to_python()
    (line,) = lines(saved(boss, "/kunden/datei/"))
    assert heading == list(line)
    told = dict(zip(map(str, heading), row, strict=True))
    assert (told["Vorname"], told["Nachname"], told["Telefon"]) == ("'@SUM(A1)", "Groß", line["Telefon"])


def test_what_was_exported_reads_in_again_as_known_or_alike(boss: User) -> None:
    from tests.factories.imports import kept

    a_customer("Groß", first_name="Jörg", phone="+49 711 80497319")
    found = kept(saved(boss, "/kunden/datei/"))
    assert (found.total, found.doubles, found.refused) == (1, 1, 0)
    assert found.rows.get().twin_by != ""


def test_every_export_leaves_a_row(boss: User) -> None:
    a_customer("Groß")
    a_customer("Maier")
    saved(boss, "/kunden/datei/?maengel=1")
    saved(boss, "/kunden/datei/?q=Groß", "xlsx")
    saved(boss, "/zielbild/datei/")
    told = ExportLog.objects.order_by("pk").values_list("by", "listed", "narrowed_by", "kind", "rows")
    *customers, goals = told
    assert customers == [
        (boss.pk, "customers", "maengel=1", "csv", 2),
        (boss.pk, "customers", "q=…", "xlsx", 1),
    ]
    assert goals[1] == "goals"
    assert (goals[4] or 0) > 20


def test_a_transfer_that_breaks_off_says_how_much_left(boss: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crm.lib.sheets.csv_sheet._LINES_A_CHUNK", 1)
    listed = Listed(code="customers", columns=[Column("Nr", int)], rows=range(3))
    chunks: Any = csv_file(listed, by=boss, at=MONDAY, tz=UTC)
    assert ExportLog.objects.get().rows is None
    next(chunks)
    chunks.close()
    assert ExportLog.objects.get().rows == 1


@pytest.mark.parametrize("page", PAGES)
def test_the_front_desk_takes_nothing_along(page: str) -> None:
    client = signed_in(make_user(Role.FRONTDESK))
    assert client.post(f"{page}datei/").status_code == 403
    assert "Als Datei" not in client.get(page).content.decode()  # of Herkunft they see nothing at all
    assert not ExportLog.objects.exists()


@pytest.mark.parametrize("page", PAGES)
def test_every_list_has_its_button_and_keeps_its_filter(page: str, boss: User) -> None:
    content = signed_in(boss).get(f"{page}?x=1").content.decode()
    assert f'action="{page}datei/?x=1"' in content
    assert signed_in(boss).get(f"{page}datei/").status_code == 405


def test_one_row_costs_as_much_as_three(
    boss: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_policy(catch_all=True)
    topic, client = make_topic(make_team((boss,), lead=boss)), signed_in(boss)
    client.get("/kunden/")
    costs = {"/kunden/datei/": 5, "/arbeit/datei/?liste=alle": 6, "/stimmen/datei/": 6, "/ideen/datei/": 5}
    for count in (1, 2):
        for number in range(count):
            at = MONDAY + timedelta(minutes=number)
            captured(topic, by=boss, at=at, new_customer=VOSS, voice="praise", text="Danke")
            new_idea(title=f"Idee {count} {number}", by=boss, at=at)
        for address, cost in costs.items():
            with django_assert_num_queries(cost):
                assert len(lines(saved(client, address))) == count * (count + 1) // 2, address


def test_herkunft_says_what_the_page_says(boss: User) -> None:
    a_customer("Groß")
    Customer.objects.update(source=a_source("Messe"))
    told = lines(saved(boss, "/herkunft/datei/"))
    assert [(line["Art"], line["Name"]) for line in told] == [("Herkunft", "Messe")]


def test_the_administration_sees_who_took_what(boss: User) -> None:
    a_customer("Groß")
    saved(boss, "/kunden/datei/?maengel=1")
    page = signed_in(make_user(Role.ADMIN)).get("/einstellungen/exporte/").content.decode()
    assert ("maengel=1" in page, str(boss) in page) == (True, True)
    assert signed_in(boss).get("/einstellungen/exporte/").status_code == 403


def test_gaps_of_one_rule_or_of_all_with_the_heaviest_first(boss: User) -> None:
    a_customer("Groß", phone="12", street="Ring 1", postal_code="01067", city="Dresden")
    a_customer("Maier")
    told = lines(saved(boss, "/stammdaten/datei/"))
    weights = [int(line["Gewicht"]) for line in told]
    assert weights == sorted(weights, reverse=True)
    assert {line["Kunde"] for line in told} == {"Groß", "Maier"}
    (doubt,) = lines(saved(boss, "/stammdaten/datei/?regel=phone_doubtful"))
    assert (doubt["Kunde"], doubt["Telefon"], doubt["Postleitzahl"]) == ("Groß", "12", "01067")
    assert doubt["Offen seit"] == "24.11.2025 10:00"
    assert {log.listed for log in ExportLog.objects.all()} == {"findings"}


def test_duplicates_as_the_page_lists_them_and_who_was_merged(boss: User) -> None:
    from contacts.duplicates import sweep_duplicates
    from contacts.merging import merge_customers

    known: dict[str, Any] = {"first_name": "Ulrike", "phone": "0176 04069083", "street": "Hafengasse 7"}
    one, other = (a_customer(name, city="Lindau", **known) for name in ("Maier", "Mayer"))
    sweep_duplicates(MONDAY)
    (pair,) = lines(saved(boss, "/stammdaten/dubletten/datei/"))
    assert (pair["Kunde"], pair["Zweiter Kunde"], pair["Ort"]) == ("Ulrike Maier", "Ulrike Mayer", "Lindau")
    assert "Name klingt gleich" in pair["Dafür"]
    merge_customers(one.pk, other.pk, by=boss, at=MONDAY)
    (merged,) = lines(saved(boss, "/stammdaten/dubletten/datei/?liste=vereint"))
    assert (merged["Kunde"], merged["Aufgegangener Kunde"]) == ("Ulrike Maier", "Ulrike Mayer")
    assert [log.listed for log in ExportLog.objects.order_by("pk")] == ["duplicates", "merges"]
