"""Policies, topics and captures for tests."""

from datetime import datetime
from itertools import count
from typing import Any
from uuid import uuid4

from cases.models import EscalationStep, Policy, PolicyVersion
from contacts.models import Topic
from contacts.recording import NewCustomer
from crm.company.models import Team, User
from crm.desk.capture import Capture, Captured, capture
from tests.factories.company import LONG_AGO, make_team

_numbers = count(1)
# With what a complaint is closed.
WHY: dict[str, Any] = {"cause": "Der Leim war zu alt.", "measure": "Leim wird monatlich getauscht."}
Rung = tuple[str, int | None, int, str]
LADDER: dict[str, list[Rung]] = {
    "first_response": [
        ("before", 75, 30, "owner"),
        ("at", None, 60, "lead"),
        ("after", None, 120, "management"),
    ],
    "resolution": [("before", 75, 30, "owner"), ("at", None, 60, "lead"), ("after", None, 120, "management")],
    "follow_up": [("at", None, 60, "owner"), ("after", None, 60, "lead"), ("after", None, 120, "management")],
}


def make_policy(
    *,
    first_response: int = 240,
    resolution: int = 960,
    position: int = 100,
    acts: dict[tuple[str, int], dict[str, str]] | None = None,
    **fields: Any,
) -> PolicyVersion:
    """A policy with one version and the usual ladder; targets in working minutes. `acts`: what a rung does besides."""
    policy = Policy.objects.create(name=f"Regel {next(_numbers)}", position=position, **fields)
    version = PolicyVersion.objects.create(
        policy=policy,
        number=1,
        first_response_minutes=first_response,
        resolution_minutes=resolution,
        valid_from=LONG_AGO,
    )
    EscalationStep.objects.bulk_create(
        EscalationStep(
            policy_version=version,
            deadline_kind=kind,
            position=position_,
            placed=placed,
            percent=percent,
            wait_minutes=wait,
            role=role,
            **(acts or {}).get((kind, position_), {}),
        )
        for kind, rungs in LADDER.items()
        for position_, (placed, percent, wait, role) in enumerate(rungs, 1)
    )
    return version


def make_topic(team: Team | None = None, **fields: Any) -> Topic:
    fields.setdefault("name", f"Anliegen {next(_numbers)}")
    return Topic.objects.create(team=team or make_team(), **fields)


def make_capture(topic: Topic | None, *, at: datetime, **fields: Any) -> Capture:
    """A follow-up by phone of a new, reachable person, unless told otherwise."""
    fields.setdefault("client_id", uuid4())
    fields.setdefault("channel", "phone")
    fields.setdefault("outcome", "follow_up")
    fields.setdefault("text", "H-Saite schnarrt seit dem Wetterwechsel.")
    fields.setdefault("happened_at", at)
    if "customer" not in fields and "new_customer" not in fields and "case" not in fields:
        fields["new_customer"] = NewCustomer(first_name="Ulrike", last_name="Maier", phone="0176 04069083")
    return Capture(topic=topic.pk if topic else None, **fields)


def captured(topic: Topic | None, *, by: User, at: datetime, **fields: Any) -> Captured:
    return capture(make_capture(topic, at=at, **fields), by=by, received_at=at)
