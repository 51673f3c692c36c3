"""R4, small: after an outage of three days each person gets one mail with every case in it."""

from datetime import UTC, datetime, timedelta

import pytest

from cases.escalation import sweep_escalations
from cases.models import Escalation
from crm.company.models import Role
from crm.outbox.models import Notice
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
AFTER_OUTAGE = MONDAY + timedelta(hours=72)


@pytest.mark.parametrize(("open_cases", "mails"), [(3, 3), (4, 1), (30, 1)])
def test_many_rungs_at_once_are_one_mail_and_each_stays_a_notice(open_cases: int, mails: int) -> None:
    make_policy()
    worker = make_user()
    lead = make_user(Role.LEAD, email="lead@example.org")
    make_user(Role.MANAGEMENT)
    topic = make_topic(make_team((worker,), lead=lead))
    numbers = [captured(topic, by=worker, at=MONDAY).case for _ in range(open_cases)]
    for _ in range(2):
        sweep_escalations(AFTER_OUTAGE)
    assert Escalation.objects.filter(step=1, cycle=1).count() == Escalation.objects.count() == open_cases * 2
    by_mail = Notice.objects.filter(medium="mail", address="lead@example.org")
    text = "\n".join(by_mail.values_list("subject", flat=True)) + "\n".join(
        by_mail.values_list("text", flat=True)
    )
    assert by_mail.count() == mails * 2  # first responses in one batch, resolutions in the next
    assert all(f"#{case.number}" in text for case in numbers if case)
    assert Notice.objects.filter(medium="app", kind="escalation").count() == open_cases * 2
