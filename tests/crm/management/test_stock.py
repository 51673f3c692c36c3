"""What the measurement fills in is a company as any other: every promise holds, and people can go on working."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from cases.models import Case, CaseContact, Deadline, DeadlineEvent, Hindrance
from contacts.models import Contact, Customer, Finding, Void
from contacts.search import find
from crm.company.models import User
from crm.dashboard.models import DailyFigure
from crm.management.stock.everything import fill
from crm.management.stock.stock import Amount, Stock
from feedback.models import Feedback, IdeaWish, PraiseDelivery, SurveyAnswer, SurveyCount
from tests.factories.cases import captured

pytestmark = pytest.mark.django_db

AMOUNT = Amount(customers=200, cases=400, contacts=1_500, days=60)


@pytest.fixture(scope="module")
def stock(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stock]:
    """One company for all tests here; what a test does to it is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield fill(AMOUNT, now=timezone.now(), seed=7)
        transaction.set_rollback(True)


# -- into an empty database: before the company of the others is made ----------------------------


@pytest.mark.any_store
def test_command_asks_for_enough_to_make_a_company_of() -> None:
    with pytest.raises(CommandError, match="mindestens 100"):
        call_command("demo", size="large", customers=99)


@pytest.mark.any_store
def test_the_same_seed_and_moment_give_the_same_rows() -> None:
    def rows() -> list[Any]:
        with transaction.atomic():
            fill(Amount(120, 20, 60, days=40), now=datetime(2026, 6, 3, 12, tzinfo=UTC), seed=3)
            told = Contact.objects.order_by("pk").values_list(
                "client_id", "recorded_at", "text", "customer__number"
            )
            found = [*told, *Customer.objects.order_by("pk").values_list("sort_name", "number", "created_at")]
            transaction.set_rollback(True)
        return found

    assert rows() == rows()


# -- of one company ------------------------------------------------------------------------------


def proven() -> str:
    said = StringIO()
    call_command("prove", stdout=said)
    return said.getvalue()


def test_every_promise_holds(stock: Stock) -> None:
    assert "Alle Versprechen halten." in proven()


def test_there_is_as_much_as_was_asked_for(stock: Stock) -> None:
    assert (Customer.objects.count(), Case.objects.count(), Contact.objects.count()) == (200, 400, 1_500)
    assert Case.objects.exclude(status="resolved").count() == 120
    assert Deadline.objects.count() == 800
    assert DeadlineEvent.objects.filter(what="armed").count() == 800
    assert CaseContact.objects.filter(opened_case=True).count() == 400
    assert Customer.history.count() == 200
    assert DailyFigure.objects.filter(code="capture_people", dimension="").count() == AMOUNT.days + 1
    for model in (Feedback, SurveyAnswer, SurveyCount, IdeaWish, PraiseDelivery, Finding, Void, Hindrance):
        assert model.objects.exists(), model


def test_nothing_is_due_yet(stock: Stock) -> None:
    assert not Case.objects.filter(escalate_at__lte=timezone.now()).exists()


def test_people_go_on_working(stock: Stock) -> None:
    """Numbers and ids follow those that were filled in, and the search knows everybody."""
    customer = Customer.objects.filter(kind="person").earliest("pk")
    assert customer in {hit.customer for hit in find(f"{customer.first_name} {customer.last_name}")}
    user, topic = User.objects.get(username="vorgang"), stock.topics[0]
    done = captured(topic, by=user, at=timezone.now())
    assert done.case is not None
    assert (done.case.number, done.contact.pk) == (4_401, 1_501)
    assert "Alle Versprechen halten." in proven()


def test_indexes_and_foreign_keys_are_as_they_were(stock: Stock) -> None:
    """The product's models and the tables still say the same about both."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, Contact._meta.db_table)
    assert {index.name for index in Contact._meta.indexes} <= set(found)
    keys = {tuple(each["columns"]) for each in found.values() if each["foreign_key"]}
    wanted = {(field.column,) for field in Contact._meta.concrete_fields if field.is_relation}
    assert keys == wanted
