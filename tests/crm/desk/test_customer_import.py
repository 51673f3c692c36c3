"""The pages /kunden/einlesen/: upload, look, correct, read in, stop, go on, undo; for the administration alone."""

import csv
from io import StringIO
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from contacts.importing import judging
from contacts.importing.table import LARGEST
from contacts.models import Customer, Import, ImportForm
from crm.company.models import ExportLog, Role, User
from crm.outbox.jobs import sweep_jobs
from crm.outbox.models import Job
from tests.factories.company import make_user
from tests.factories.contacts import a_customer, a_source

pytestmark = pytest.mark.django_db

PAGE = "/kunden/einlesen/"
LIST = "Vorname;Nachname;PLZ;Ort;Umsatz\nUlrike;Maier;88131;Lindau;7\nJörg;Groß;8813;Köln;8\n"
FAULTY = LIST + ";;50667;Köln;=9+1\n"


FORMULA = "Hier steht eine Formel. Sie wird nicht ausgeführt, es zählt, was da steht."


@pytest.fixture
def admin() -> User:
    return make_user(Role.ADMIN)


@pytest.fixture
def client(admin: User) -> Client:
    client = Client()
    client.force_login(admin)
    return client


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def upload(client: Client, content: str | bytes, name: str = "kunden.csv") -> str:
    data = content.encode() if isinstance(content, str) else content
    return text_of(client.post(PAGE, {"file": SimpleUploadedFile(name, data)}, follow=True))


def address(act: str = "") -> str:
    return f"{PAGE}{Import.objects.latest('pk').pk}/{act}"


def press(client: Client, act: str, **fields: object) -> str:
    return text_of(client.post(address(act), fields, follow=True))


def read_in(client: Client, **fields: object) -> str:
    press(client, "start/", **({"doubles": "skip"} | fields))
    sweep_jobs(timezone.now())
    return text_of(client.get(address()))


def test_the_whole_way(client: Client, admin: User) -> None:
    content = upload(client, LIST.encode("cp1252"))
    for words in ("kunden.csv", "Zeichensatz Windows-1252", "wartet auf Sie", "<dt>Neu</dt><dd>2</dd>"):
        assert words in content
    for words in ("Jörg Groß", "88131 Lindau", "<td>Umsatz</td><td>wird nicht übernommen</td>"):
        assert words in content
    assert "Postleitzahl: „8813“ passt nicht zum Land DE." in content
    assert Customer.objects.count() == 0
    assert "2 Kundinnen und Kunden eingelesen." in read_in(client)
    assert list(Customer.objects.values_list("last_name", "created_by")) == [
        ("Groß", admin.pk),
        ("Maier", admin.pk),
    ]
    assert "kunden.csv" in text_of(client.get(PAGE))


def test_stop_go_on_and_undo(client: Client) -> None:
    upload(client, LIST)
    press(client, "start/", doubles="skip")
    assert "angehalten" in press(client, "anhalten/")
    sweep_jobs(timezone.now())
    assert Customer.objects.count() == 0
    press(client, "weiter/")
    sweep_jobs(timezone.now())
    assert Customer.objects.count() == 2
    press(client, "rueckgaengig/")
    sweep_jobs(timezone.now())
    assert "Rückgängig gemacht: 2 Kundinnen und Kunden sind wieder weg." in text_of(client.get(address()))
    assert Customer.objects.count() == 0


def test_a_second_tap_reads_nothing_in_again(client: Client) -> None:
    upload(client, LIST)
    read_in(client)
    assert "Diese Liste wird schon eingelesen" in press(client, "start/", doubles="skip")
    assert Customer.objects.count() == 2


def test_while_it_runs_the_page_asks_again_by_itself_and_is_loaded_anew_at_the_end(client: Client) -> None:
    upload(client, LIST)
    assert "hx-trigger" not in text_of(client.get(address())).split('id="stand"')[1].split("</div>")[0]
    content = press(client, "start/", doubles="skip")
    assert f'hx-get="{address()}" hx-trigger="every 2s"' in content
    part = client.get(address(), headers={"HX-Request": "true"})
    assert ("0 von 2 Zeilen" in text_of(part), "<html" in text_of(part)) == (True, False)
    assert "HX-Refresh" not in part.headers
    sweep_jobs(timezone.now())
    assert client.get(address(), headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_work_that_failed_is_said_and_tried_again(client: Client) -> None:
    upload(client, LIST)
    press(client, "start/", doubles="skip")
    Job.objects.update(state="failed", finished_at=timezone.now(), error="OperationalError")
    assert "ging es nicht weiter (OperationalError)" in text_of(client.get(address()))
    press(client, "weiter/")
    sweep_jobs(timezone.now())
    assert Customer.objects.count() == 2


def test_whoever_may_be_there_already_is_left_or_made_as_one_chooses(client: Client) -> None:
    there = a_customer("Maier", first_name="Ulrike", postal_code="88131", city="Lindau")
    content = upload(client, LIST)
    assert "<dt>Vielleicht doppelt</dt><dd>1</dd>" in content
    assert f"{there.name} ({there.number_label}), gleicher Name und gleiche Postleitzahl." in content
    read_in(client)
    assert Customer.objects.count() == 2
    upload(client, LIST)
    read_in(client, doubles="make")
    assert Customer.objects.filter(last_name="Maier").count() == 2


def test_columns_are_corrected_and_remembered(client: Client) -> None:
    strange = "Wer;Kürzel\nMaier;x\nGroß;y\n"
    content = upload(client, strange)
    page = text_of(client.get(address("spalten/")))
    assert "Zum Beispiel: Wer · Maier · Groß" in page
    press(client, "spalten/", has_heading="on", column_0="last_name", column_1="")
    found = Import.objects.get()
    assert (found.has_heading, found.total, found.new) == (True, 2, 2)
    assert ImportForm.objects.count() == 1
    assert "<td>Wer</td><td>Nachname</td>" in (content := upload(client, strange.replace("Maier", "Voss")))
    assert "<dt>Neu</dt><dd>2</dd>" in content


def test_a_heading_can_be_a_row_after_all(client: Client) -> None:
    upload(client, "Name;Ort\nMaier;Ulm\n")
    press(client, "spalten/", column_0="name", column_1="city")
    assert Import.objects.get().total == 2
    press(client, "spalten/", has_heading="on", column_0="name", column_1="city")
    assert (Import.objects.get().total, Import.objects.get().heading) == (1, ["Name", "Ort"])


def test_columns_that_name_nobody_are_refused_and_what_was_chosen_stays(client: Client) -> None:
    upload(client, LIST)
    fields = {f"column_{index}": "" for index in range(5)} | {"column_3": "city", "has_heading": "on"}
    response = client.post(address("spalten/"), fields)
    assert response.status_code == 400
    assert "in welcher Spalte der Nachname" in text_of(response)
    assert '<option value="city" selected>' in text_of(response)


def test_rows_with_problems_are_shown_alone_and_page_by_page(client: Client) -> None:
    rows = "".join(f"Maier {number};{'x' if number % 2 else ''}\n" for number in range(120))
    upload(client, "Nachname;Telefon\n" + rows)
    content = text_of(client.get(address() + "?nur=probleme&page=2"))
    assert "Nur Probleme</a>" not in content
    assert "Nur Probleme (60)" in content
    assert "Seite 2 von 2" in content
    assert ("Maier 119" in content, "Maier 118" in content) == (True, False)


def test_what_was_left_comes_back_as_a_file_that_is_no_formula(client: Client) -> None:
    upload(client, FAULTY)
    read_in(client)
    response: Any = client.post(address("fehler/"))
    assert "attachment" in response["Content-Disposition"]
    data = b"".join(response.streaming_content).decode("utf-8-sig")
    assert list(csv.reader(StringIO(data), delimiter=";")) == [
        ["Zeile", "Warum", "Vorname", "Nachname", "PLZ", "Ort", "Umsatz"],
        [
            "4",
            f"Hier fehlt ein Name oder eine Firma. {FORMULA}",
            "", "", "50667", "Köln", "'=9+1",
        ],
    ]  # fmt: skip
    log = ExportLog.objects.get()
    assert (log.listed, log.narrowed_by, log.kind, log.rows) == (
        "import_errors",
        f"liste={Import.objects.get().pk}",
        "csv",
        1,
    )


def test_a_source_can_be_given(client: Client) -> None:
    source = a_source("Messe")
    a_source("Alt", active=False)
    content = upload(client, LIST)
    assert "Messe" in content
    assert ">Alt<" not in content
    read_in(client, source=source.pk)
    assert set(Customer.objects.values_list("source", flat=True)) == {source.pk}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Die Datei ist leer."),
        (b"PK\x03\x04", "Die Datei ist beschädigt."),
        (b"%PDF-1.4", "Das ist eine Datei der Art PDF"),
        (b"Nachname\n", "Unter den Überschriften steht nichts."),
        (b"Nachname\nMa\0ier\n", "In Zeile 2 steht ein Zeichen"),
        (b'Nachname\nMaier\n"Voss\n', "In Zeile 3 beginnt ein Feld"),
        (b"Nachname\n" + b"x" * LARGEST, "größer als 25 MB"),
    ],
)
def test_what_cannot_be_read_is_said_at_the_field_and_not_kept(
    client: Client, content: bytes, says: str
) -> None:
    response = client.post(PAGE, {"file": SimpleUploadedFile("x.csv", content)})
    assert response.status_code == 400
    assert says in text_of(response)
    assert Import.objects.count() == 0


def test_without_a_file_it_asks_for_one(client: Client) -> None:
    response = client.post(PAGE, {})
    assert response.status_code == 400
    assert "Bitte wählen Sie eine Datei aus." in text_of(response)


def test_a_list_can_be_discarded_until_something_was_read_in(client: Client) -> None:
    upload(client, LIST)
    assert "ist verworfen" in press(client, "verwerfen/")
    upload(client, LIST)
    read_in(client)
    assert "Von dieser Liste ist schon eingelesen worden." in press(client, "verwerfen/")
    assert Import.objects.count() == 1


def test_hostile_cells_are_shown_and_not_live(client: Client) -> None:
    content = upload(client, "Nachname;<b>x</b>\n<script>alert(1)</script>;y\n", "<img src=x>.csv")
    assert "<script>alert(1)" not in content
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in content
    assert "&lt;b&gt;x&lt;/b&gt;" in content
    assert "<img src=x>" not in content


@pytest.mark.parametrize("role", [Role.FRONTDESK, Role.BACKOFFICE, Role.LEAD, Role.MANAGEMENT])
def test_it_is_for_the_administration_alone(client: Client, role: Role) -> None:
    upload(client, LIST)
    other = Client()
    other.force_login(make_user(role))
    assert other.get(PAGE).status_code == 403
    assert other.post(PAGE, {"file": SimpleUploadedFile("x.csv", LIST.encode())}).status_code == 403
    assert {other.get(address(path)).status_code for path in ("", "spalten/")} == {403}
    assert other.post(address("fehler/")).status_code == 403
    assert other.post(address("start/"), {"doubles": "skip"}).status_code == 403
    assert (Import.objects.count(), Job.objects.count()) == (1, 0)


def test_a_page_of_a_list_costs_the_same_for_one_row_and_for_hundred(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (1, 100):
        upload(client, "Nachname\n" + "".join(f"Maier {number}\n" for number in range(count)))
        cache.clear()  # whether the clock runs is asked every few seconds
        with django_assert_num_queries(12):
            client.get(address())


def test_a_long_list_is_looked_through_in_the_background(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("judging", "keeping"):
        monkeypatch.setattr(f"contacts.importing.{module}.ROWS_A_PORTION", 1)
    content = upload(client, LIST)
    assert ("wird durchgesehen" in content, "0 von 2 Zeilen" in content) == (True, True)
    assert "Jetzt einlesen" not in content
    sweep_jobs(timezone.now())
    assert "Jetzt einlesen" in text_of(client.get(address()))
    assert Job.objects.get().kind == judging.KIND
