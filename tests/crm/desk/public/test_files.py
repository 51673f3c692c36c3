"""Files in public forms: absent while switched off; checked, kept with the case, waiting with what is suspicious."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.attachment_files import path_of
from cases.models import Attachment, Case
from contacts.models import Contact
from crm.company.models import Role, User
from crm.desk.public.releasing import release
from feedback import message_files
from feedback.models import Feedback, MessageFile, QuarantinedMessage
from feedback.proofs import proofs
from feedback.quarantine import name_spam, sweep_quarantine
from feedback.sorting import Chosen, sort_voice, undo_sorting
from tests.factories.cases import make_policy, make_topic
from tests.factories.company import make_user
from tests.factories.files import JPEG, PNG, a_file
from tests.factories.public import open_pages, typed
from tests.factories.surveys import MONDAY

pytestmark = pytest.mark.django_db
SPAM = {"homepage": "https://spam.example"}
HOSTILE = {
    "seite.html": b"<html><script>alert(1)</script>",
    "bild.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "foto.jpg": b"MZ\x90\x00 a program that calls itself a picture",
    "leer.png": b"",
    "start.bat": b"del *.*",
}


@pytest.fixture
def admin() -> Iterator[User]:
    with time_machine.travel(MONDAY, tick=False):
        make_policy()
        admin = make_user(Role.ADMIN)
        open_pages(make_topic(is_other=True), by=admin, takes_files=True)
        yield admin


def photo(name: str = "Kratzer.jpg") -> SimpleUploadedFile:
    return a_file(name, JPEG)


def send(*files: SimpleUploadedFile, **more: Any) -> Any:
    return Client(enforce_csrf_checks=True).post("/kontakt/", typed(at=MONDAY, uploads=list(files), **more))


def test_switched_off_there_is_no_field_and_what_is_sent_is_ignored(admin: User) -> None:
    open_pages(by=admin)
    assert 'type="file"' not in Client().get("/kontakt/").content.decode()
    assert send(photo()).status_code == 302
    assert Contact.objects.count() == 1
    assert (Attachment.objects.count(), MessageFile.objects.count()) == (0, 0)


def test_a_complaint_takes_its_photos_to_the_case(admin: User) -> None:
    assert 'name="uploads" type="file"' in Client().get("/kontakt/").content.decode()
    assert send(photo(), a_file("Rückseite.png", PNG)).status_code == 302
    names = Attachment.objects.filter(event__case=Case.objects.get()).values_list("name", flat=True)
    assert list(names) == ["Kratzer.jpg", "Rückseite.png"]
    assert MessageFile.objects.count() == 0
    client = Client()
    client.force_login(admin)
    page = client.get(f"/vorgaenge/{Case.objects.get().number}/").content.decode()
    assert "Kratzer.jpg" in page
    key = Attachment.objects.first().key  # type: ignore[union-attr]
    assert client.get(f"/vorgaenge/anhang/{key}/")["Content-Disposition"].startswith("attachment")


def test_what_becomes_no_case_keeps_them_on_its_own_page_as_downloads(admin: User) -> None:
    assert send(photo(), kind="praise").status_code == 302
    row = MessageFile.objects.get()
    assert row.contact == Contact.objects.get()
    client = Client()
    client.force_login(admin)
    assert (
        f"/stimmen/datei/{row.key}/" in client.get(f"/stimmen/{Feedback.objects.get().pk}/").content.decode()
    )
    answer = client.get(f"/stimmen/datei/{row.key}/")
    assert b"".join(answer.streaming_content) == JPEG  # type: ignore[attr-defined]
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert [proof.broken for proof in proofs(MONDAY) if "Datei" in proof.what] == [0]


def test_a_voice_that_becomes_a_complaint_by_sorting_shows_them_on_its_case_too(admin: User) -> None:
    assert send(photo(), a_file("Rückseite.png", PNG), kind="praise").status_code == 302
    voice, client = Feedback.objects.get(), Client()
    client.force_login(admin)
    sort_voice(voice.pk, Chosen(kind="complaint", severity=2), by=admin, at=MONDAY)
    case = Case.objects.get()
    addresses = [f"/stimmen/datei/{row.key}/" for row in MessageFile.objects.all()]
    on_case = client.get(f"/vorgaenge/{case.number}/").content.decode()
    on_voice = client.get(f"/stimmen/{voice.pk}/").content.decode()
    assert len(addresses) == 2
    assert [page.count(address) for page in (on_case, on_voice) for address in addresses] == [1, 1, 1, 1]
    assert "Kratzer.jpg" in on_case
    undo_sorting(voice.pk, by=admin, at=MONDAY + timedelta(minutes=5))
    withdrawn = client.get(f"/vorgaenge/{case.number}/").content.decode()
    on_voice = client.get(f"/stimmen/{voice.pk}/").content.decode()
    assert [page.count(address) for page in (withdrawn, on_voice) for address in addresses] == [0, 0, 1, 1]
    sort_voice(voice.pk, Chosen(kind="complaint"), by=admin, at=MONDAY + timedelta(minutes=9))
    assert client.get(f"/vorgaenge/{case.number}/").content.decode().count(addresses[0]) == 1


def test_only_who_reads_the_voice_sees_them_on_the_case(admin: User) -> None:
    """The contact speaks of a confidential matter; the case it was put to does not."""
    send(photo(), kind="praise")
    voice, worker = Feedback.objects.get(), make_user()
    sort_voice(voice.pk, Chosen(kind="complaint"), by=admin, at=MONDAY)
    Contact.objects.update(topic=make_topic(name="Personal", confidential=True))
    case, seen = Case.objects.get(), []
    for user in (admin, worker):
        client = Client()
        client.force_login(user)
        page = client.get(f"/vorgaenge/{case.number}/")
        assert page.status_code == 200
        seen.append("Kratzer.jpg" in page.content.decode())
        assert (client.get(f"/stimmen/datei/{MessageFile.objects.get().key}/").status_code == 200) is seen[-1]
    assert seen == [True, False]


@pytest.mark.parametrize("files", [1, 3])
def test_the_case_takes_as_many_statements_however_many_came(
    admin: User, files: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    send(*(photo(f"{number}.jpg") for number in range(files)), kind="praise")
    sort_voice(Feedback.objects.get().pk, Chosen(kind="complaint"), by=admin, at=MONDAY)
    client = Client()
    client.force_login(admin)
    address = f"/vorgaenge/{Case.objects.get().number}/"
    client.get(address)
    with django_assert_num_queries(13):
        page = client.get(address).content.decode()
    assert page.count("/stimmen/datei/") == files


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_plain_words_and_every_word_is_kept(admin: User, name: str) -> None:
    answer = send(SimpleUploadedFile(name, HOSTILE[name]), name="Ulrike", reach="maier@example.org")
    html = answer.content.decode()
    assert answer.status_code == 400
    assert f"„{name}“" in html
    assert "Bitte wählen Sie die Dateien noch einmal aus; Ihr Text ist noch da." in html
    assert all(
        word in html for word in ("Kratzer an.</textarea>", 'value="Ulrike"', 'value="maier@example.org"')
    )
    assert (Contact.objects.count(), QuarantinedMessage.objects.count()) == (0, 0)


def test_more_than_three_are_refused_and_another_mistake_asks_for_them_again(admin: User) -> None:
    four = send(*(photo(f"{number}.jpg") for number in range(4)))
    assert (four.status_code, "Höchstens 3 Dateien" in four.content.decode()) == (400, True)
    empty = send(photo(), text="")
    assert (empty.status_code, "noch einmal aus; alles andere" in empty.content.decode()) == (400, True)
    assert Contact.objects.count() == 0


def test_with_a_suspicious_message_they_wait_and_go_on_with_it(admin: User) -> None:
    assert send(photo(), **SPAM).status_code == 302
    row, waiting = QuarantinedMessage.objects.get(), MessageFile.objects.get()
    client = Client()
    client.force_login(admin)
    assert "Kratzer.jpg" in client.get("/stimmen/quarantaene/").content.decode()
    assert client.get(f"/stimmen/datei/{waiting.key}/").status_code == 404
    release(row.pk, by=admin, at=MONDAY + timedelta(hours=1))
    kept = Attachment.objects.get(event__case=Case.objects.get())
    assert (kept.key, path_of(kept.key).read_bytes()) == (waiting.key, JPEG)
    assert MessageFile.objects.count() == 0


def test_spam_loses_them_with_its_words(admin: User, django_capture_on_commit_callbacks: Any) -> None:
    send(photo(), **SPAM)
    key = MessageFile.objects.get().key
    name_spam([QuarantinedMessage.objects.get().pk], by=admin, at=MONDAY)
    with django_capture_on_commit_callbacks(execute=True):
        sweep_quarantine(MONDAY + timedelta(days=15))
    assert (MessageFile.objects.count(), path_of(key).exists()) == (0, False)


def test_a_full_quarantine_refuses_the_files_and_takes_the_words(
    admin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message_files, "ROOM", len(JPEG))
    assert send(photo(), **SPAM).status_code == 302
    full = send(photo(), **SPAM)
    assert (full.status_code, "ohne" in full.content.decode()) == (400, True)
    assert send(**SPAM).status_code == 302
    assert (QuarantinedMessage.objects.count(), MessageFile.objects.count()) == (2, 1)
