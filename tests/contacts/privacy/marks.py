"""Marks of their own in every column of words about a person, and where they are found again."""

from math import inf
from typing import Any, Final

from django.conf import settings
from django.db import IntegrityError, connection, models, transaction

from cases.attachment_files import path_of
from cases.models import Attachment
from contacts.models import Customer
from contacts.privacy.rows import rows_in
from contacts.privacy.taking_away import key_of
from contacts.search_index import index_customer
from crm.lib.backup.making import backups
from crm.lib.backup.tables import lines, stored_models
from crm.lib.personal_data import Holding, columns_of_text, holdings

Marks = dict[str, str]  # mark -> "contacts.Contact.text"
# A firm for which the person spoke keeps what was said as its own; name, numbers and addresses are struck out.
# The words that customers agreed to are the company's own.
SAID_BY_OTHERS: Final = {
    "contacts.ConsentWording.text",
    "contacts.Addendum:spoke_with.text",
    *(
        f"contacts.Contact:spoke_with.{name}"
        for name in ("text", "reason_text", "campaign_code", "fingerprint")
    ),
}


def mark(person: Customer) -> Marks:
    """Write a mark of its own into every column of words of every row; fails where a table has no row to mark."""
    marks: Marks = {}
    for holding in reversed(holdings()):
        rows = rows_in(holding, person.pk)
        assert rows or not _markable(holding), f"no row of {holding.key} to look at"
        for row in rows:
            for name in sorted(_markable(holding)):
                code = f"qz{len(marks):04}q"
                if _written(holding, row, name, code):
                    marks[code] = f"{holding.key}.{name}"
        unmarked = {f"{holding.key}.{name}" for name in _markable(holding)} - set(marks.values())
        assert unmarked == set(), "no row may hold a word there"
    for file in Attachment.objects.filter(event__case__customer=person):
        code = f"qz{len(marks):04}q"
        marks[code] = "a file"
        path = path_of(file.key)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code)
    return marks


def index(person: Customer) -> None:
    """With the marks; a telephone number that is none cannot be read by the index."""
    numbers = {phone.pk: phone.e164 for phone in person.phones.all()}
    person.phones.update(e164="")
    index_customer(person)
    for pk, e164 in numbers.items():
        person.phones.filter(pk=pk).update(e164=e164)


def _written(holding: Holding, row: dict[str, Any], name: str, code: str) -> bool:
    """False where a constraint lets this row hold nothing there."""
    told = {name: {"a": [code]} if _is_json(holding, name) else code}
    try:
        with transaction.atomic():
            holding.table._base_manager.filter(pk=row[key_of(holding.table)]).update(**told)
    except IntegrityError:
        return False
    return True


def everything() -> str:
    """All rows of all tables, and all files but the database itself and the backups made before."""
    rows = b"".join(line for model in stored_models() for line in lines(model)).decode()
    kept = set(backups(settings.BACKUP_DIR))
    files = [path for folder in (settings.MEDIA_ROOT, settings.BACKUP_DIR) for path in folder.rglob("*")]
    texts = [
        path.read_bytes().decode(errors="replace") for path in files if path.is_file() and path not in kept
    ]
    return "\n".join([rows, *texts])


def in_search_index(marks: Marks) -> set[str]:
    if connection.vendor != "sqlite":
        return set()
    with connection.cursor() as cursor:
        found = set()
        for code in marks:
            cursor.execute("SELECT rowid FROM contacts_searchtext WHERE contacts_searchtext MATCH %s", [code])
            if cursor.fetchone():
                found.add(code)
    return found


def words_of(entry: Any) -> list[str]:
    words = [str(cell.plain) for cell in entry.cells]
    return [*words, entry.file.read_text()] if entry.file and entry.file.exists() else words


def _markable(holding: Holding) -> set[str]:
    """Keys of files and of notices lead somewhere, and two letters tell nobody; everything else can hold a mark."""
    own = columns_of_text(holding.table) - holding.stays - {"key", "sha256"}
    return {name for name in own if _length(holding, name) >= len("qz0000q")}


def _length(holding: Holding, name: str) -> float:
    return getattr(holding.table._meta.get_field(name), "max_length", None) or inf


def is_exported(where: str) -> bool:
    if where == "a file":
        return True
    key, _dot, name = where.rpartition(".")
    holding = next(each for each in holdings() if each.key == key)
    return holding.exported and name not in holding.hidden


def _is_json(holding: Holding, name: str) -> bool:
    return isinstance(holding.table._meta.get_field(name), models.JSONField)
