"""Mail may repeat after a crash; it never gets lost and never stops the others."""

import smtplib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from pytest_django import Settings

from crm.company.models import Installation, Role
from crm.outbox import delivery
from crm.outbox.delivery import ATTEMPTS, DISTANCES, LEASE, claim, sweep_mail
from crm.outbox.letters import letter_of
from crm.outbox.models import Notice
from crm.outbox.sweeping import SweepResult
from tests.factories.company import make_user

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
REFUSES = smtplib.SMTPRecipientsRefused({"lena@example.org": (550, b"unknown")})


def letter(key: str = "escalation:17:1", **facts: Any) -> Notice:
    filled = {
        "medium": Notice.MAIL,
        "address": "lena@example.org",
        "dedupe_key": key,
        "subject_key": "case:17",
        "subject": "Stufe 1: #17",
        "text": "Die Antwort war fällig.",
        "path": "/vorgaenge/17/",
        "created_at": NOW,
        "not_before": NOW,
        **facts,
    }
    return Notice.objects.create(**filled)


def refuse(monkeypatch: pytest.MonkeyPatch, *, address: str = "") -> None:
    """The mail server refuses every mail, or those to one address."""
    send = EmailBackend.send_messages

    def send_or_refuse(box: Any, letters: Any) -> Any:
        if not address or letters[0].to == [address]:
            raise REFUSES
        return send(box, letters)

    monkeypatch.setattr(EmailBackend, "send_messages", send_or_refuse)


def test_a_waiting_mail_goes_out_once(settings: Settings) -> None:
    settings.PUBLIC_URL = "https://crm.example.org"
    notice = letter(subject="Stufe 1:\n#17 Rechnung")
    assert sweep_mail(NOW) == SweepResult(handled=1)
    assert sweep_mail(NOW) == SweepResult()
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (["lena@example.org"], "Stufe 1: #17 Rechnung")
    assert sent.body == "Die Antwort war fällig.\n\nhttps://crm.example.org/vorgaenge/17/\n"
    assert sent.message().get_content_type() == "multipart/alternative"
    notice.refresh_from_db()
    assert (notice.sent_at, notice.attempts, notice.lease_until) == (NOW, 1, None)


@pytest.mark.parametrize(
    "facts",
    [
        {"not_before": NOW + timedelta(seconds=1)},
        {"sent_at": NOW},
        {"dropped_at": NOW},
        {"dead_at": NOW},
        {"lease_until": NOW + timedelta(seconds=1), "attempts": 1},
    ],
)
def test_what_does_not_wait_stays(facts: dict[str, Any]) -> None:
    letter(**facts)
    assert sweep_mail(NOW) == SweepResult()
    assert mail.outbox == []


def test_of_two_sweepers_one_gets_the_mail() -> None:
    letter()
    mine, theirs = Notice.objects.get(), Notice.objects.get()
    assert [claim(mine, NOW), claim(theirs, NOW)] == [True, False]
    assert Notice.objects.get().attempts == 1


def test_a_mail_taken_back_after_it_was_read_is_not_claimed() -> None:
    notice = letter()
    Notice.objects.update(dropped_at=NOW)
    assert claim(notice, NOW) is False


def test_a_crash_between_send_and_stamp_repeats_the_same_message_id(monkeypatch: pytest.MonkeyPatch) -> None:
    notice = letter()
    with monkeypatch.context() as crash:
        crash.setattr(delivery, "deliver", send_and_die)
        with pytest.raises(PowerCutError):
            sweep_mail(NOW)
    assert sweep_mail(NOW + LEASE - timedelta(seconds=1)) == SweepResult()
    later = NOW + LEASE + timedelta(seconds=1)
    assert sweep_mail(later) == SweepResult(handled=1)
    first, second = (sent.message()["Message-ID"] for sent in mail.outbox)
    assert first == second
    notice.refresh_from_db()
    assert notice.sent_at == later


def test_two_notices_have_two_message_ids() -> None:
    letter("escalation:17:1")
    letter("escalation:17:2")
    sweep_mail(NOW)
    assert len({sent.message()["Message-ID"] for sent in mail.outbox}) == 2


def test_a_refused_mail_waits_longer_each_time_and_then_is_a_dead_letter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refuse(monkeypatch)
    notice, now, distances = letter(), NOW, []
    for _ in range(ATTEMPTS - 1):
        assert sweep_mail(now) == SweepResult(failed=1)
        notice.refresh_from_db()
        distances.append(notice.not_before - now)
        assert sweep_mail(notice.not_before - timedelta(seconds=1)) == SweepResult()
        now = notice.not_before
    assert distances == list(DISTANCES) == sorted(set(DISTANCES))
    assert sweep_mail(now) == SweepResult(failed=1)
    notice.refresh_from_db()
    assert (notice.attempts, notice.dead_at) == (8, now)
    assert "unknown" in notice.error
    assert sweep_mail(now + timedelta(days=365)) == SweepResult()


def test_one_refused_mail_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    letter("a")
    letter("b", address="gone@example.org")
    letter("c")
    refuse(monkeypatch, address="gone@example.org")
    assert sweep_mail(NOW) == SweepResult(handled=2, failed=1)
    assert Notice.objects.get(sent_at=None).dedupe_key == "b"


def test_a_silent_mail_server_costs_no_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_box: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "open", closed)
    letter()
    with pytest.raises(ConnectionRefusedError):
        sweep_mail(NOW)
    assert Notice.objects.get().attempts == 0


def test_a_mail_that_kills_every_sweeper_becomes_a_dead_letter() -> None:
    letter(attempts=ATTEMPTS, lease_until=NOW)
    assert sweep_mail(NOW) == SweepResult(failed=1)
    assert Notice.objects.get().dead_at == NOW
    assert mail.outbox == []


def test_a_demo_writes_files_whatever_the_settings_say(settings: Settings, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_FILE_PATH = "mail.example.org", str(tmp_path)
    Installation.objects.create(kind=Installation.DEMO, created_at=NOW)
    letter()
    assert sweep_mail(NOW) == SweepResult(handled=1)
    [file] = tmp_path.iterdir()
    assert "To: lena@example.org" in file.read_text()


def test_without_a_mail_server_a_file_counts_as_sent(settings: Settings, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    letter()
    assert sweep_mail(NOW) == SweepResult(handled=1)
    assert len(list(tmp_path.iterdir())) == 1


class PowerCutError(BaseException):
    """Stands for a kill: nothing of ours catches it."""


def send_and_die(notice: Notice, box: Any, *, now: datetime) -> bool:
    box.send_messages([letter_of(notice)])
    raise PowerCutError


def test_the_administration_hears_of_dead_letters_once_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    admin = make_user(Role.ADMIN, email="admin@example.org")
    make_user(Role.ADMIN, is_active=False)
    refuse(monkeypatch)
    for number in range(2):
        letter(f"n{number}", attempts=ATTEMPTS - 1)
    letter("killer", attempts=ATTEMPTS, lease_until=NOW)
    sweep_mail(NOW)
    told = Notice.objects.get(kind="dead_letters")
    assert (told.recipient, told.medium, told.path) == (admin, "app", "/einstellungen/hinweise/")
    letter("next day", attempts=ATTEMPTS - 1)
    sweep_mail(NOW + timedelta(days=1))
    assert Notice.objects.filter(kind="dead_letters").count() == 2
