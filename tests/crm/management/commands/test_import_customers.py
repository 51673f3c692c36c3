"""`manage.py import_customers`: says what it found and did, in German, and ends with 1 when something was refused."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from contacts.importing.table import LARGEST
from contacts.models import Customer
from tests.factories.contacts import a_source

pytestmark = pytest.mark.django_db

LIST = "Vorname;Nachname;PLZ;Umsatz\nUlrike;Maier;88131;7\nJörg;Groß;8813;8\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "kunden.csv"
    path.write_bytes(LIST.encode("cp1252"))
    return path


def said(*arguments: str | Path) -> list[str]:
    out = StringIO()
    call_command("import_customers", *map(str, arguments), stdout=out)
    return out.getvalue().splitlines()


def refused(*arguments: str | Path) -> list[str]:
    out = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("import_customers", *map(str, arguments), stdout=out)
    assert end.value.code == 1
    return out.getvalue().splitlines()


def test_it_reads_in_once(file: Path) -> None:
    assert said(file) == [
        "Zeile 3: Hinweis: Postleitzahl: „8813“ passt nicht zum Land DE.",
        "2 Kundinnen und Kunden eingelesen, 0 waren schon da.",
    ]
    assert said(file)[-1] == "0 Kundinnen und Kunden eingelesen, 2 waren schon da."
    assert list(Customer.objects.values_list("last_name", flat=True)) == ["Groß", "Maier"]


def test_the_preview_says_what_was_found_and_writes_nothing(file: Path) -> None:
    assert said(file, "--preview") == [
        "Zeichensatz Windows-1252, Trennzeichen ;",
        "  Vorname → Vorname",
        "  Nachname → Nachname",
        "  PLZ → Postleitzahl",
        "Nicht übernommen: Umsatz",
        "Zeile 3: Hinweis: Postleitzahl: „8813“ passt nicht zum Land DE.",
        "2 Zeilen: 2 neu, 0 vielleicht schon da, 0 schon bekannt, 0 mit Fehlern. Es wurde nichts geschrieben.",
    ]
    assert Customer.objects.count() == 0


def test_a_faulty_row_ends_with_1_unless_skipped(file: Path) -> None:
    file.write_text(LIST + ";;50667;9\n", encoding="utf-8")
    assert "Zeile 4: Fehler: Hier fehlt ein Name oder eine Firma." in refused(file, "--preview")
    assert "1 Zeilen haben Fehler, darum wurde nichts geschrieben." in refused(file)[-1]
    assert Customer.objects.count() == 0
    assert said(file, "--skip-refused")[-1] == (
        "2 Kundinnen und Kunden eingelesen, 0 waren schon da, 1 mit Fehlern ausgelassen."
    )


def test_a_source_is_named(file: Path) -> None:
    messe = a_source("Messe")
    with pytest.raises(CommandError, match=r"„Mese“ gibt es nicht. Bekannt sind: Messe\."):
        said(file, "--source", "Mese")
    assert Customer.objects.count() == 0
    said(file, "--source", "Messe")
    assert set(Customer.objects.values_list("source", flat=True)) == {messe.pk}


def test_a_source_that_is_there_twice_is_not_guessed(file: Path) -> None:
    a_source("Süd", parent=a_source("Messe"))
    a_source("Süd", parent=a_source("Laden"))
    with pytest.raises(CommandError, match="gibt es mehrmals"):
        said(file, "--source", "Süd")


def test_what_cannot_be_read_is_said_plainly(file: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="lässt sich nicht lesen: No such file"):
        said(tmp_path / "nirgends.csv")
    file.write_bytes(b"a;b\n1;2\n")
    with pytest.raises(CommandError, match=r"fehlen Überschriften.*Es wurde nichts geschrieben\."):
        said(file)
    with file.open("wb") as big:
        big.truncate(LARGEST + 1)
    with pytest.raises(CommandError, match="größer als 25 MB"):
        said(file)
