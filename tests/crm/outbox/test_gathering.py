"""Many mails to one person are one: after an outage, and where somebody wants them gathered."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from pytest_django import DjangoAssertNumQueries

from cases.escalation import sweep_escalations
from cases.models import Escalation
from crm.company.models import Role, User
from crm.outbox.delivery import sweep_mail
from crm.outbox.enqueue import drop
from crm.outbox.gathering import gather
from crm.outbox.models import Notice
from crm.outbox.sweeping import SweepResult
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
AFTER_OUTAGE = MONDAY + timedelta(hours=72)


def waiting(user: User | None, number: int, **facts: Any) -> Notice:
    filled = {
        "medium": Notice.MAIL,
        "recipient": user,
        "address": user.email if user else "kundin@example.org",
        "dedupe_key": f"mention:{number}",
        "subject_key": f"case:{number}",
        "kind": "mention",
        "subject": f"Hinweis {number}",
        "text": f"Text {number}",
        "path": f"/vorgaenge/{number}/",
        "created_at": MONDAY,
        "not_before": MONDAY,
        **facts,
    }
    return Notice.objects.create(**filled)


@pytest.fixture
def lena() -> User:
    return make_user(email="lena@example.org")


@pytest.mark.parametrize(("open_cases", "mails"), [(1, 2), (2, 1), (30, 1)])
def test_after_an_outage_each_person_gets_one_mail_and_each_rung_stays_a_notice(
    open_cases: int, mails: int
) -> None:
    """R4, small: promise and solution of every case are overdue, so a case is two rungs."""
    make_policy()
    worker = make_user()
    lead = make_user(Role.LEAD, email="lead@example.org")
    make_user(Role.MANAGEMENT)
    topic = make_topic(make_team((worker,), lead=lead))
    numbers = [captured(topic, by=worker, at=MONDAY).case for _ in range(open_cases)]
    Notice.objects.all().delete()
    for _ in range(2):
        sweep_escalations(AFTER_OUTAGE)
    rungs = open_cases * 2
    assert Escalation.objects.filter(step=1, cycle=1).count() == Escalation.objects.count() == rungs
    sweep_mail(AFTER_OUTAGE)
    assert [letter.to for letter in mail.outbox] == [["lead@example.org"]] * mails
    text = "\n".join(f"{letter.subject} {letter.body}" for letter in mail.outbox)
    assert all(f"#{case.number}" in text for case in numbers if case)
    assert Notice.objects.filter(medium="app", kind="escalation").count() == rungs
    assert sweep_mail(AFTER_OUTAGE + timedelta(hours=1)) == SweepResult()


def test_three_mails_stay_three_and_four_are_one(lena: User) -> None:
    for number in range(3):
        waiting(lena, number)
    assert gather(MONDAY) == 0
    waiting(lena, 3)
    assert gather(MONDAY) == 1
    digest = Notice.objects.get(kind="digest")
    assert (digest.subject, digest.address, digest.not_before) == (
        "4 neue Hinweise",
        "lena@example.org",
        MONDAY,
    )
    assert digest.text.splitlines() == [f"Hinweis {number}" for number in range(4)]
    assert digest.gathered.count() == 4
    assert gather(MONDAY) == 0


def test_what_a_person_wants_gathered_leaves_together_with_what_waits(lena: User) -> None:
    waiting(lena, 1, gathers=True)
    waiting(lena, 2)
    waiting(lena, 3, gathers=True, not_before=MONDAY + timedelta(hours=1))
    assert sweep_mail(MONDAY) == SweepResult(handled=1)
    [letter] = mail.outbox
    assert letter.subject == "2 neue Hinweise"
    assert "Text 1" in letter.body
    assert "http://testserver/vorgaenge/2/" in letter.body
    assert "Text 3" not in letter.body


def test_a_single_one_goes_out_as_itself(lena: User) -> None:
    waiting(lena, 1, gathers=True)
    assert sweep_mail(MONDAY) == SweepResult(handled=1)
    assert mail.outbox[0].subject == "Hinweis 1"


def test_customers_and_tried_mails_and_digests_are_never_gathered(lena: User) -> None:
    for number in range(5):
        waiting(None, number)
        waiting(lena, 10 + number, attempts=1)
        waiting(lena, 20 + number, kind="digest")
        waiting(lena, 30 + number, dropped_at=MONDAY)
    assert gather(MONDAY) == 0


def test_the_subject_is_in_the_language_of_the_reader(lena: User) -> None:
    lena.language = "en"
    lena.save()
    for number in range(4):
        waiting(lena, number)
    gather(MONDAY)
    assert Notice.objects.get(kind="digest").subject == "4 new notices"


def test_what_was_taken_back_before_is_not_in_it(lena: User) -> None:
    for number in range(3):
        waiting(lena, number, gathers=True)
    drop("case:1", MONDAY)
    sweep_mail(MONDAY)
    assert "Text 1" not in mail.outbox[0].body
    assert drop("case:2", MONDAY) == 0


@pytest.mark.parametrize("rows", [4, 12])
def test_gathering_costs_the_same_for_few_and_many(
    lena: User, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        waiting(lena, number)
    with django_assert_num_queries(QUERIES):
        gather(MONDAY)


QUERIES = 6  # who, savepoint, their mails, the digest, what it carries, release
