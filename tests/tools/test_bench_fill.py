"""What the measurement fills in is a company as any other: every promise holds, and people can go on working."""

from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from cases.models import Case, CaseContact, Deadline, DeadlineEvent
from contacts.models import Contact, Customer, Topic
from contacts.search import find
from crm.company.models import User
from crm.dashboard.models import DailyFigure
from tests.factories.cases import captured
from tools.bench.fill.everything import fill
from tools.bench.fill.stock import Amount

pytestmark = [pytest.mark.django_db, pytest.mark.any_store]

AMOUNT = Amount(customers=200, cases=400, contacts=1_500)


@pytest.fixture
def facts() -> dict[str, Any]:
    return fill(AMOUNT, now=timezone.now(), seed=7)


def proven() -> str:
    said = StringIO()
    call_command("prove", stdout=said)
    return said.getvalue()


def test_every_promise_holds(facts: dict[str, Any]) -> None:
    assert "Alle Versprechen halten." in proven()


def test_there_is_as_much_as_was_asked_for(facts: dict[str, Any]) -> None:
    assert (Customer.objects.count(), Case.objects.count(), Contact.objects.count()) == (200, 400, 1_500)
    assert Case.objects.exclude(status="resolved").count() == 120
    assert Deadline.objects.count() == 800
    assert DeadlineEvent.objects.filter(what="armed").count() == 800
    assert CaseContact.objects.filter(opened_case=True).count() == 400
    assert Customer.history.count() == 200
    assert DailyFigure.objects.values("day").distinct().count() > 80


def test_nothing_is_due_yet(facts: dict[str, Any]) -> None:
    assert not Case.objects.filter(escalate_at__lte=timezone.now()).exists()


def test_people_go_on_working(facts: dict[str, Any]) -> None:
    """Numbers and ids follow those that were filled in, and the search knows everybody."""
    customer = facts["customers"][0]
    assert customer["pk"] in {
        hit.customer.pk for hit in find(f"{customer['first_name']} {customer['last_name']}")
    }
    user, topic = User.objects.get(username=facts["login"]), Topic.objects.get(pk=facts["topics"][0])
    done = captured(topic, by=user, at=timezone.now())
    assert done.case is not None
    assert (done.case.number, done.contact.pk) == (4_401, 1_501)
    assert "Alle Versprechen halten." in proven()


def test_the_same_seed_and_moment_give_the_same_rows() -> None:
    def rows() -> list[Any]:
        with transaction.atomic():
            fill(Amount(120, 20, 60), now=datetime(2026, 6, 3, 12, tzinfo=UTC), seed=3)
            told = Contact.objects.order_by("pk").values_list(
                "client_id", "recorded_at", "text", "customer__number"
            )
            found = [*told, *Customer.objects.order_by("pk").values_list("sort_name", "number", "created_at")]
            transaction.set_rollback(True)
        return found

    assert rows() == rows()
