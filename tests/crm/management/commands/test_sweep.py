"""Sweeping by hand: real time everywhere, pretended time only where nobody is promised anything."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from crm.celery import TIMETABLE
from crm.company.models import Installation
from crm.outbox.models import Heartbeat, Notice

pytestmark = pytest.mark.django_db

THEN = datetime(2025, 12, 1, 9, 0, tzinfo=UTC)


def installed(kind: str) -> None:
    Installation.objects.create(kind=kind, created_at=THEN)


def sweep(*arguments: str) -> str:
    out = StringIO()
    call_command("sweep", *arguments, stdout=out)
    return out.getvalue()


def mail_waiting_until(moment: datetime) -> Notice:
    return Notice.objects.create(
        medium=Notice.MAIL,
        address="lena@example.org",
        dedupe_key="a",
        subject_key="case:1",
        subject="Stufe 1",
        text="Fällig.",
        created_at=moment,
        not_before=moment,
    )


@pytest.mark.parametrize("kind", [Installation.DEMO, Installation.TEST])
def test_a_demo_or_test_sweeps_as_if_it_were_then(kind: str, settings: object, tmp_path: object) -> None:
    settings.EMAIL_FILE_PATH = str(tmp_path)  # type: ignore[attr-defined]
    installed(kind)
    notice = mail_waiting_until(THEN)
    sweep("--now", "2025-12-01 09:59")  # in Berlin, one minute early
    notice.refresh_from_db()
    assert notice.sent_at is None
    lines = sweep("--now", "2025-12-01T09:00:00+00:00").splitlines()
    notice.refresh_from_db()
    assert notice.sent_at == THEN
    assert [line.split()[:5] for line in lines if line.startswith("mail")] == [
        ["mail", "1", "handled", "0", "failed"]
    ]


def test_the_heartbeats_carry_the_real_time() -> None:
    installed(Installation.TEST)
    sweep("--now", "2025-12-01 10:00")
    ran = Heartbeat.objects.values_list("ran_at", flat=True)
    assert len(ran) == len(TIMETABLE)
    assert all(abs(timezone.now() - moment) < timedelta(minutes=1) for moment in ran)


@pytest.mark.parametrize("kind", [Installation.LIVE, None])
def test_a_live_database_refuses_a_pretended_time(kind: str | None) -> None:
    if kind:
        installed(kind)
    notice = mail_waiting_until(THEN)
    with pytest.raises(CommandError, match="only on a demo or test database"):
        sweep("--now", "2025-12-01 10:00")
    notice.refresh_from_db()
    assert (notice.attempts, Heartbeat.objects.count()) == (0, 0)


def test_a_live_database_sweeps_by_the_real_time() -> None:
    installed(Installation.LIVE)
    notice = mail_waiting_until(THEN)
    sweep()
    notice.refresh_from_db()
    assert notice.sent_at is not None


@pytest.mark.parametrize("text", ["morgen", "2025-02-31 10:00", ""])
def test_what_is_no_time_is_said(text: str) -> None:
    installed(Installation.TEST)
    with pytest.raises(CommandError, match="is no time"):
        sweep("--now", text)
