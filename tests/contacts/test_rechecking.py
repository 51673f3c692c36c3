"""Findings and rules are brought together again, both ways, in two statements."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from contacts.models import Customer, Finding, PhoneNumber
from contacts.rechecking import Rechecked, differing, recheck
from contacts.rules import broken_by
from tests.contacts.test_rules import a_population, read
from tests.factories.contacts import MONDAY, a_customer

pytestmark = pytest.mark.django_db

LATER = MONDAY + timedelta(days=5)


def open_findings() -> set[tuple[int, str]]:
    return set(Finding.objects.filter(resolved_at=None).values_list("customer_id", "code"))


def test_after_acts_there_is_nothing_to_do() -> None:
    for number in range(3):
        a_customer(f"Maier{number}", phone="abends" if number else "", postal_code="8813")
    assert not differing(Customer.objects.all()).exists()
    assert recheck(Customer.objects.all(), at=LATER) == Rechecked(opened=0, resolved=0)


def test_a_random_population_ends_with_what_the_rules_say() -> None:
    a_population(7)
    for finding in Finding.objects.all()[::2]:
        finding.delete()
    for customer in Customer.objects.all()[::3]:
        Finding.objects.get_or_create(
            customer=customer, code="email_doubtful", resolved_at=None, defaults={"since": MONDAY}
        )
    before = open_findings()
    right = {(row.pk, code) for row in Customer.objects.all() for code in broken_by(read(row))}
    differ = {pk for pk, _code in before ^ right}
    assert set(differing(Customer.objects.all()).values_list("pk", flat=True)) == differ
    done = recheck(Customer.objects.all(), at=LATER)
    assert (done.opened, done.resolved) == (len(right - before), len(before - right))
    assert min(done.opened, done.resolved) > 0
    assert open_findings() == right
    assert not differing(Customer.objects.all()).exists()


def test_what_stays_broken_keeps_its_date() -> None:
    customer = a_customer()
    PhoneNumber.objects.create(customer=customer, raw="abends")
    recheck(Customer.objects.all(), at=LATER)
    assert list(customer.findings.order_by("since", "code").values_list("code", "since", "resolved_at")) == [
        ("reason_missing", MONDAY, None),
        ("source_missing", MONDAY, None),
        ("unreachable", MONDAY, LATER),
        ("phone_doubtful", LATER, None),
    ]


def test_a_rule_that_is_no_more_leaves_no_open_finding() -> None:
    customer = a_customer()
    Finding.objects.create(customer=customer, code="horoscope", since=MONDAY)
    assert differing(Customer.objects.all()).get() == customer
    assert recheck(Customer.objects.all(), at=LATER) == Rechecked(opened=0, resolved=1)


def test_only_those_asked_for_are_looked_at() -> None:
    ours = a_customer()
    a_customer("Vogt")
    Finding.objects.all().delete()
    assert recheck(Customer.objects.filter(pk=ours.pk), at=LATER).opened == 3
    assert {pk for pk, _code in open_findings()} == {ours.pk}
    assert recheck(Customer.objects.none(), at=LATER) == Rechecked(opened=0, resolved=0)


@pytest.mark.parametrize("many", [1, 30])
def test_it_takes_two_statements_however_many(
    many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    a_population(8, many)
    Finding.objects.all().delete()
    with django_assert_num_queries(2):
        recheck(Customer.objects.all(), at=LATER)
