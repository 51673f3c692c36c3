"""A lead takes back any contact, with a reason; whoever recorded it that day too, nobody else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import Status
from contacts.models import Void
from crm.company.models import Role
from crm.desk.capture import Captured
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_user

pytestmark = pytest.mark.django_db


def signed_in(role: Role) -> Client:
    client = Client()
    client.force_login(make_user(role))
    return client


@pytest.fixture
def yesterday() -> Captured:
    make_policy()
    recorder = make_user(Role.FRONTDESK)
    return captured(make_topic(name="Lieferung"), by=recorder, at=timezone.now() - timedelta(days=1))


def test_a_lead_is_offered_it_in_both_stories(yesterday: Captured) -> None:
    assert yesterday.case is not None
    assert yesterday.contact.customer is not None
    address = f"/kontakte/{yesterday.contact.client_id}/storno/"
    pages = (f"/vorgaenge/{yesterday.case.number}/", f"/kunden/{yesterday.contact.customer.number}/")
    for page in pages:
        assert address in signed_in(Role.LEAD).get(page).content.decode()
        assert address not in signed_in(Role.FRONTDESK).get(page).content.decode()


def test_a_reason_is_needed_and_kept(yesterday: Captured) -> None:
    assert yesterday.case is not None
    lead, address = signed_in(Role.LEAD), f"/kontakte/{yesterday.contact.client_id}/storno/"
    refused = lead.post(address, {"reason": " "})
    assert (refused.status_code, Void.objects.exists()) == (400, False)
    assert "Bitte schreiben Sie, warum." in refused.content.decode()
    done = lead.post(address, {"reason": "Doppelt erfasst"})
    assert done.url == f"/vorgaenge/{yesterday.case.number}/"  # type: ignore[attr-defined]
    assert Void.objects.get().reason == "Doppelt erfasst"
    yesterday.case.refresh_from_db()
    assert yesterday.case.status == Status.RESOLVED
    assert lead.get(address).status_code == 302


def test_colleagues_and_late_recorders_may_not(yesterday: Captured) -> None:
    address = f"/kontakte/{yesterday.contact.client_id}/storno/"
    recorder = Client()
    recorder.force_login(yesterday.contact.recorded_by)
    for client in (recorder, signed_in(Role.BACKOFFICE)):
        assert client.get(address).status_code == 403
        assert client.post(address, {"reason": "Nur so"}).status_code == 403
