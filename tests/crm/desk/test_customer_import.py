"""The page /kunden/einlesen/: upload, preview, read in, for the administration alone, and nothing stays behind."""

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from contacts.importing.reading import LARGEST
from contacts.models import Customer
from crm.company.models import Role, User
from crm.desk.import_files import KEPT
from crm.desk.views import customer_import as page
from tests.factories.company import make_user
from tests.factories.contacts import a_source

pytestmark = pytest.mark.django_db

PAGE, PREVIEW, DISCARD = "/kunden/einlesen/", "/kunden/einlesen/vorschau/", "/kunden/einlesen/verwerfen/"
LIST = "Vorname;Nachname;PLZ;Ort;Umsatz\nUlrike;Maier;88131;Lindau;7\nJörg;Groß;8813;Köln;8\n"
FAULTY = LIST + ";;50667;Köln;9\n"


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path / "imports"


@pytest.fixture
def admin() -> User:
    return make_user(Role.ADMIN)


@pytest.fixture
def client(admin: User) -> Client:
    client = Client()
    client.force_login(admin)
    return client


def upload(client: Client, content: str | bytes, name: str = "kunden.csv", *, follow: bool = True) -> str:
    data = content.encode() if isinstance(content, str) else content
    response = client.post(PAGE, {"file": SimpleUploadedFile(name, data)}, follow=follow)
    return " ".join(response.content.decode().split())


def read_in(client: Client, **fields: object) -> str:
    response = client.post(PREVIEW, fields, follow=True)
    return " ".join(response.content.decode().split())


def kept(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.exists() else []


def test_the_whole_way(client: Client, admin: User, folder: Path) -> None:
    content = upload(client, LIST.encode("cp1252"))
    for words in (
        "kunden.csv",
        "2 neu, 0 schon bekannt, 0 mit Fehlern",
        "Windows-1252",
        "Trennzeichen Semikolon",
    ):
        assert words in content
    for words in ("Jörg Groß", "88131 Lindau", "<td>Umsatz</td><td>wird nicht übernommen</td>"):
        assert words in content
    assert (
        '<td class="num">3</td><td>Hinweis</td><td>Postleitzahl: „8813“ passt nicht zum Land DE.' in content
    )
    assert Customer.objects.count() == 0
    assert "2 Kundinnen und Kunden eingelesen." in read_in(client)
    assert list(Customer.objects.values_list("last_name", "created_by")) == [
        ("Groß", admin.pk),
        ("Maier", admin.pk),
    ]
    assert kept(folder) == []
    assert "eingelesen." not in client.get(PAGE).content.decode()


def test_the_file_in_between_is_for_this_process_alone(client: Client, folder: Path) -> None:
    upload(client, LIST, "../../kunden.csv")
    (path,) = kept(folder)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert "kunden" not in path.name


def test_a_second_tap_reads_nothing_in_again(client: Client) -> None:
    upload(client, LIST)
    read_in(client)
    assert "Die Liste ist nicht mehr da" in read_in(client)
    assert Customer.objects.count() == 2


def test_the_same_list_again_has_nobody_new(client: Client) -> None:
    upload(client, LIST)
    read_in(client)
    content = upload(client, LIST)
    assert "0 neu, 2 schon bekannt" in content
    assert "Jetzt einlesen" not in content
    assert "2 Zeilen waren schon da." in read_in(client)
    assert Customer.objects.count() == 2


def test_a_faulty_row_holds_all_back_until_it_is_left_out(client: Client, folder: Path) -> None:
    content = upload(client, FAULTY)
    assert '<td class="num">4</td><td><b>Fehler</b></td><td>Hier fehlt ein Name oder eine Firma.' in content
    response = client.post(PREVIEW, {})
    assert response.status_code == 400
    assert "Es wurde noch nichts eingelesen" in response.content.decode()
    assert (Customer.objects.count(), len(kept(folder))) == (0, 1)
    assert "1 Zeile mit Fehlern wurde ausgelassen." in read_in(client, skip_refused="on")
    assert (Customer.objects.count(), len(kept(folder))) == (2, 0)


def test_a_failure_keeps_the_list_and_writes_nothing(
    client: Client, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object, **_facts: object) -> None:
        raise OSError("disk full")

    upload(client, LIST)
    with monkeypatch.context() as patch:
        patch.setattr(page, "run", fails)
        client.raise_request_exception = False
        assert client.post(PREVIEW, {}).status_code == 500
    assert (Customer.objects.count(), len(kept(folder))) == (0, 1)
    assert "2 Kundinnen und Kunden eingelesen." in read_in(client)


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
        (b"PK\x03\x04", "Das ist eine Excel-Datei."),
        (b"a;b\n1;2\n", "In der ersten Zeile fehlen Überschriften"),
        (b"Nachname\nMa\0ier\n", "In Zeile 2 steht ein Zeichen"),
        (b"Nachname\n" + b"x" * LARGEST, "größer als 10 MB"),
    ],
)
def test_what_cannot_be_read_is_said_at_the_field_and_not_kept(
    client: Client, folder: Path, content: bytes, says: str
) -> None:
    response = client.post(PAGE, {"file": SimpleUploadedFile("x.csv", content)})
    assert response.status_code == 400
    assert says in response.content.decode()
    assert kept(folder) == []


def test_without_a_file_it_asks_for_one(client: Client) -> None:
    response = client.post(PAGE, {})
    assert response.status_code == 400
    assert "Bitte wählen Sie eine Datei aus." in response.content.decode()


def test_another_file_takes_the_place_of_the_first_and_can_be_discarded(client: Client, folder: Path) -> None:
    upload(client, LIST)
    assert "1 neu" in upload(client, "Nachname\nVoss\n")
    assert len(kept(folder)) == 1
    client.post(DISCARD)
    assert kept(folder) == []
    assert "Die Liste ist nicht mehr da" in read_in(client)


def test_a_forgotten_file_goes_with_the_next_upload(client: Client, admin: User, folder: Path) -> None:
    upload(client, LIST)
    (old,) = kept(folder)
    long_ago = (timezone.now() - KEPT - timedelta(minutes=1)).timestamp()
    os.utime(old, (long_ago, long_ago))
    other = Client()
    other.force_login(make_user(Role.ADMIN))
    upload(other, LIST)
    assert len(kept(folder)) == 1
    assert not old.exists()


def test_a_list_belongs_to_whoever_uploaded_it(client: Client) -> None:
    upload(client, LIST)
    other = Client()
    other.force_login(make_user(Role.ADMIN))
    content = " ".join(other.get(PREVIEW, follow=True).content.decode().split())
    assert "Die Liste ist nicht mehr da" in content
    assert "Maier" not in content


def test_a_session_cannot_name_a_path(client: Client, folder: Path) -> None:
    secret = folder.parent / "secret.csv"
    secret.write_text(LIST)
    session = client.session
    session[page.KEPT] = {"token": "../secret.csv", "name": "x"}
    session.save()
    assert "Maier" not in client.get(PREVIEW, follow=True).content.decode()
    client.post(DISCARD)
    assert secret.exists()


def test_hostile_cells_are_shown_and_not_live(client: Client) -> None:
    content = upload(client, "Nachname;<b>x</b>\n<script>alert(1)</script>;y\n", "<img src=x>.csv")
    assert "<script>alert(1)" not in content
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in content
    assert "&lt;b&gt;x&lt;/b&gt;" in content
    assert "<img src=x>" not in content


@pytest.mark.parametrize("role", [Role.FRONTDESK, Role.BACKOFFICE, Role.LEAD, Role.MANAGEMENT])
def test_it_is_for_the_administration_alone(role: Role, folder: Path) -> None:
    client = Client()
    client.force_login(make_user(role))
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"file": SimpleUploadedFile("x.csv", LIST.encode())}).status_code == 403
    assert [client.get(PREVIEW).status_code, client.post(PREVIEW).status_code] == [403, 403]
    assert client.post(DISCARD).status_code == 403
    assert (Customer.objects.count(), kept(folder)) == (0, [])


def test_the_preview_costs_the_same_for_one_row_and_for_hundred(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (1, 100):
        upload(client, "Nachname\n" + "".join(f"Maier {number}\n" for number in range(count)), follow=False)
        cache.clear()  # whether the clock runs is asked every few seconds
        with django_assert_num_queries(11):
            client.get(PREVIEW)


def test_of_many_messages_the_first_hundred_are_shown(client: Client) -> None:
    content = upload(client, "Nachname;Telefon\n" + "".join(f"Maier {number};x\n" for number in range(103)))
    assert content.count("<td>Hinweis</td>") == 100
    assert "Und 3 weitere Meldungen." in content


def test_errors_stand_before_any_number_of_hints(client: Client) -> None:
    rows = "".join(f"Maier {number};x\n" for number in range(100))
    content = upload(client, f"Nachname;Telefon\n{rows};x\n")
    assert content.index("<b>Fehler</b>") < content.index("<td>Hinweis</td>")
