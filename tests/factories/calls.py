"""Telephone lines for tests, and what their systems report."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from django.test import Client
from django.utils import timezone

from contacts.calls.lines import save_line
from contacts.models import LineKind, PhoneLine
from crm.company.models import Role, Site
from tests.factories.cases import make_policy, make_topic
from tests.factories.company import make_team, make_user

_numbers: Iterator[int] = count(1)


def make_line(
    kind: str = LineKind.GENERIC, *, site: Site | None = None, **more: Any
) -> tuple[PhoneLine, str]:
    """A line whose missed calls are about "Rückruf", and the address its system reports to."""
    make_policy()
    number = next(_numbers)
    topic = more.pop("topic", None) or make_topic(
        make_team(name=f"Zentrale {number}"), name=f"Rückruf {number}"
    )
    speaks_for = more.pop("speaks_for", None) or make_user(Role.FRONTDESK, username=f"telefon{number}")
    line, token = save_line(
        None,
        name=f"Anlage {number}",
        kind=kind,
        topic=topic,
        speaks_for=speaks_for,
        site=site,
        by=make_user(Role.ADMIN, username=f"verwaltung{number}"),
        at=timezone.now(),
        **more,
    )
    return line, f"/anrufe/melden/{token}/"


def report(address: str, **said: Any) -> Any:
    """One event as our own JSON says it."""
    sent = {"event": "ringing", "call_id": "1", "from": "+4975311234567", "to": "12"} | said
    return Client(enforce_csrf_checks=True).post(address, sent, content_type="application/json")
