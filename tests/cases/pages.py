"""What the tests of case pages share: a signed-in browser at a desk, on a Monday morning that stands still."""

import html
import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.test import Client

from cases.models import Case
from contacts.models import Topic
from crm.celery import TIMETABLE
from crm.company.models import User
from crm.outbox.heartbeat import beat
from tests.factories.cases import captured

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=BERLIN)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def clock_runs() -> None:
    """Every sweep has just run, as on any working day: pages then ask for nothing more."""
    for entry in TIMETABLE:
        beat(entry.name, ran_at=MONDAY, took_ms=1, handled=0, failed=0)


def opened(topic: Topic, *, by: User, at: datetime = MONDAY, **more: Any) -> Case:
    case = captured(topic, by=by, at=at, **more).case
    assert case is not None
    return case


def text_of(page: Any) -> str:
    """What a page says: its body without tags, scripts and superfluous blanks."""
    body = page.content.decode().partition('id="inhalt"')[2] or page.content.decode()
    body = body.replace("<wbr>", "")  # a place to break is no blank
    body = re.sub(r"<(svg|title)\b.*?</\1>", " ", body, flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body))).replace("\u00a0", " ")
