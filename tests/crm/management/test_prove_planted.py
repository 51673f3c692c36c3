"""`prove` finds every single broken row: 100 and more are planted one by one, each in another way or another row."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F, QuerySet

from cases import lifecycle, proofs
from cases.escalation import sweep_escalations
from cases.models import (
    Case,
    CaseContact,
    CaseEvent,
    Deadline,
    Escalation,
    EscalationRecipient,
    Pause,
)
from contacts.models import Contact, Void
from crm.company.models import Absence, Role, Team, User
from crm.outbox.models import Heartbeat, Notice
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SWEPT = MONDAY + 5 * HOUR
DEADLINES = 2  # the promise for which every deadline is computed anew
EACH = 4
"""Rows of a kind that are broken, one after the other."""


@pytest.fixture
def lived_in() -> User:
    """Enough of everything: escalated, waiting, closed and solved matters, four of each, and an owner for all."""
    make_policy()
    make_user(Role.MANAGEMENT)
    worker = make_user()
    topic = make_topic(make_team((worker,)))
    for _ in range(EACH):
        escalated, waiting, closed = (captured(topic, by=worker, at=MONDAY).case for _ in range(3))
        assert escalated is not None
        assert waiting is not None
        assert closed is not None
        lifecycle.hand_over(escalated.pk, team=topic.team, owner=worker, by=worker, at=MONDAY)
        captured(topic, by=worker, at=MONDAY, case=escalated.pk)
        captured(topic, by=worker, at=MONDAY, outcome="resolved")
        until = MONDAY + 3 * DAY
        lifecycle.pause(waiting.pk, kind="customer", until=until, reason="Foto", by=worker, at=MONDAY + HOUR)
        answer = captured(topic, by=worker, at=MONDAY + HOUR, case=closed.pk, direction="out").contact
        lifecycle.close(closed.pk, result="Fertig", informed_by=answer, by=worker, at=MONDAY + 2 * HOUR)
    sweep_escalations(SWEPT)
    Heartbeat.objects.create(sweep="escalations", ran_at=SWEPT)
    Heartbeat.objects.create(sweep="absences", ran_at=SWEPT)
    return worker


def nth(rows: "QuerySet[Any]", number: int) -> "QuerySet[Any]":
    """The one row as a query, to be written past every act."""
    [row] = rows.order_by("pk")[number : number + 1]
    found: QuerySet[Any] = rows.model._base_manager.filter(pk=row.pk)
    return found


def of(status: str) -> "QuerySet[Any]":
    return Case.objects.filter(status=status)


def running(kind: str) -> "QuerySet[Any]":
    return Deadline.objects.filter(case__status="open", state="armed", kind=kind)


def wait_unnoticed(number: int) -> None:
    case = of("open").order_by("pk")[number]
    by = User.objects.filter(role=Role.MANAGEMENT)[0]
    Pause.objects.create(
        case=case, kind="supplier", started_at=MONDAY, until=MONDAY + DAY, reason="Steg", by=by
    )


def fires_again(number: int) -> None:
    fired = Escalation.objects.filter(deadline__state="armed").order_by("pk")[number]
    Deadline.objects.filter(pk=fired.deadline_id).update(next_step=fired.step, cycle=fired.cycle)


def left_behind(number: int) -> None:
    deadline = running("resolution").order_by("pk")[number]
    long_ago = SWEPT - DAY
    Deadline.objects.filter(pk=deadline.pk).update(next_step_at=long_ago)
    Case.objects.filter(pk=deadline.case_id).update(escalate_at=long_ago)


def away_too_long(number: int) -> None:
    user = make_user()
    case = of("open").order_by("pk")[number]
    Case.objects.filter(pk=case.pk).update(owner=user)
    Absence.objects.create(user=user, starts_on=date(2026, 2, 1), ends_on=date(2026, 4, 1))
    Absence.objects.update(entered_at=MONDAY)


def void_what_opened(number: int) -> None:
    case = of("waiting").order_by("pk")[number]
    by = User.objects.filter(role=Role.MANAGEMENT)[0]
    for link in case.links.all():
        Void.objects.create(contact_id=link.contact_id, at=MONDAY, by=by)


def solved_in_a_case(number: int) -> None:
    solved = Contact.objects.filter(outcome="resolved").order_by("pk")[number]
    CaseContact.objects.create(case=of("open").order_by("pk")[number], contact=solved)


def history_of(number: int) -> None:
    tracked: Any = Case
    tracked.history.filter(id=Case.objects.order_by("pk")[number].pk).delete()


Plant = Callable[[int], object]
GONE = {"state": "met", "met_at": MONDAY, "next_step_at": None}
DROPPED = {"state": "dropped", "dropped_at": MONDAY, "drop_reason": "void", "next_step_at": None}
PLANTED: dict[str, tuple[int, Plant]] = {
    "a follow-up whose link is gone": (
        1,
        lambda n: nth(CaseContact.objects.filter(opened_case=False, contact__direction="in"), n).delete(),
    ),
    "a follow-up that opened a case without it": (
        1,
        lambda n: nth(CaseContact.objects.filter(opened_case=True), n).delete(),
    ),
    "a solved contact in an ordinary case": (1, solved_in_a_case),
    "an alarm later than its rung": (2, lambda n: nth(of("open"), n).update(escalate_at=MONDAY + 99 * DAY)),
    "an alarm earlier than its rung": (2, lambda n: nth(of("waiting"), n).update(escalate_at=SWEPT)),
    "a due moment that is not the deadline's": (2, lambda n: nth(of("open"), n).update(due_at=SWEPT + HOUR)),
    "a rung pushed away": (
        2,
        lambda n: nth(running("first_response"), n).update(next_step_at=F("next_step_at") + 9 * DAY),
    ),
    "no deadline to resolve it, kept": (2, lambda n: nth(running("resolution"), n).update(**GONE)),
    "no deadline to resolve it, dropped": (2, lambda n: nth(running("resolution"), n).update(**DROPPED)),
    "waiting for nothing": (2, lambda n: nth(Pause.objects.all(), n).delete()),
    "a wait that ended without the case": (
        2,
        lambda n: nth(Pause.objects.all(), n).update(ended_at=MONDAY + 2 * HOUR),
    ),
    "a wait the case knows nothing of": (2, wait_unnoticed),
    "a wait longer than allowed": (2, lambda n: nth(Pause.objects.all(), n).update(until=MONDAY + 40 * DAY)),
    "a deadline moved by hand": (
        2,
        lambda n: nth(running("resolution"), n).update(
            due_at=MONDAY + 30 * DAY, promised_at=MONDAY + 30 * DAY
        ),
    ),
    "a target changed by hand": (2, lambda n: nth(running("resolution"), n).update(target_seconds=60)),
    "a start changed by hand": (2, lambda n: nth(running("resolution"), n).update(started_at=MONDAY - DAY)),
    "a rung that would fire again": (3, fires_again),
    "a due case a sweep left behind": (3, left_behind),
    "a row that cannot be handled": (3, lambda n: nth(of("open"), n).update(failures=2)),
    "an owner away too long": (3, away_too_long),
    "an escalation nobody hears": (
        4,
        lambda n: EscalationRecipient.objects.filter(
            escalation__in=nth(Escalation.objects.all(), n)
        ).delete(),
    ),
    "a recipient without a notice": (
        4,
        lambda n: nth(Notice.objects.filter(kind="escalation", medium="app"), n).delete(),
    ),
    "an unseen escalation the case forgot": (
        4,
        lambda n: nth(Case.objects.exclude(unacknowledged_since=None), n).update(unacknowledged_since=None),
    ),
    "a case that waits to be seen without escalation": (
        4,
        lambda n: Escalation.objects.filter(
            case__in=nth(Case.objects.exclude(unacknowledged_since=None), n)
        ).update(acknowledged_at=SWEPT),
    ),
    "an owner who left": (
        4,
        lambda n: nth(of("open"), n).update(owner=make_user(is_active=False)),
    ),
    "an open case with only void contacts": (7, void_what_opened),
    "a title changed past history": (8, lambda n: nth(Case.objects.all(), n).update(title="Unbemerkt")),
    "an owner changed past history": (8, lambda n: nth(of("waiting"), n).update(owner=make_user())),
    "a priority changed past history": (8, lambda n: nth(Case.objects.all(), n).update(priority="urgent")),
    "a team changed past history": (8, lambda n: nth(Case.objects.all(), n).update(team=other_team())),
    "a case without history": (8, history_of),
    "a case without a story": (
        8,
        lambda n: CaseEvent.objects.filter(case=nth(Case.objects.all(), n).get()).delete(),
    ),
}


def other_team() -> Team:
    return make_team()


def found(promise: int) -> list[str]:
    """What `prove` says about the promise, as far as cases go."""
    judged = list(takewhile(lambda proof: proof.promise <= promise, proofs.proofs(SWEPT)))
    judged += proofs.deadlines_recomputed() if promise == DEADLINES else []
    return [proof.what for proof in judged if proof.promise == promise and proof.broken]


def test_each_of_a_hundred_planted_rows_is_found(lived_in: User) -> None:
    for promise in (1, 2, 3, 4, 7, 8):
        assert found(promise) == []
    missed = []
    for name, (promise, plant) in PLANTED.items():
        for number in range(EACH):
            with transaction.atomic():
                plant(number)
                if not found(promise):
                    missed.append((name, number))
                transaction.set_rollback(True)
    planted = len(PLANTED) * EACH
    assert planted >= 100
    assert not missed, f"{planted - len(missed)} of {planted} found, not: {missed}"
