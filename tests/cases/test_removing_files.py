"""A file that should not lie there goes for good; that it was there, who took it away and why stays."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import LazySettings
from pytest_django import DjangoCaptureOnCommitCallbacks

from cases.attachment_files import path_of
from cases.lifecycle import add_note, close
from cases.models import Attachment, Case, CaseEvent
from cases.proofs import proofs
from cases.removing_files import remove_file
from contacts.models import Topic
from crm.company.models import Role, User
from crm.lib.acts import NotAllowed, Refused
from tests.cases.pages import MONDAY, opened, signed_in, text_of
from tests.factories.cases import make_policy, make_topic
from tests.factories.company import make_team, make_user
from tests.factories.files import JPEG, PDF, a_file

pytestmark = pytest.mark.django_db
TOMORROW = MONDAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def clerk() -> User:
    return make_user(first_name="Aylin", last_name="Demir")


@pytest.fixture
def topic(clerk: User) -> Topic:
    make_policy()
    return make_topic(make_team((clerk, make_user(Role.LEAD))))


@pytest.fixture
def case(topic: Topic, clerk: User) -> Case:
    return opened(topic, by=clerk)


def put(case: Case, by: User, name: str = "Foto.jpg") -> str:
    add_note(case.pk, text="", files=[a_file(name, JPEG)], by=by, at=MONDAY)
    return Attachment.objects.get(name=name).key


def gone(key: str, by: User, *, at: datetime = MONDAY, reason: str = "Falscher Vorgang") -> bool:
    try:
        remove_file(key, reason=reason, by=by, at=at)
    except NotAllowed:
        return False
    return True


def test_row_and_bytes_go_and_story_and_history_say_what_was_there(
    case: Case, clerk: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    add_note(
        case.pk, text="", files=[a_file("Foto.jpg", JPEG), a_file("Brief.pdf", PDF)], by=clerk, at=MONDAY
    )
    photo, letter = Attachment.objects.order_by("pk")
    version = Case.objects.get(pk=case.pk).version
    with django_capture_on_commit_callbacks(execute=True):
        told = remove_file(photo.key, reason="Zeigt jemand anderen", by=clerk, at=MONDAY)
    assert list(Attachment.objects.all()) == [letter]
    assert (path_of(photo.key).exists(), path_of(letter.key).exists()) == (False, True)
    note = CaseEvent.objects.get(verb="noted")
    assert [each["name"] for each in note.data["files"]] == ["Brief.pdf"]
    assert (told.by, told.at, told.text, told.data) == (
        clerk,
        MONDAY,
        "Zeigt jemand anderen",
        {"name": "Foto.jpg"},
    )
    row = case.history.latest()
    assert (row.history_user, row.history_date, row.version) == (clerk, MONDAY, version)
    assert row.history_change_reason == "Datei „Foto.jpg“ entfernt: Zeigt jemand anderen"
    assert [proof for proof in proofs(MONDAY) if proof.broken] == []


def test_what_did_not_come_about_leaves_the_bytes(case: Case, clerk: User) -> None:
    key = put(case, clerk)
    with pytest.raises(Refused) as refused:
        remove_file(key, reason=" ", by=clerk, at=MONDAY)
    assert refused.value.messages == {"reason": ["Bitte schreiben Sie, warum."]}
    assert Attachment.objects.filter(key=key).exists()
    assert path_of(key).read_bytes() == JPEG


def test_who_put_it_there_may_that_day_and_those_who_lead_always(case: Case, clerk: User) -> None:
    colleague = case.team.members.exclude(pk=clerk.pk).get()  # a lead, of another team
    assert not gone(put(case, clerk), colleague)
    assert not gone(Attachment.objects.get().key, clerk, at=TOMORROW)
    assert gone(Attachment.objects.get().key, clerk)
    for who in (case.team.lead, case.team.deputy, make_user(Role.MANAGEMENT), make_user(Role.ADMIN)):
        assert gone(put(case, clerk), who, at=TOMORROW)


def test_nobody_takes_away_what_they_may_not_read(clerk: User) -> None:
    make_policy()
    secret = opened(make_topic(make_team(), confidential=True), by=clerk)
    assert not gone(put(secret, clerk), make_user(Role.MANAGEMENT))


def test_a_solved_case_stays_solved(case: Case, clerk: User) -> None:
    key = put(case, clerk)
    close(case.pk, result="Fertig", not_informed_reason="war da", by=clerk, at=MONDAY)
    assert gone(key, clerk)
    case.refresh_from_db()
    assert (case.status, case.due_at) == ("resolved", None)


def test_the_story_offers_it_asks_why_and_tells_it(case: Case, clerk: User) -> None:
    key = put(case, clerk)
    address = f"/vorgaenge/anhang/{key}/entfernen/"
    with time_machine.travel(MONDAY, tick=False):
        browser = signed_in(clerk)
        assert browser.get(f"/vorgaenge/{case.number}/").content.decode().count(address) == 1
        stranger = signed_in(case.team.members.exclude(pk=clerk.pk).get())
        assert address not in stranger.get(f"/vorgaenge/{case.number}/").content.decode()
        assert "„Foto.jpg“ entfernen" in text_of(browser.get(address))
        asked = browser.post(address, {"reason": ""})
        assert (asked.status_code, Attachment.objects.count()) == (400, 1)
        page = browser.post(address, {"reason": "Falscher Vorgang"}, follow=True)
        said = text_of(page)
        assert "Die Datei ist entfernt." in said
        assert "Aylin Demir entfernt die Datei „Foto.jpg“ Falscher Vorgang" in said
        assert browser.get(address).status_code == 404
