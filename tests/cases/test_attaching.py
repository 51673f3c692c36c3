"""Files put to a note: kept where nothing serves them, read by those inside, handed out as downloads only."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases.attachment_files import path_of
from cases.lifecycle import add_note
from cases.models import Attachment, Case, CaseEvent
from crm.company.models import User
from crm.lib.acts import Refused
from tests.cases.pages import MONDAY, opened, signed_in, text_of
from tests.factories.cases import make_policy, make_topic
from tests.factories.company import make_team, make_user
from tests.factories.files import JPEG, PDF, a_file, docx

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def clerk() -> User:
    return make_user(first_name="Aylin", last_name="Demir")


@pytest.fixture
def case(clerk: User) -> Case:
    make_policy()
    return opened(make_topic(make_team((clerk,))), by=clerk)


@pytest.fixture
def small(settings: LazySettings) -> None:
    settings.ATTACHMENT_LARGEST = 1_000


def kept(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


def test_a_note_carries_its_files(case: Case, clerk: User) -> None:
    files = [a_file("../Steg.JPG", JPEG), a_file("Angebot.docx", docx())]
    event = add_note(case.pk, text="Zwei Dinge", files=files, by=clerk, at=MONDAY)
    rows = list(Attachment.objects.all())
    assert [(row.event_id, row.name, row.kind, row.size) for row in rows] == [
        (event.pk, "Steg.JPG", "jpeg", len(JPEG)),
        (event.pk, "Angebot.docx", "docx", len(docx())),
    ]
    assert [each["key"] for each in event.data["files"]] == [row.key for row in rows]
    assert path_of(rows[0].key).read_bytes() == JPEG


def test_the_bytes_lie_in_the_media_folder_for_this_user_alone(case: Case, clerk: User, media: Path) -> None:
    add_note(case.pk, text="", files=[a_file("Rechnung.pdf", PDF)], by=clerk, at=MONDAY)
    (path,) = kept(media)
    assert path.stat().st_mode & 0o777 == 0o600
    assert (len(path.name), path.suffix, "Rechnung" in str(path)) == (43, "", False)


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (a_file("Bild.svg", b"<svg/>"), "„Bild.svg“ nehmen wir nicht an."),
        (a_file("Steg.jpg", PDF), "„Steg.jpg“ nehmen wir nicht an."),
        (SimpleUploadedFile("Leer.txt", b""), "„Leer.txt“ ist leer."),
        (a_file("Gross.txt", 2_000 * b"a"), "„Gross.txt“ ist zu groß: höchstens 0 MB je Datei."),
    ],
)
@pytest.mark.usefixtures("small")
def test_what_is_not_taken_is_said_by_name_and_nothing_is_kept(
    case: Case,
    clerk: User,
    media: Path,
    bad: SimpleUploadedFile,
    words: str,
) -> None:
    with pytest.raises(Refused) as refused:
        add_note(case.pk, text="Zwei", files=[a_file("Gut.txt"), bad], by=clerk, at=MONDAY)
    assert refused.value.messages["uploads"][0].startswith(words)
    assert not CaseEvent.objects.filter(verb="noted").exists()
    assert kept(media) == []


def test_no_more_files_than_can_be_looked_at(case: Case, clerk: User) -> None:
    with pytest.raises(Refused) as refused:
        add_note(case.pk, text="", files=11 * [a_file()], by=clerk, at=MONDAY)
    assert refused.value.messages["uploads"][0] == "Höchstens 10 Dateien auf einmal."


def test_what_could_not_be_written_down_is_not_kept(
    case: Case, clerk: User, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Attachment.objects, "bulk_create", fail)
    with pytest.raises(OSError, match="disk full"):
        add_note(case.pk, text="", files=[a_file()], by=clerk, at=MONDAY)
    assert kept(media) == []


def send(browser: Client, case: Case, **fields: Any) -> Any:
    return browser.post(f"/vorgaenge/{case.number}/notiz/", {"text": "", **fields}, follow=True)


def test_files_and_a_photo_come_with_the_note_and_stand_in_story_and_margin(case: Case, clerk: User) -> None:
    files = {
        "uploads": [a_file("Rechnung.pdf", PDF), a_file("Liste.csv", b"a;b")],
        "photo": a_file("f.jpg", JPEG),
    }
    said = text_of(send(signed_in(clerk), case, **files))
    assert "Aylin Demir legt ab Rechnung.pdf 15\xa0Bytes".replace("\xa0", " ") in said
    assert said.count("Liste.csv") == 3  # once more in "Entfernen"
    assert said.count("f.jpg") == 3


def test_a_refused_file_keeps_the_text(case: Case, clerk: User) -> None:
    page = send(signed_in(clerk), case, text="Bitte behalten", uploads=[a_file("Bild.svg", b"<svg/>")])
    assert page.status_code == 400
    assert "Bitte behalten" in page.content.decode()
    assert "„Bild.svg“ nehmen wir nicht an." in text_of(page)


def test_a_download_is_never_shown_or_run(case: Case, clerk: User) -> None:
    add_note(case.pk, text="", files=[a_file("Rüge.txt", b"alles")], by=clerk, at=MONDAY)
    got = signed_in(clerk).get(f"/vorgaenge/anhang/{Attachment.objects.get().key}/")
    assert b"".join(got.streaming_content) == b"alles"  # type: ignore[attr-defined]
    assert got["Content-Disposition"] == "attachment; filename*=utf-8''R%C3%BCge.txt"
    assert got["Content-Type"] == "text/plain; charset=utf-8"
    assert got["X-Content-Type-Options"] == "nosniff"
    assert set(got["Content-Security-Policy"].split("; ")) == {"default-src 'none'", "sandbox"}
    assert got["Cache-Control"] == "private, no-store"


def test_a_file_that_is_gone_is_not_found(case: Case, clerk: User, media: Path) -> None:
    add_note(case.pk, text="", files=[a_file()], by=clerk, at=MONDAY)
    kept(media)[0].unlink()
    assert signed_in(clerk).get(f"/vorgaenge/anhang/{Attachment.objects.get().key}/").status_code == 404


def test_those_outside_a_confidential_case_are_told_there_is_no_such_file(clerk: User) -> None:
    make_policy()
    secret = opened(make_topic(make_team((clerk,)), confidential=True), by=clerk)
    add_note(secret.pk, text="", files=[a_file()], by=clerk, at=MONDAY)
    address = f"/vorgaenge/anhang/{Attachment.objects.get().key}/"
    assert signed_in(clerk).get(address).status_code == 200
    assert signed_in(make_user()).get(address).status_code == 404


def test_a_request_that_would_fill_the_disk_is_refused_unread(
    case: Case, clerk: User, settings: LazySettings
) -> None:
    settings.UPLOAD_LARGEST_REQUEST = 1_000
    page = send(signed_in(clerk), case, uploads=[a_file("Gross.txt", 2_000 * b"a")])
    assert page.status_code == 400
    assert not Attachment.objects.exists()
