"""Excel and OpenDocument: values as one reads them, and every kind of broken or hostile file refused in plain words."""

import struct
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from contacts.importing import workbooks
from contacts.importing.workbooks import OLE
from contacts.models import Customer
from crm.lib.acts import Refused
from tests.factories.imports import kept, read_in, table_of, told

HEADING = ["Vorname", "Nachname", "Telefon", "PLZ", "Ort"]


def workbook(*rows: list[Any], sheet: str = "Kunden", before: tuple[str, ...] = ()) -> bytes:
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"default_date_format": "dd.mm.yyyy", "remove_timezone": True})
    for name in before:
        book.add_worksheet(name)
    page = book.add_worksheet(sheet)
    for line, row in enumerate(rows):
        for place, value in enumerate(row):
            page.write(line, place, value)
    book.close()
    return file.getvalue()


def ods(content: str, manifest: str = "") -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("META-INF/manifest.xml", manifest)
        parts.writestr("content.xml", content)
    return file.getvalue()


ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Blatt1">{}</table:table></office:spreadsheet></office:body></office:document-content>'
)
CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'


def test_values_as_one_reads_them_in_the_lines_where_they_stand() -> None:
    day = datetime(2026, 3, 2, tzinfo=UTC)
    data = workbook(HEADING, [], ["Jörg", "Groß", 71180497319, 1067.0, day], ["Eva", 1.5, True, None, "=1+1"])
    table, lines = table_of(data)
    assert (table.kind, table.sheet, table.other_sheets) == ("xlsx", "Kunden", 0)
    assert [(line.number, line.cells[:5], line.has_formula) for line in lines] == [
        (1, HEADING, False),
        (3, ["Jörg", "Groß", "71180497319", "1067", "02.03.2026"], False),
        (4, ["Eva", "1.5", "ja", "", "0"], True),
    ]


def test_the_first_sheet_that_holds_anything_is_read_and_the_others_are_told() -> None:
    table, lines = table_of(workbook(HEADING, ["Eva", "Voss"], before=("Leer", "Auch leer")))
    assert (table.sheet, table.other_sheets, len(lines)) == ("Kunden", 2, 2)


@pytest.mark.django_db
def test_a_workbook_comes_in_and_a_formula_is_marked() -> None:
    found = read_in(workbook(HEADING, ["Jörg", "Groß", "0711 80497319", "70173", '=HYPERLINK("x")']))
    assert (found.made, Customer.objects.get().name) == (1, "Jörg Groß")
    assert told(found) == [(2, "Hier steht eine Formel. Sie wird nicht ausgeführt, es zählt, was da steht.")]


def test_opendocument() -> None:
    rows = "".join(
        f"<table:table-row>{''.join(map(CELL.format, row))}</table:table-row>"
        for row in (["Name", "Ort"], ["Groß", "Köln"])
    )
    table, lines = table_of(ods(ODS.format(rows)))
    assert (table.kind, [line.cells for line in lines]) == ("ods", [["Name", "Ort"], ["Groß", "Köln"]])


def bomb() -> bytes:
    """A few hundred kB that would be 400 MB unpacked."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", "<workbook/>")
        with parts.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _piece in range(400):
                sheet.write(b" " * 1024 * 1024)
    return file.getvalue()


def lying_bomb() -> bytes:
    """The same, but its directory says that every part is small."""
    data = bytearray(bomb())
    size = struct.pack("<I", 400 * 1024 * 1024)
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = struct.pack("<I", 1_000)
    return bytes(data)


def far_cell() -> bytes:
    """Two cells, as far apart as a sheet allows: together they would take half a terabyte."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file)
    page = book.add_worksheet()
    page.write(0, 0, "Name")
    page.write(1_048_575, 16_383, "x")
    book.close()
    return file.getvalue()


def other_document() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("word/document.xml", "<x/>")
    return file.getvalue()


ENCRYPTED = OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (bomb, "Ausgepackt wäre die Datei viel zu groß."),
        (lying_bomb, "Die Datei ist (beschädigt|zu groß)"),
        (far_cell, "Die Datei ist zu groß, um sie zu öffnen."),
        (other_document, "Das ist keine Tabelle"),
        (lambda: ENCRYPTED, "mit einem Kennwort geschützt"),
        (lambda: ods("", '<x encryption-data="1"/>'), "mit einem Kennwort geschützt"),
        (lambda: OLE + bytes(600), "Die Datei ist beschädigt."),
        (lambda: workbook(HEADING)[:-200], "Die Datei ist beschädigt."),
        (workbook, "Die Datei ist leer."),
        (lambda: workbook(["x"] * 1_000), "Zeile 1 hat 1000 Spalten, erlaubt sind 200."),
    ],
    ids=["bomb", "lying", "far", "docx", "password", "ods password", "ole", "half", "empty", "wide"],
)
def test_what_is_broken_or_hostile_is_refused_in_plain_words(make: Any, says: str) -> None:
    with pytest.raises(Refused, match=says):
        table_of(make())


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_PARTS", 3)
    with pytest.raises(Refused, match="Ausgepackt wäre die Datei viel zu groß"):
        table_of(workbook(HEADING))


@pytest.mark.django_db
def test_nothing_is_kept_of_a_file_that_breaks_in_the_middle() -> None:
    from contacts.models import Import, ImportRow

    with pytest.raises(Refused, match="Zeile 4 hat 1000 Spalten"):
        kept(workbook(HEADING, ["Eva", "Voss"], ["Jan", "Groß"], ["x"] * 1_000))
    with pytest.raises(Refused, match="In Zeile 3 beginnt ein Feld"):
        kept('Nachname\nVoss\n"Groß\n')
    assert (Import.objects.count(), ImportRow.objects.count()) == (0, 0)
