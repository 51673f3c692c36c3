"""How and why customers came: the first stays, later ones are touches, gaps are findings."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from contacts.models import Customer, Touch
from contacts.sources import Origin, correct_source, decline, gaps, note_origin
from crm.lib.acts import Refused
from tests.factories.company import make_user
from tests.factories.contacts import MONDAY, a_campaign, a_contact, a_customer, a_reason, a_source

pytestmark = pytest.mark.django_db

LATER = MONDAY + timedelta(days=3)
PHONE = "0711 80497319"


def open_codes(customer: Customer) -> set[str]:
    return set(customer.findings.filter(resolved_at=None).values_list("code", flat=True))


def test_nothing_said_costs_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    customer = a_customer(phone=PHONE)
    with django_assert_num_queries(0):
        note_origin(customer, is_new=False, by=None, at=LATER)
    assert open_codes(customer) == {"source_missing", "reason_missing"}


@pytest.mark.parametrize("is_new", [True, False])
def test_the_first_source_fills_the_gap_and_is_no_touch(is_new: bool) -> None:
    customer, source, reason = a_customer(phone=PHONE), a_source(), a_reason()
    note_origin(customer, is_new=is_new, source=source, reason=reason, by=None, at=LATER)
    customer.refresh_from_db()
    assert (customer.source, customer.reason, customer.version) == (source, reason, 2)
    assert list(customer.findings.values_list("resolved_at", flat=True)) == [LATER, LATER]
    assert Touch.objects.count() == 0
    assert customer.history.latest().history_date == LATER


def test_a_later_source_is_a_touch_and_the_first_stays() -> None:
    first, campaign = a_source(), a_campaign()
    customer = a_customer(origin=Origin(source=first))
    contact = a_contact(customer, by=make_user())
    note_origin(customer, is_new=False, campaign=campaign, contact=contact, by=None, at=LATER)
    touch = Touch.objects.get()
    assert (touch.source, touch.campaign, touch.contact, touch.at) == (
        campaign.source,
        campaign,
        contact,
        LATER,
    )
    customer.refresh_from_db()
    assert (customer.source, customer.campaign, customer.version) == (first, None, 1)


def test_a_new_customer_with_this_source_is_not_touched_by_it() -> None:
    source = a_source()
    customer = a_customer(origin=Origin(source=source))
    note_origin(customer, is_new=True, source=source, by=None, at=MONDAY)
    assert Touch.objects.count() == 0


def test_own_words_are_a_reason() -> None:
    customer = a_customer(phone=PHONE)
    note_origin(customer, is_new=False, reason_text=" Geige für die Tochter ", by=None, at=LATER)
    assert (customer.reason_text, gaps(customer), open_codes(customer)) == (
        "Geige für die Tochter",
        ["source_missing"],
        {"source_missing"},
    )


def test_a_known_reason_is_not_written_over() -> None:
    reason = a_reason()
    customer = a_customer(origin=Origin(reason=reason))
    note_origin(customer, is_new=False, reason=a_reason(), reason_text="anders", by=None, at=LATER)
    customer.refresh_from_db()
    assert (customer.reason, customer.reason_text) == (reason, "")


def test_what_somebody_else_heard_first_stays() -> None:
    theirs, ours = a_source(), a_source()
    seen_before = a_customer()
    note_origin(Customer.objects.get(pk=seen_before.pk), is_new=False, source=theirs, by=None, at=MONDAY)
    note_origin(seen_before, is_new=False, source=ours, by=None, at=LATER)
    assert Customer.objects.get().source == theirs
    assert Touch.objects.get().source == ours


@pytest.mark.parametrize("what", ["source", "reason"])
def test_a_declined_question_rests_with_its_date(what: str) -> None:
    customer = a_customer(phone=PHONE)
    decline(customer, what, by=None, at=LATER)  # type: ignore[arg-type]
    customer.refresh_from_db()
    assert getattr(customer, f"{what}_asked_at") == LATER
    assert open_codes(customer) == {"source_missing", "reason_missing"} - {f"{what}_missing"}
    assert customer.history.count() == 2


def test_declining_what_is_known_changes_nothing() -> None:
    customer = a_customer(origin=Origin(source=a_source()))
    decline(customer, "source", by=None, at=LATER)
    customer.refresh_from_db()
    assert (customer.source_asked_at, customer.version) == (None, 1)


def test_an_answer_after_declining_still_counts() -> None:
    customer, source = a_customer(), a_source()
    decline(customer, "source", by=None, at=MONDAY)
    note_origin(customer, is_new=False, source=source, by=None, at=LATER)
    customer.refresh_from_db()
    assert customer.source == source


def test_correcting_the_source_needs_a_reason_and_stays_in_the_history() -> None:
    wrong, right, user = a_source("Messe"), a_source("Empfehlung"), make_user()
    customer = a_customer(origin=Origin(source=wrong))
    with pytest.raises(Refused) as refused:
        correct_source(customer, right, reason="  ", by=user, at=LATER)
    assert list(refused.value.messages) == ["reason"]
    correct_source(customer, right, reason="verwechselt", by=user, at=LATER)
    customer.refresh_from_db()
    now, before = customer.history.all()
    assert (customer.source, before.source, now.source) == (right, wrong, right)
    assert (now.history_change_reason, now.history_user) == ("verwechselt", user)
