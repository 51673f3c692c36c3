"""Opens a workbook in a process of its own, which may take only so much memory and time: it knows nothing of ours.

Standard input: the file. Standard output: one JSON text a line: {"sheet", "others"}, then [number, cells, has_formula];
or {"error": "password" | "broken" | "empty"}. A file made to fill the memory ends this process and no other.
"""

import datetime as dt
import json
import posixpath
import re
import resource
import sys
import zipfile
from io import BytesIO
from xml.etree import ElementTree

import python_calamine as calamine

MEMORY = 640 * 1024 * 1024  # bytes of address space
SECONDS = 120
_CHUNK = 1024 * 1024
_TAIL = 2_048  # signs that the beginning of one cell fits into
_FORMULA = re.compile(rb'<(?:x:)?c r="[A-Z]{1,3}(\d+)"[^>]*>\s*<(?:x:)?f[\s>/]')
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINKED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    data = sys.stdin.buffer.read()
    try:
        workbook = calamine.load_workbook(BytesIO(data))
        say_sheet(workbook, data)
    except calamine.PasswordError:
        say({"error": "password"})
    except calamine.CalamineError:
        say({"error": "broken"})


def say_sheet(workbook: calamine.CalamineWorkbook, data: bytes) -> None:
    """The first sheet one can see that holds anything."""
    visible = [
        each.name
        for each in workbook.sheets_metadata
        if each.visible == calamine.SheetVisibleEnum.Visible and each.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    for name in visible:
        sheet = workbook.get_sheet_by_name(name)
        if sheet.start is None:
            continue
        say({"sheet": name, "others": len(visible) - 1})
        formulas = lines_with_formulas(data, name)
        for number, cells in enumerate(sheet.iter_rows(), 1):
            say([number, [plain(cell) for cell in cells], number in formulas])
        return
    say({"error": "empty"})


def plain(value: object) -> str:
    """What a person reads in the cell."""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - as many digits as Excel keeps
        return str(int(value))
    if isinstance(value, dt.datetime):
        return f"{value:%d.%m.%Y}" if value.time() == dt.time() else f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, dt.date):
        return f"{value:%d.%m.%Y}"
    return str(value)


def lines_with_formulas(data: bytes, sheet: str) -> set[int]:
    """The numbers of the lines of an xlsx sheet in which a formula stands; nothing for other kinds."""
    found: set[int] = set()
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            path = _path_of(parts, sheet)
            if not path:
                return found
            with parts.open(path) as stream:
                tail = b""
                while chunk := stream.read(_CHUNK):
                    text = tail + chunk
                    found.update(int(match[1]) for match in _FORMULA.finditer(text))
                    tail = text[-_TAIL:]
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError):
        return found
    return found


def _path_of(parts: zipfile.ZipFile, sheet: str) -> str:
    """Where the sheet of that name lies in the file."""
    if "xl/workbook.xml" not in parts.namelist():
        return ""
    book = ElementTree.fromstring(parts.read("xl/workbook.xml"))  # noqa: S314 - within the limits above
    links = {each.get("name"): each.get(_LINKED) for each in book.iter(f"{_MAIN}sheet")}
    rels = ElementTree.fromstring(parts.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - within the limits above
    targets = {each.get("Id"): each.get("Target") or "" for each in rels}
    target = targets.get(links.get(sheet), "")
    return posixpath.normpath(posixpath.join("xl", target)).removeprefix("/") if target else ""


def say(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")


if __name__ == "__main__":
    main()
