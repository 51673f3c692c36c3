"""P1: a mark of its own in every column of words about a person. All of them are exported, none is left afterwards."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from pytest_django import Settings

from contacts.models import Customer, Ground
from contacts.privacy.erasing import erase
from contacts.privacy.person_data import data_of, exported_columns
from contacts.privacy.words import COLUMNS
from crm.lib.backup.making import make_backup
from crm.lib.backup.tables import stored_models
from crm.lib.personal_data import Erase, columns_of_text, elsewhere, holdings
from tests.contacts.privacy.marks import (
    SAID_BY_OTHERS,
    everything,
    in_search_index,
    index,
    is_exported,
    mark,
    words_of,
)
from tests.contacts.privacy.person import a_known_person
from tests.permissions.company import NOW

pytestmark = pytest.mark.django_db


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


def left_of(marks: dict[str, str]) -> set[str]:
    """Where marks stand that are still to be found anywhere."""
    stock = everything()
    return {where for mark, where in marks.items() if mark in stock}


def test_everything_is_exported_and_nothing_is_left(django_capture_on_commit_callbacks: Any) -> None:
    company, person = a_known_person()
    marks = mark(person)
    index(person)

    told = {word for section in data_of(person) for entry in section.entries for word in words_of(entry)}
    exported = {mark for mark, where in marks.items() if is_exported(where)}
    assert {marks[mark] for mark in exported if not any(mark in word for word in told)} == set()

    by = company.people["admin"]
    with django_capture_on_commit_callbacks(execute=True):
        erase(person.pk, ground=Ground.REQUEST, typed=person.number_label, by=by, at=NOW)
    assert left_of(marks) == SAID_BY_OTHERS
    assert not in_search_index(marks)


@pytest.mark.django_db(transaction=True)
def test_nothing_comes_back_with_a_backup_that_was_made_before(tmp_path: Path, settings: Settings) -> None:
    """`python -m tools.canary` does the same at full size, with a place of each store to restore into."""
    company, person = a_known_person()
    marks = mark(person)
    index(person)
    backup = make_backup(settings.BACKUP_DIR, at=NOW)
    erase(person.pk, ground=Ground.REQUEST, typed=person.number_label, by=company.people["admin"], at=NOW)
    call_command("flush", interactive=False, verbosity=0)
    settings.MEDIA_ROOT = tmp_path / "new"
    call_command("restore", str(backup), stdout=StringIO())
    assert Customer.everybody.get(pk=person.pk).standing == "erased"
    assert left_of(marks) == SAID_BY_OTHERS
    assert not in_search_index(marks)
