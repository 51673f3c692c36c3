"""Herkunft of one customer: every touch, every correction, and correcting only with a reason."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from contacts.sources import Origin, note_origin
from contacts.voiding import void_contact
from tests.factories.company import make_user
from tests.factories.contacts import MONDAY, a_campaign, a_contact, a_customer, a_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(client: Client) -> Client:
    client.force_login(make_user(first_name="Vera", last_name="Kern"))
    return client


def test_the_first_source_is_corrected_only_with_a_reason_and_the_old_one_stays_to_be_seen(
    signed: Client,
) -> None:
    first, right = a_source("Internet"), a_source("Messe")
    customer = a_customer(origin=Origin(source=first))
    url = f"/kunden/{customer.number}/herkunft/"
    refused = signed.post(url, {"source": right.pk, "reason": " "})
    assert (refused.status_code, "warum die Herkunft berichtigt wird" in refused.content.decode()) == (
        400,
        True,
    )
    assert (
        signed.post(url, {"source": right.pk, "reason": "Hat die Eintrittskarte gezeigt"}).status_code == 302
    )
    customer.refresh_from_db()
    assert customer.source == right
    text = signed.get(url).content.decode()
    assert "Zuerst gekommen durch: Messe" in text
    assert "<s>Internet</s>" in text
    assert "Hat die Eintrittskarte gezeigt" in text
    assert "Vera Kern" in text


def test_every_later_touch_is_listed_but_not_those_taken_back(signed: Client) -> None:
    by, campaign = make_user(), a_campaign("AK11", source=a_source("AKUSTIK"))
    customer = a_customer(origin=Origin(source=a_source("Internet")))
    for number in range(8):
        contact = a_contact(customer, by=by, at=MONDAY + timedelta(days=number), channel="magazine")
        note_origin(customer, is_new=False, campaign=campaign, contact=contact, by=by, at=contact.recorded_at)
    void_contact(contact, by=by, at=MONDAY + timedelta(days=9), reason="Doppelt")
    text = signed.get(f"/kunden/{customer.number}/herkunft/").content.decode()
    assert text.count('<th scope="row">AKUSTIK</th>') == 7


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_takes_ten_statements(
    many: int, signed: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    customer, by = a_customer(origin=Origin(source=a_source())), make_user()
    for number in range(many):
        contact = a_contact(customer, by=by, at=MONDAY + timedelta(days=number))
        note_origin(customer, is_new=False, source=a_source(), contact=contact, by=by, at=MONDAY)
    signed.get(f"/kunden/{customer.number}/herkunft/")
    with django_assert_num_queries(10):
        signed.get(f"/kunden/{customer.number}/herkunft/")
