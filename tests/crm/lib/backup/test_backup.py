"""A backup comes back as it was, into an empty place only, and a damaged one not at all."""

import json
import zipfile
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from cases.models import Case
from contacts.models import Contact
from crm.company.models import User
from crm.lib.backup.archive import Archive, DamagedError
from crm.lib.backup.making import backups, keep_newest, make_backup, stored_files
from crm.lib.backup.tables import label, stored_models, sum_of
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def made(media: Path, tmp_path: Path) -> Path:
    """A backup of a small company with a case and a file; the database is empty again."""
    make_policy()
    person = make_user(first_name="Änne", last_name="Größe „x“")
    captured(make_topic(make_team((person,))), by=person, at=NOW, text="Zeile 1\nZeile 2\u2028Ende")
    (media / "attachments" / "ab").mkdir(parents=True)
    (media / "attachments" / "ab" / "key").write_bytes(b"\x00Bytes" * 1000)
    return make_backup(tmp_path / "backups", at=NOW)


def emptied(media: Path) -> None:
    call_command("flush", interactive=False, verbosity=0)
    for path in stored_files():
        path.unlink()


def restored(path: Path) -> None:
    call_command("restore", str(path), stdout=StringIO())


def spoiled(path: Path, member: str, change: Any) -> Path:
    """The same backup with one part of it changed."""
    target = path.with_name("anklang-20990101-000000.zip")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            content = source.read(name)
            copy.writestr(name, change(content) if name == member else content)
    return target


def test_rows_and_files_come_back_equal_by_checksum_and_new_rows_go_on(made: Path, media: Path) -> None:
    before = {label(model): sum_of(model) for model in stored_models()}
    emptied(media)
    assert not Contact.objects.exists()
    restored(made)
    assert {label(model): sum_of(model) for model in stored_models()} == before
    assert (media / "attachments" / "ab" / "key").read_bytes() == b"\x00Bytes" * 1000
    case = Case.objects.get()
    again = captured(case.topic, by=User.objects.get(last_name="Größe „x“"), at=NOW)
    assert again.case is not None
    assert again.case.pk > case.pk
    call_command("prove", stdout=StringIO())


def test_what_is_there_is_never_overwritten(made: Path, media: Path) -> None:
    with pytest.raises(CommandError, match="nur in ein leeres Anklang"):
        restored(made)
    emptied(media)
    (media / "attachments" / "ab" / "other").write_bytes(b"1")
    with pytest.raises(CommandError, match="nur in ein leeres Anklang"):
        restored(made)
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("member", "change"),
    [
        ("tables/contacts.Customer.jsonl", lambda rows: rows.replace(b"Maier", b"Meier")),
        ("tables/cases.Case.jsonl", lambda _rows: b""),
        ("files/attachments/ab/key", lambda content: content + b"!"),
        ("manifest.json", lambda _content: b"{"),
    ],
)
def test_a_damaged_backup_changes_nothing(made: Path, media: Path, member: str, change: Any) -> None:
    broken = spoiled(made, member, change)
    emptied(media)
    with pytest.raises(CommandError):
        restored(broken)
    assert not User.objects.exists()
    assert stored_files() == []


def test_a_backup_of_another_state_is_refused(made: Path, media: Path) -> None:
    def newer(content: bytes) -> bytes:
        told = json.loads(content)
        told["migrations"]["cases"].append("9999_in_years")
        return json.dumps(told).encode()

    def older(content: bytes) -> bytes:
        told = json.loads(content)
        told["migrations"]["cases"].pop()
        return json.dumps(told).encode()

    emptied(media)
    with pytest.raises(CommandError, match="neueren Fassung"):
        restored(spoiled(made, "manifest.json", newer))
    with pytest.raises(CommandError, match="anderen Fassung"):
        restored(spoiled(made, "manifest.json", older))


def test_a_path_out_of_the_folder_is_not_followed(made: Path, media: Path) -> None:
    def outside(content: bytes) -> bytes:
        return content.replace(b"attachments/ab/key", b"../../escaped")

    target = made.with_name("anklang-20990101-000000.zip")
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            copy.writestr(outside(name.encode()).decode(), outside(source.read(name)))
    emptied(media)
    with pytest.raises(CommandError, match="außerhalb"):
        restored(target)
    assert not (media.parent.parent / "escaped").exists()


def test_only_its_owner_reads_a_backup_and_the_newest_are_kept(made: Path) -> None:
    assert made.stat().st_mode & 0o077 == 0
    again = make_backup(made.parent, at=NOW)
    assert again != made
    assert [path.name for path in made.parent.iterdir() if path.name.startswith(".")] == []
    assert keep_newest(made.parent, 1) == [made]
    assert backups(made.parent) == [again]


def test_no_backup_is_said_so(tmp_path: Path) -> None:
    nothing = tmp_path / "anklang-20260302-090000.zip"
    nothing.write_bytes(b"PK no")
    with pytest.raises(DamagedError):
        Archive(nothing)
    with pytest.raises(CommandError):
        call_command("backup", check=nothing)
