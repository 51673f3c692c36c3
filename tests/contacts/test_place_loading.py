"""A table of places in the GeoNames format: whole or not at all, the same again, and what it then finds."""

import csv
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from contacts.choices import forget
from contacts.models import Customer, Place, PlaceTable
from contacts.place_loading import load_places
from contacts.places import forget_towns, towns_of
from contacts.proposing import proposals
from contacts.search_index import read_all
from crm.lib.acts import Refused
from tests.factories.contacts import MONDAY, a_customer

pytestmark = pytest.mark.django_db

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
LINDAU = "DE\t88131\tLindau (Bodensee)\tBayern\tBY\t\t00\n"
LINES = [LINDAU, "DE\t88131\tBodolz\tBayern\n", "DE\t01067\tDresden\tSachsen\n", "AT\t6900\tBregenz\n"]


def findings(customer: Customer) -> set[str]:
    return set(customer.findings.filter(resolved_at=None).values_list("code", flat=True))


def at_home(code: str, town: str) -> Customer:
    return a_customer(phone="0711 80497319", postal_code=code, city=town)


def test_a_file_becomes_places_and_the_same_again_changes_nothing() -> None:
    assert load_places(LINES, at=MONDAY).places == {"DE": 3, "AT": 1}
    before = list(Place.objects.order_by("country", "postal_code", "town").values_list("town", "town_key"))
    load_places([*LINES, LINDAU, "\r\n"], at=MONDAY)
    assert (
        list(Place.objects.order_by("country", "postal_code", "town").values_list("town", "town_key"))
        == before
    )
    assert PlaceTable.objects.get(country="DE").version == 2


def test_a_country_is_replaced_and_the_others_stay() -> None:
    load_places(LINES, at=MONDAY)
    load_places(["de\t80331\tMünchen"], at=MONDAY)
    assert list(Place.objects.order_by("country").values_list("country", "town")) == [
        ("AT", "Bregenz"),
        ("DE", "München"),
    ]
    assert set(towns_of("DE", "80331")) == {"munchen"}
    assert set(towns_of("DE", "88131")) == set()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("DE;88131;Lindau", "Zeile 2: Erwartet werden Land, Postleitzahl und Ort"),
        ("Deutschland\t88131\tLindau", "ist kein Land"),
        ("DE\t\tLindau", "fehlt"),
        ("DE\t88131\tLin\0dau", "lässt sich nicht speichern"),
        ("DE\t88131\t" + "x" * 101, "zu lang"),
    ],
)
def test_a_broken_line_is_named_and_nothing_is_changed(line: str, words: str) -> None:
    load_places(LINES, at=MONDAY)
    with pytest.raises(Refused) as refused:
        load_places(["DE\t10115\tBerlin", line], at=MONDAY)
    assert words in str(refused.value)
    assert Place.objects.count() == 4


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(Refused):
        load_places(["\n"], at=MONDAY)


def test_what_people_type_fits_or_is_doubted_with_a_proposal() -> None:
    load_places(LINES, at=MONDAY)
    for town in ("Lindau", "LINDAU", "Lindau (Bodensee)", "Lindau-Aeschach", "Lindau/Bodensee", "bodolz", ""):
        assert "town_doubtful" not in findings(at_home("88131", town)), town
    wrong = at_home("88131", "Dresden")
    assert "town_doubtful" in findings(wrong)
    words = [each.words for each in proposals(read_all([wrong])[0], "town_doubtful")]
    assert words == ["88131 Lindau (Bodensee)", "88131 Bodolz"]
    assert "town_doubtful" not in findings(at_home("99999", "Nirgends")), (
        "not in the table: nothing is doubted"
    )


def test_a_zero_that_a_table_sheet_ate_is_proposed() -> None:
    load_places(LINES, at=MONDAY)
    customer = at_home("1067", "Dresden")
    assert "postcode_doubtful" in findings(customer)
    assert [each.words for each in proposals(read_all([customer])[0], "postcode_doubtful")] == [
        "01067 Dresden"
    ]


def test_the_command_loads_and_brings_the_findings_in_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    customer = at_home("88131", "Dresden")
    file = tmp_path / "DE.txt"
    file.write_text("".join(LINES), encoding="utf-8-sig")
    call_command("load_places", file)
    assert "DE: 3 Orte." in capsys.readouterr().out
    assert "town_doubtful" in findings(customer)
    file.write_bytes(b"DE\t88131\tM\xfcnchen\n")
    with pytest.raises(CommandError, match="UTF-8"):
        call_command("load_places", file)
    with pytest.raises(CommandError, match="nicht lesen"):
        call_command("load_places", tmp_path / "fehlt.txt")
    assert Place.objects.count() == 4


def test_strange_strings_are_loaded_as_they_are_or_named() -> None:
    if not SHARED.exists():
        pytest.skip("the open test material is not here")
    strange: list[str] = json.loads((SHARED / "strings" / "blns.json").read_text("utf-8"))
    refused: list[str] = []
    for number, text in enumerate(strange):
        try:
            load_places([f"DE\t{number:05}\t{text}"], at=MONDAY)
        except Refused as said:
            refused.append(str(said))
    assert [said for said in refused if "Zeile 1" not in said] == []
    assert len(refused) < len(strange) / 2


def test_a_whole_table_fits_itself() -> None:
    """Every town of the real table fits its own postcode, whatever its name looks like."""
    if not SHARED.exists():
        pytest.skip("the open test material is not here")
    with (SHARED / "plz" / "plz_de_at_ch_li.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [(row["land"], row["plz"], row["ort"]) for row in csv.DictReader(file)]
    load_places(("\t".join(row) for row in rows), at=MONDAY)
    forget()
    forget_towns()
    assert all(towns_of(country, code) for country, code, _town in rows)
    assert Place.objects.filter(town_key="").count() == 0
