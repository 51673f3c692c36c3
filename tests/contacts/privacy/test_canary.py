"""P1: a mark of its own in every column of words about a person. All of them are exported, none is left afterwards."""

from math import inf
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, models, transaction

from cases.attachment_files import path_of
from cases.models import Attachment
from contacts.models import Customer, Ground
from contacts.privacy.erasing import erase
from contacts.privacy.person_data import data_of, exported_columns
from contacts.privacy.rows import rows_in
from contacts.privacy.taking_away import key_of
from contacts.privacy.words import COLUMNS
from contacts.search_index import index_customer
from crm.lib.backup.tables import lines, stored_models
from crm.lib.personal_data import Erase, Holding, columns_of_text, elsewhere, holdings
from tests.contacts.privacy.person import a_known_person
from tests.permissions.company import NOW

pytestmark = pytest.mark.django_db(transaction=False)

Marks = dict[str, str]  # mark -> "contacts.Contact.text"


def test_every_table_is_about_customers_or_about_something_else() -> None:
    held = {holding.model for holding in holdings()}
    every = {model._meta.label for model in stored_models()}
    assert every - held - set(elsewhere()) == set(), (
        "register a Holding, or say in ELSEWHERE what the table is about"
    )
    assert held & set(elsewhere()) == set()
    assert set(elsewhere()) - every == set()


def test_every_column_of_words_has_a_fate() -> None:
    """A new column of text about a person fails here until somebody says what erasing does with it."""
    unsaid = {
        f"{holding.key}.{name}"
        for holding in holdings()
        if holding.erase is not Erase.DELETE
        for name in columns_of_text(holding.table)
        if name not in {*holding.blank, *holding.stays, *holding.kept, "history_type"}
    }
    assert unsaid == set()


def test_every_name_in_a_holding_is_a_column() -> None:
    for holding in holdings():
        for name in {*holding.blank, *holding.stays, *holding.kept, *holding.redact, *holding.hidden}:
            holding.table._meta.get_field(name)


def test_every_exported_column_has_a_word() -> None:
    named = {column.name for each in holdings() if each.exported for column in exported_columns(each)}
    assert named == set(COLUMNS)


def test_everything_is_exported_and_nothing_is_left(django_capture_on_commit_callbacks: Any) -> None:
    company, person = a_known_person()
    marks = mark(person)
    index(person)

    told = {word for section in data_of(person) for entry in section.entries for word in words_of(entry)}
    exported = {mark for mark, where in marks.items() if _is_exported(where)}
    assert {marks[mark] for mark in exported if not any(mark in word for word in told)} == set()

    by = company.people["admin"]
    with django_capture_on_commit_callbacks(execute=True):
        erase(person.pk, ground=Ground.REQUEST, typed=person.number_label, by=by, at=NOW)
    left = {where for mark, where in marks.items() if mark in everything()}
    assert left == {
        "contacts.Addendum:spoke_with.text",
        *(
            f"contacts.Contact:spoke_with.{name}"
            for name in ("text", "reason_text", "campaign_code", "fingerprint")
        ),
    }
    assert not in_search_index(marks)


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
    """All rows of all tables, and all files but the database itself."""
    rows = b"".join(line for model in stored_models() for line in lines(model)).decode()
    files = [path for folder in (settings.MEDIA_ROOT, settings.BACKUP_DIR) for path in folder.rglob("*")]
    texts = [path.read_bytes().decode(errors="replace") for path in files if path.is_file()]
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


def _is_exported(where: str) -> bool:
    if where == "a file":
        return True
    key, _dot, name = where.rpartition(".")
    holding = next(each for each in holdings() if each.key == key)
    return holding.exported and name not in holding.hidden


def _is_json(holding: Holding, name: str) -> bool:
    return isinstance(holding.table._meta.get_field(name), models.JSONField)
