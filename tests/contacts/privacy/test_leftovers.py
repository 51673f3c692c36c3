"""Promise 9, counted: whatever is left of somebody erased is found, by whichever way it leads to them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings

from contacts.consent import mail_subject
from contacts.models import Customer, Ground, PhoneNumber, Purpose
from contacts.privacy.erasing import erase
from contacts.privacy.leftovers import ROUND, leftovers
from crm.outbox.models import Notice
from tests.factories.company import make_user
from tests.factories.contacts import a_customer

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def a_mail(person: Customer) -> None:
    Notice.objects.create(
        medium="mail",
        address="u@example.org",
        dedupe_key="survey:1",
        subject_key=mail_subject(Purpose.SURVEY, person.pk),
        subject="Zufrieden?",
        text="Text",
        created_at=NOW,
        not_before=NOW,
    )


PLANTED: tuple[Callable[[Customer], object], ...] = (
    lambda person: PhoneNumber.objects.create(customer=person, raw="0711 80497319"),
    lambda person: Customer.everybody.filter(pk=person.pk).update(last_name="Maier"),
    lambda person: person.history.filter(history_type="+").update(last_name="Maier"),
    a_mail,
)


def test_whatever_is_left_is_found(settings: Settings, tmp_path: Path) -> None:
    settings.BACKUP_DIR = tmp_path
    stays = a_customer("Vogt", phone="0711 80497318")
    person = a_customer("Maier", phone="0711 80497319", email="u@example.org", street="Hafengasse 7")
    erase(person.pk, ground=Ground.REQUEST, typed=None, by=make_user("admin"), at=NOW)
    assert leftovers(now=NOW) == set()
    for plant in PLANTED:
        before = transaction.savepoint()
        plant(person)
        assert leftovers(now=NOW) == {person.pk}
        transaction.savepoint_rollback(before)

    # Long ago: what columns lead to is still found every night, what is named otherwise once in a month.
    person.history.filter(history_type="+").update(last_name="Maier")
    nights = [NOW + timedelta(days=100 + night) for night in range(ROUND)]
    assert [leftovers(now=night) for night in nights].count({person.pk}) == 1
    assert stays.phones.exists()
