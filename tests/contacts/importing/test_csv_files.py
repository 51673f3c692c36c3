"""Encoding and delimiter are found, cells come out as they went in, and what cannot be read is said in plain words."""

import codecs
import json
from pathlib import Path

import pytest
from django.conf import settings

from contacts.importing.table import LARGEST, MOST_COLUMNS
from crm.lib.acts import Refused
from tests.factories.imports import table_of

SPECTRUM = Path(settings.BASE_DIR).parent / "shared" / "data" / "csv" / "csv-spectrum"
LIST = "Name;Ort\nJörg Groß;Köln\nMüller – „Söhne“;Öhringen €\n"
MAC_ROMAN = "Name;Ort\nÅsa;Linköping\n".encode("mac_roman")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (LIST.encode(), "UTF-8"),
        (LIST.encode("utf-8-sig"), "UTF-8"),
        (LIST.encode("utf-16"), "UTF-16"),
        (codecs.BOM_UTF16_BE + LIST.encode("utf-16-be"), "UTF-16"),
        (LIST.encode("cp1252"), "Windows-1252"),
    ],
)
def test_no_umlaut_is_lost_in_any_encoding(data: bytes, encoding: str) -> None:
    table, lines = table_of(data)
    assert (table.kind, table.encoding) == ("csv", encoding)
    assert [line.cells for line in lines] == [
        ["Name", "Ort"],
        ["Jörg Groß", "Köln"],
        ["Müller – „Söhne“", "Öhringen €"],
    ]


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_every_delimiter_is_found(sign: str) -> None:
    rows = [["Name", "Ort", "Notiz"], ["Maier", "Lindau", "a"], ["Groß", "Ulm", "b"]]
    table, lines = table_of("\r\n".join(sign.join(row) for row in rows).encode())
    assert (table.delimiter, [line.cells for line in lines]) == (sign, rows)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Name;Adresse\nMaier, Ulrike;Seestr. 3, Lindau\nGroß, Jan;Ring 1, Ulm\n", ";"),
        ('Name,Adresse\n"Maier; Ulrike","Seestr. 3; Lindau"\n"Groß; Jan","Ring 1; Ulm"\n', ","),
        ("Name;Ort;Notiz\nMaier;Lindau;ruft, wenn fertig\nGroß;Ulm\n", ";"),
        ('sep=|\nName|Ort;Land\n"Maier"|Lindau;DE\n', "|"),
    ],
)
def test_other_signs_in_the_cells_do_not_mislead(text: str, delimiter: str) -> None:
    assert table_of(text.encode())[0].delimiter == delimiter


def test_a_line_is_counted_as_a_spreadsheet_shows_it() -> None:
    _table, lines = table_of(b'sep=;\nName;Notiz\n\nMaier;"zwei\nZeilen"\n ; \nGross;x\n')
    assert [(line.number, line.cells[0]) for line in lines] == [(1, "Name"), (3, "Maier"), (5, "Gross")]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "Die Datei ist leer."),
        (b"x" * (LARGEST + 1), "größer als 25 MB"),
        (b"Name;Ort\nMa\0ier;Ulm\n", "In Zeile 2 steht ein Zeichen, das kein Text ist."),
        (b"PK\x03\x04etwas", "Die Datei ist beschädigt."),
        (b"%PDF-1.7\n%", "Das ist eine Datei der Art PDF"),
        (MAC_ROMAN, "Die Datei ist kein lesbarer Text."),
        (codecs.BOM_UTF16_LE + b"a\0b", "Die Datei ist kein lesbarer Text."),
        (
            b'Name;Ort\nMaier;Ulm\n"Gross;Ulm\nVoss;Ulm\n',
            "In Zeile 3 beginnt ein Feld mit einem Anführungszeichen",
        ),
        (b"Name;Ort\n" + b"x" * 140_000 + b";Ulm\n", "In Zeile 2 ist ein Feld viel zu lang."),
        (b"Name" + b";x" * MOST_COLUMNS, f"Zeile 1 hat {MOST_COLUMNS + 1} Spalten"),
    ],
)
def test_what_cannot_be_read_is_refused_in_plain_words(data: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        table_of(data)


@pytest.mark.skipif(not SPECTRUM.exists(), reason="shared/data is not here")
@pytest.mark.parametrize("name", sorted(path.stem for path in SPECTRUM.glob("*.csv")))
def test_the_corner_cases_of_csv(name: str) -> None:
    _table, (heading, *lines) = table_of((SPECTRUM / f"{name}.csv").read_bytes())
    found = [dict(zip(heading.cells, line.cells, strict=True)) for line in lines]
    wanted = json.loads((SPECTRUM / f"{name}.json").read_text())
    if name == "location_coordinates":  # its two files name different numbers
        wanted = [wanted | {"Contact Phone Number": "2095257564"}]
    if name == "newlines_crlf":  # its line breaks became plain ones since
        wanted[1]["a"] = wanted[1]["a"].replace("\r\n", "\n")
    assert found == wanted
