"""Once a night all promises are counted; a broken one is told to those who answer for the company."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.audit import sweep_audit
from cases.models import CaseContact, Deadline, DeadlineAudit
from crm.company.models import Role
from crm.dashboard.models import PromiseCheck
from crm.dashboard.nightly_proofs import sweep_promises
from crm.outbox.models import Notice
from crm.outbox.sweeping import SweepResult
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
AUDIT = datetime(2026, 3, 3, 1, 0, tzinfo=UTC)  # two o'clock in Berlin
NIGHT = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _company() -> None:
    make_policy()
    make_user(Role.MANAGEMENT, email="boss@example.org")
    make_user(Role.ADMIN)
    worker = make_user()
    captured(make_topic(make_team((worker,))), by=worker, at=MONDAY)


def test_ten_promises_are_counted_once_a_night() -> None:
    sweep_audit(AUDIT)
    assert sweep_promises(NIGHT) == SweepResult(handled=10)
    assert sweep_promises(NIGHT + timedelta(hours=20)) == SweepResult()
    checks = PromiseCheck.objects.all()
    assert {(check.night, check.broken) for check in checks} == {(date(2026, 3, 3), 0)}
    assert sorted(check.promise for check in checks) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert Notice.objects.filter(kind="promise").count() == 0


def test_what_the_audit_counted_belongs_to_the_second_promise() -> None:
    sweep_audit(AUDIT)
    sweep_promises(NIGHT)
    parts = PromiseCheck.objects.get(promise=2).parts
    assert parts[-1] == {
        "promise": 2,
        "what": "Frist liegt dort, wo sie nachgerechnet und erzählt liegt",
        "checked": Deadline.objects.count(),
        "broken": 0,
        "examples": [],
    }


def test_it_waits_for_the_audit_but_not_for_ever() -> None:
    assert sweep_promises(NIGHT) == SweepResult()
    DeadlineAudit.objects.create(night=date(2026, 3, 3), started_at=AUDIT)
    assert sweep_promises(AUDIT + timedelta(hours=3, minutes=59)) == SweepResult()
    assert sweep_promises(AUDIT + timedelta(hours=4)) == SweepResult(handled=10)


def test_a_broken_one_is_told_to_management_and_administration() -> None:
    CaseContact.objects.all().delete()
    sweep_audit(AUDIT)
    assert sweep_promises(NIGHT).failed == 2
    assert set(PromiseCheck.objects.filter(broken=1).values_list("promise", flat=True)) == {1, 7}
    told = Notice.objects.filter(kind="promise").order_by("recipient_id", "medium")
    assert [(notice.recipient.role, notice.medium) for notice in told if notice.recipient] == [
        ("management", "app"),
        ("management", "mail"),
        ("admin", "app"),
    ]
    assert {notice.subject for notice in told} == {"Gebrochene Versprechen: 1, 7"}
    assert {notice.path for notice in told} == {"/beweis/"}
