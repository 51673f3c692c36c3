"""Opens a file of any kind we read. The content decides what it is, not the ending of its name."""

from typing import IO, Final

from django.utils.translation import gettext as _

from contacts.importing.csv_files import read_csv
from contacts.importing.ldif import read_ldif
from contacts.importing.table import LARGEST, Table, too_large, within_limits
from contacts.importing.vcards import read_vcards
from contacts.importing.workbooks import OLE, ZIP, read_workbook
from crm.lib.acts import refuse

ENDINGS: Final = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".vcf", ".ldif", ".ldf")
_HEAD: Final = 4_096
_NO_LISTS: Final = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"),
    (b"<!DOCTYPE", "HTML"),
    (b"<html", "HTML"),
    (b"\x1f\x8b", "GZIP"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"SQLite format", "SQLite"),
)


def open_table(file: IO[bytes]) -> Table:
    """The table in `file`. Raises Refused with one message for the whole file, also while its lines are read."""
    file.seek(0, 2)
    if file.tell() > LARGEST:
        raise too_large()
    file.seek(0)
    head = file.read(_HEAD)
    if not head.strip():
        raise refuse("file", _("Die Datei ist leer."))
    table = _open(file, head)
    return Table(**{**table.__dict__, "lines": within_limits(table.lines)})


def _open(file: IO[bytes], head: bytes) -> Table:
    for mark, name in _NO_LISTS:
        if head.lstrip().startswith(mark):
            raise refuse(
                "file",
                _(
                    "Das ist eine Datei der Art %(kind)s und keine Liste. Bitte wählen Sie CSV, Excel oder vCard."
                )
                % {"kind": name},
            )
    if head.startswith((ZIP, OLE)):
        return read_workbook(file)
    plain = head.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    first = plain.removeprefix(b"\xef\xbb\xbf").strip()[:40].upper()
    if first.startswith(b"BEGIN:VCARD"):
        return read_vcards(file)
    if first.startswith((b"DN:", b"VERSION: 1")) and b":" in first:
        return read_ldif(file)
    return read_csv(file)
