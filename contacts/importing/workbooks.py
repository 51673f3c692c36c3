"""Reads the first sheet of an Excel or OpenDocument file, old and new. The file is opened in a process of its own."""

import json
import struct
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from shutil import copyfileobj
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _

from contacts.importing.table import Line, Table
from crm.lib.acts import Refused, refuse

MOST_UNPACKED = 300 * 1024 * 1024  # bytes
MOST_PARTS = 5_000
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SHEETS_OF_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def read_workbook(file: IO[bytes]) -> Table:
    """The table in `file`, whose content begins as a zip or an OLE file. Raises Refused, also while reading."""
    kind = _kind(file)
    lines = _say(file)
    first = next(lines, {"error": "memory"})
    if "error" in first:
        raise _refused(first["error"])
    return Table(
        kind=kind,
        sheet=str(first["sheet"])[:80],
        other_sheets=int(first["others"]),
        lines=(Line(number, cells, has_formula) for number, cells, has_formula in lines),
    )


def _kind(file: IO[bytes]) -> str:
    file.seek(0)
    if file.read(4) == ZIP:
        return _kind_of_zip(file)
    file.seek(0)
    if _ENCRYPTED in file.read():
        raise _refused("password")
    return "xls"


def _kind_of_zip(file: IO[bytes]) -> str:
    """Told by the names of the parts and their sizes; nothing is unpacked but two short texts."""
    try:
        with zipfile.ZipFile(file) as parts:
            infos = parts.infolist()
            if len(infos) > MOST_PARTS or sum(each.file_size for each in infos) > MOST_UNPACKED:
                raise _refused("bomb")
            names = {each.filename for each in infos}
            if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
                return "xlsx"
            if "mimetype" in names and parts.read("mimetype").strip() == _SHEETS_OF_ODS:
                if b"encryption-data" in parts.read("META-INF/manifest.xml"):
                    raise _refused("password")
                return "ods"
            if any(each.flag_bits & 1 for each in infos):
                raise _refused("password")
    except (
        zipfile.BadZipFile,
        KeyError,
        RuntimeError,
        NotImplementedError,
        ValueError,
        OSError,
        struct.error,
    ):
        raise _refused("broken") from None
    raise refuse("file", _("Das ist keine Tabelle, sondern ein anderes oder gepacktes Dokument."))


def _say(file: IO[bytes]) -> Iterator[Any]:
    """What the other process says, line by line."""
    with tempfile.TemporaryFile() as copy:
        file.seek(0)
        copyfileobj(file, copy)
        copy.seek(0)
        child = subprocess.Popen(
            [sys.executable, "-m", "contacts.importing.workbook_child"],
            stdin=copy,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=settings.BASE_DIR,
            text=True,
            encoding="ascii",
        )
    assert child.stdout is not None
    try:
        for text in child.stdout:
            yield json.loads(text)
        if child.wait() != 0:
            raise _refused("memory")
    finally:
        child.kill()
        child.wait()
        child.stdout.close()


def _refused(why: str) -> Refused:
    texts = {
        "password": _("Die Datei ist mit einem Kennwort geschützt. Bitte speichern Sie sie ohne Kennwort."),
        "broken": _("Die Datei ist beschädigt. Bitte öffnen Sie sie in Excel und speichern Sie sie neu."),
        "empty": _("Die Datei ist leer."),
        "bomb": _("Ausgepackt wäre die Datei viel zu groß. Bitte speichern Sie nur das Blatt mit der Liste."),
        "memory": _(
            "Die Datei ist zu groß, um sie zu öffnen. Bitte speichern Sie die Liste als „CSV UTF-8“."
        ),
    }
    return refuse("file", texts[why])
