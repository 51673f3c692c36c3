"""`prove` is green over a lived-in database and red for each kind of broken row."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from cases import lifecycle
from cases.escalation import sweep_escalations
from cases.models import (
    Case,
    CaseContact,
    CaseEvent,
    Closure,
    Deadline,
    Escalation,
    EscalationRecipient,
    Pause,
)
from contacts.models import Contact, Customer, Finding, PhoneNumber, Void
from crm.company.models import Role
from crm.dashboard.models import DailyFigure
from crm.outbox.models import Heartbeat, Notice
from feedback.answering import Given
from feedback.answering import answer as answer_survey
from feedback.ideas import new_idea
from feedback.models import Feedback, Idea, Invitation, SurveyAnswer, SurveyCount
from tests.factories.cases import WHY, captured, make_policy, make_topic
from tests.factories.company import make_team, make_user
from tests.factories.surveys import asked

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def lived_in() -> None:
    """An escalated case, a waiting one, a closed one, a complaint, a solved contact, a void one."""
    make_policy()
    make_user(Role.MANAGEMENT)
    worker = make_user()
    topic = make_topic(make_team((worker,)))
    escalated = captured(topic, by=worker, at=MONDAY).case
    waiting = captured(topic, by=worker, at=MONDAY).case
    closed = captured(topic, by=worker, at=MONDAY, voice="complaint").case
    assert escalated is not None
    assert waiting is not None
    assert closed is not None
    captured(topic, by=worker, at=MONDAY, outcome="resolved")
    gone = captured(topic, by=worker, at=MONDAY)
    until = MONDAY + timedelta(days=3)
    lifecycle.pause(waiting.pk, kind="customer", until=until, reason="Foto", by=worker, at=MONDAY + HOUR)
    answer = captured(topic, by=worker, at=MONDAY + HOUR, case=closed.pk, direction="out").contact
    lifecycle.close(closed.pk, result="Fertig", informed_by=answer, **WHY, by=worker, at=MONDAY + 2 * HOUR)
    from crm.desk.voiding import undo

    undo(gone.contact, by=worker, at=MONDAY + HOUR)
    invitation = Invitation.objects.create(
        **asked(),
        case=closed,
        customer_id=closed.customer_id or 0,
        token_hash="0" * 64,
        created_at=MONDAY + 3 * HOUR,
        expires_at=MONDAY + 99 * HOUR,
    )
    answer_survey(invitation.pk, Given(solved="no", score=1), at=MONDAY + 4 * HOUR)
    new_idea(title="Feuchtemesser", by=worker, at=MONDAY)
    sweep_escalations(MONDAY + 5 * HOUR)
    Heartbeat.objects.create(sweep="escalations", ran_at=MONDAY + 5 * HOUR)
    DailyFigure.objects.create(day=MONDAY.date(), code="contacts", dimension="channel:shop", numerator=4)
    counted = {
        "survey_id": invitation.survey_id,
        "day": MONDAY.date(),
        "code": "sent",
        "value": 0,
        "number": 1,
    }
    SurveyCount.objects.create(**counted, dimension="topic:1")


def prove() -> str:
    out = StringIO()
    call_command("prove", stdout=out, no_color=True)
    return out.getvalue()


def test_a_lived_in_database_keeps_every_promise(lived_in: None) -> None:
    said = prove()
    assert "Alle Versprechen halten." in said
    assert "9  Ein Mensch kann gelöscht werden, und die Zahlen bleiben wahr." in said
    assert [line[:4].strip() for line in said.splitlines() if line[:1] in "✓✗–" and line.strip()] != []


def open_case() -> Any:
    return Case.objects.filter(status="open")


def history_of(model: Any) -> Any:
    return model.history.model.objects


PLANTED: dict[str, tuple[int, Callable[[], object]]] = {
    "a follow-up without its case": (
        1,
        lambda: CaseContact.objects.filter(opened_case=False).delete(),
    ),
    "a solved contact in an ordinary case": (
        1,
        lambda: CaseContact.objects.create(
            case=open_case()[0], contact=Contact.objects.filter(outcome="resolved")[0]
        ),
    ),
    "an alarm later than its deadline's rung": (
        2,
        lambda: open_case().update(escalate_at=MONDAY + timedelta(days=99)),
    ),
    "an open case whose deadlines are all gone": (
        2,
        lambda: Deadline.objects.filter(case__status="open", state="armed").update(
            state="met", met_at=MONDAY, next_step_at=None
        ),
    ),
    "a wait nobody ends": (2, lambda: Pause.objects.update(until=MONDAY + timedelta(days=40))),
    "a waiting case without a wait": (2, lambda: Pause.objects.all().delete()),
    "a deadline moved by hand": (
        2,
        lambda: Deadline.objects.filter(state="armed", kind="resolution").update(
            due_at=MONDAY + timedelta(days=30)
        ),
    ),
    "a rung that will fire again": (
        3,
        lambda: Deadline.objects.filter(pk=Escalation.objects.all()[0].deadline_id).update(
            next_step=1, cycle=1
        ),
    ),
    "a due case left behind by a sweep": (
        3,
        lambda: Heartbeat.objects.update(ran_at=MONDAY + timedelta(days=60)),
    ),
    "a row that cannot be handled": (3, lambda: open_case().update(failures=2)),
    "an escalation nobody hears": (4, lambda: EscalationRecipient.objects.all().delete()),
    "a recipient without a notice": (4, lambda: Notice.objects.filter(kind="escalation").delete()),
    "an unseen escalation the case forgot": (4, lambda: open_case().update(unacknowledged_since=None)),
    "a customer without source or finding": (
        5,
        lambda: Finding.objects.filter(code="source_missing").delete(),
    ),
    "a customer without reason or finding": (
        5,
        lambda: Finding.objects.filter(code="reason_missing").delete(),
    ),
    "a gap nobody noted": (5, lambda: PhoneNumber.objects.all().delete()),
    "a doubt without what it doubts": (
        5,
        lambda: Finding.objects.create(
            customer=Customer.objects.all()[0], code="email_doubtful", since=MONDAY
        ),
    ),
    "a complaint whose receipt belongs elsewhere": (
        6,
        lambda: Feedback.objects.update(
            receipt=Deadline.objects.exclude(case=Feedback.objects.get().case)[0]
        ),
    ),
    "a low score whose promise belongs elsewhere": (
        6,
        lambda: SurveyAnswer.objects.update(promise=Feedback.objects.get().receipt),
    ),
    "an idea without history": (8, lambda: history_of(Idea).all().delete()),
    "a complaint case that does not say so": (6, lambda: Case.objects.update(is_complaint=False)),
    "an open case with only void contacts": (
        7,
        lambda: [
            Void.objects.create(contact_id=link.contact_id, at=MONDAY, by=make_user())
            for link in CaseContact.objects.filter(case__in=open_case())
        ],
    ),
    "recorded after it was received": (
        7,
        lambda: Contact.objects.update(received_at=MONDAY - timedelta(days=1)),
    ),
    "a number without history": (8, lambda: history_of(PhoneNumber).all().delete()),
    "a customer changed past history": (8, lambda: Customer.objects.update(last_name="Unbemerkt")),
    "a case changed past history": (
        8,
        lambda: Case.objects.filter(status="resolved").update(title="Unbemerkt"),
    ),
    "a case without a story": (8, lambda: CaseEvent.objects.all().delete()),
    "a figure about a person": (10, lambda: SurveyCount.objects.update(dimension="user:3")),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_each_planted_break_is_found(lived_in: None, planted: str) -> None:
    promise, plant = PLANTED[planted]
    plant()
    out = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("prove", stdout=out, no_color=True)
    assert stopped.value.code == 1
    broken = [line for line in out.getvalue().splitlines() if line.startswith("✗")]
    assert any(line.split()[1] == str(promise) for line in broken), out.getvalue()


@pytest.mark.parametrize(
    "break_it",
    [
        lambda: open_case().update(escalate_at=None),
        lambda: open_case().update(due_at=None),
        lambda: Feedback.objects.filter(kind="complaint").update(case=None),
        lambda: SurveyAnswer.objects.update(case=None),
        lambda: SurveyAnswer.objects.update(score=6),
        lambda: Idea.objects.update(status="planned"),
        lambda: Closure.objects.update(result=""),
        lambda: Deadline.objects.filter(state="armed").update(next_step_at=None),
        lambda: Pause.objects.update(reason=""),
        lambda: Contact.objects.update(channel="fax"),
        lambda: Escalation.objects.bulk_create(
            [
                Escalation(**{f.attname: getattr(e, f.attname) for f in e._meta.fields if f.name != "id"})
                for e in Escalation.objects.all()
            ]
        ),
    ],
)
def test_the_database_itself_refuses_the_rest(lived_in: None, break_it: Callable[[], object]) -> None:
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        break_it()
    assert connection.is_usable()
