"""Encoding and delimiter are found, cells come out as they went in, and what cannot be read is said in plain words."""

import codecs
import json
from pathlib import Path

import pytest
from django.conf import settings

from contacts.importing.reading import LARGEST, MOST_COLUMNS, read
from crm.lib.acts import Refused

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
    sheet = read(data)
    assert (sheet.encoding, sheet.heading) == (encoding, ["Name", "Ort"])
    assert [line.cells for line in sheet.lines] == [["Jörg Groß", "Köln"], ["Müller – „Söhne“", "Öhringen €"]]


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_every_delimiter_is_found(sign: str) -> None:
    rows = [["Name", "Ort", "Notiz"], ["Maier", "Lindau", "a"], ["Groß", "Ulm", "b"]]
    sheet = read("\r\n".join(sign.join(row) for row in rows).encode())
    assert (sheet.delimiter, [sheet.heading, *(line.cells for line in sheet.lines)]) == (sign, rows)


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
    assert read(text.encode()).delimiter == delimiter


def test_a_line_is_counted_as_a_spreadsheet_shows_it() -> None:
    sheet = read(b'sep=;\nName;Notiz\n\nMaier;"zwei\nZeilen"\n ; \nGross;x\n')
    assert [(line.number, line.cells[0]) for line in sheet.lines] == [(3, "Maier"), (5, "Gross")]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "Die Datei ist leer."),
        (b"\n ; \n", "Die Datei ist leer."),
        (b"x" * (LARGEST + 1), "größer als 10 MB"),
        (b"Name;Ort\nMa\0ier;Ulm\n", "In Zeile 2 steht ein Zeichen, das kein Text ist."),
        (b"PK\x03\x04etwas", "Das ist eine Excel-Datei."),
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
        read(data)


def test_a_file_of_just_ten_megabytes_is_read() -> None:
    start = b"Name;Notiz\n" + b"Maier;x\n" * 100_000
    assert len(read(start + b" " * (LARGEST - len(start))).lines) == 100_000


@pytest.mark.skipif(not SPECTRUM.exists(), reason="shared/data is not here")
@pytest.mark.parametrize("name", sorted(path.stem for path in SPECTRUM.glob("*.csv")))
def test_the_corner_cases_of_csv(name: str) -> None:
    sheet = read((SPECTRUM / f"{name}.csv").read_bytes())
    found = [dict(zip(sheet.heading, line.cells, strict=True)) for line in sheet.lines]
    wanted = json.loads((SPECTRUM / f"{name}.json").read_text())
    if name == "location_coordinates":  # its two files name different numbers
        wanted = [wanted | {"Contact Phone Number": "2095257564"}]
    if name == "newlines_crlf":  # its line breaks became plain ones since
        wanted[1]["a"] = wanted[1]["a"].replace("\r\n", "\n")
    assert found == wanted
