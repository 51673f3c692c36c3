"""A contact of ours while a case waits: the wait goes on, armed by its follow-up date."""

import pytest

from cases.lifecycle import pause
from cases.models import Case, DeadlineKind, DeadlineState, Status
from crm.company.models import User
from tests.cases.pages import MONDAY, local, opened
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db
UNTIL = local("2026-03-04 09:00")


@pytest.fixture
def clerk() -> User:
    return make_user()


@pytest.fixture
def waiting(clerk: User) -> Case:
    make_policy()
    case = opened(make_topic(make_team((clerk,))), by=clerk)
    captured(None, by=clerk, at=MONDAY, case=case.pk, direction="out", text="Bitte ein Foto.")
    return pause(case.pk, kind="customer", until=UNTIL, reason="Foto", by=clerk, at=MONDAY)


def states(case: Case) -> dict[str, str]:
    return {deadline.kind: deadline.state for deadline in case.deadlines.all()}


def test_a_reminder_leaves_the_wait_and_its_follow_up_date(waiting: Case, clerk: User) -> None:
    at = local("2026-03-03 09:00")
    captured(None, by=clerk, at=at, case=waiting.pk, direction="out", text="Denken Sie an das Foto?")
    waiting.refresh_from_db()
    assert (waiting.status, waiting.due_at) == (Status.WAITING, UNTIL)
    assert states(waiting) == {
        DeadlineKind.FIRST_RESPONSE: DeadlineState.MET,
        DeadlineKind.RESOLUTION: DeadlineState.PAUSED,
        DeadlineKind.FOLLOW_UP: DeadlineState.ARMED,
    }


def test_what_the_customer_says_ends_the_wait_and_meets_the_follow_up_date(
    waiting: Case, clerk: User
) -> None:
    captured(None, by=clerk, at=local("2026-03-03 09:00"), case=waiting.pk, text="Hier ist das Foto.")
    waiting.refresh_from_db()
    assert waiting.status == Status.OPEN
    assert states(waiting)[DeadlineKind.FOLLOW_UP] == DeadlineState.MET
    assert states(waiting)[DeadlineKind.RESOLUTION] == DeadlineState.ARMED
