"""Translations are compiled without gettext, and only when they have changed."""

import gettext
import os
from pathlib import Path

import polib
import pytest

from crm.management.commands.compile_locales import compile_if_newer


@pytest.fixture
def source(tmp_path: Path) -> Path:
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    catalogue.append(polib.POEntry(msgid="Vorgänge", msgstr="Cases"))
    catalogue.append(
        polib.POEntry(msgid="%d Tag", msgid_plural="%d Tage", msgstr_plural={0: "%d day", 1: "%d days"})
    )
    catalogue.append(polib.POEntry(msgid="Umfrage", msgstr="Guessed", flags=["fuzzy"]))
    path = tmp_path / "django.po"
    catalogue.save(str(path))
    return path


def compiled(source: Path) -> gettext.GNUTranslations:
    with source.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_texts_and_plurals_are_translated(source: Path) -> None:
    assert compile_if_newer(source) is True
    texts = compiled(source)
    assert texts.gettext("Vorgänge") == "Cases"
    assert [texts.ngettext("%d Tag", "%d Tage", n) for n in (1, 3)] == ["%d day", "%d days"]


def test_a_fuzzy_guess_is_not_shown_to_anybody(source: Path) -> None:
    compile_if_newer(source)
    assert compiled(source).gettext("Umfrage") == "Umfrage"


def test_nothing_is_written_twice(source: Path) -> None:
    compile_if_newer(source)
    assert compile_if_newer(source) is False
    assert [path.name for path in sorted(source.parent.iterdir())] == ["django.mo", "django.po"]


def test_a_changed_source_is_compiled_again(source: Path) -> None:
    compile_if_newer(source)
    catalogue = polib.pofile(str(source))
    catalogue.find("Vorgänge").msgstr = "Matters"
    catalogue.save()
    later = source.with_suffix(".mo").stat().st_mtime + 1
    os.utime(source, (later, later))
    assert compile_if_newer(source) is True
    assert compiled(source).gettext("Vorgänge") == "Matters"
