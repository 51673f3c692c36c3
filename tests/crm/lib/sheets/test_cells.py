"""No cell of a file is live, and what a person reads in it stays readable."""

import csv
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.lib import phones
from crm.lib.sheets import xlsx_sheet
from crm.lib.sheets.cells import Cell, cell, harmless
from crm.lib.sheets.csv_sheet import csv_chunks
from crm.lib.sheets.xlsx_sheet import write_xlsx

BERLIN = ZoneInfo("Europe/Berlin")
LIVE = [
    f"{space}{sign}{tail}"
    for sign in ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
    for space in ("", " ", "\xa0")
    for tail in ("cmd|'/c calc'!A1", "1+1", 'HYPERLINK("http://x.test")', "SUM(A1)", "x", "0")
]


@pytest.mark.parametrize("text", LIVE)
def test_what_looks_like_a_formula_is_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@given(st.text())
def test_nothing_begins_like_a_formula(text: str) -> None:
    assert not harmless(text).lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        ("+49 711 80497319", "(+49) 711 80497319"),
        ("+4971180497319", "(+49) 711 80497319"),
        ("+43 5522 3000", "(+43) 5522 3000"),
        ("0711 80497319", "0711 80497319"),
        ("+49 711+1", "'+49 711+1"),
        ("+0", "'+0"),
    ],
)
def test_a_telephone_number_stays_readable_and_dialable(number: str, wanted: str) -> None:
    assert harmless(number) == wanted
    if wanted.startswith("("):
        assert phones.parse(wanted).e164 == phones.parse(number).e164


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (None, ""),
        (True, "ja"),
        (-5, -5),
        (Decimal("1.50"), Decimal("1.50")),
        (date(2026, 3, 2), date(2026, 3, 2)),
        (datetime(2026, 3, 2, 8, 30, 1, 7, tzinfo=UTC), datetime(2026, 3, 2, 9, 30, 1)),  # noqa: DTZ001
        ("Jörg\x00\x07 Groß", "Jörg Groß"),
        ("x" * 40_000, "x" * 32_767),
    ],
)
def test_numbers_and_days_stay_what_they_are(value: object, wanted: object) -> None:
    assert cell(value, tz=BERLIN) == wanted


def test_csv_as_excel_opens_it() -> None:
    rows: list[list[Cell]] = [["Groß; „Söhne“", 1.5, date(2026, 3, 2), None], ['a"b\nc', -1, "", 7]]
    data = b"".join(csv_chunks(["Name", "Wert", "Tag", "Rest"], rows))
    assert data.startswith(b"\xef\xbb\xbfName;Wert;Tag;Rest\r\n")
    assert list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")) == [
        ["Name", "Wert", "Tag", "Rest"],
        ["Groß; „Söhne“", "1,5", "02.03.2026", ""],
        ['a"b\nc', "-1", "", "7"],
    ]


def test_csv_comes_in_pieces_while_the_rows_come() -> None:
    taken: list[int] = []

    def rows() -> Iterator[list[Cell]]:
        for number in range(1_000):
            taken.append(number)
            yield [number]

    chunks = csv_chunks(["Nr"], rows())
    next(chunks)
    assert len(taken) == 200


def test_a_workbook_holds_text_and_no_formula(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_sheet, "MOST_ROWS", 2)
    file = BytesIO()
    rows: list[list[Cell]] = [["=1+1", 7], ["01067", 1.5], [datetime(2026, 3, 2, 9, 30), None]]  # noqa: DTZ001
    write_xlsx(file, title="Kunden: alle", headings=["A", "B"], rows=rows)
    with zipfile.ZipFile(file) as parts:
        sheets = [parts.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 2)]
        assert "Kunden alle" in parts.read("xl/workbook.xml").decode()
    assert not any("<f>" in sheet for sheet in sheets)
    assert ("01067" in sheets[0], "<v>1.5</v>" in sheets[0], "<v>46083.3" in sheets[1]) == (True, True, True)
