"""The pages of Datenschutz: what they cost, however much there is, and where they stand."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from contacts.models import Demand, ErasureLog, Ground, Purpose, RetentionClass, RetentionRun
from contacts.privacy.requests import note_request
from contacts.privacy.restricting import restrict
from contacts.privacy.settings_acts import save_class
from crm.company.models import ExportLog, User
from crm.lib.personal_data import holdings
from tests.factories.company import make_user
from tests.factories.consents import a_consent
from tests.factories.contacts import a_customer

pytestmark = pytest.mark.django_db
COSTS = {
    "privacy": 8,
    "retention": 10,
    "processing_register": 8,
    "privacy_log": 8,
    "retention_rule": 8,
    "retention_class_new": 6,
    "processing_register_edit": 7,
    "customer_privacy": 9,
    "customer_restrict": 6,
    "customer_absent": 10,
}
ONE_EACH_TABLE = {"customer_file": 14, "customer_erase": 17}
"""Besides one for every table that knows something about a customer."""


def a_past(many: int, *, by: User, now: datetime) -> tuple[int, int]:
    """So many of everything these pages list; gives the number of one customer, and of one who is locked."""
    known = [a_customer(f"Maier {number}", phone=f"0711 8049731{number}") for number in range(many)]
    locked = [a_customer(f"Vogt {number}") for number in range(many)]
    for number, each in enumerate(known):
        note_request(each.pk, kind=Demand.ACCESS, note="", by=by, at=now)
        a_consent(known[0], Purpose.SURVEY, at=now, given=bool(number % 2), by=by)
        save_class(
            RetentionClass(),
            name=f"Rechnung {number}",
            reason="§ 147 AO",
            years=8,
            topics=[],
            active=True,
            by=by,
            at=now,
        )
        RetentionRun.objects.create(
            night=date(2026, 3, 1 + number), code="silence", amount=36, started_at=now, due=0
        )
        ExportLog.objects.create(at=now, by=by, listed="customers", kind="csv", rows=3)
        ErasureLog.objects.create(
            customer_key=9_000 + number, number=9_000 + number, at=now, by=by, ground=Ground.REQUEST
        )
    for each in locked:
        restrict(each.pk, reason="Bestreitet die Anschrift", by=by, at=now)
    return known[0].number, locked[0].number


@pytest.mark.parametrize("many", [1, 3])
def test_pages_of_privacy_cost_the_same_for_one_and_three(
    many: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    by = make_user("admin")
    known, locked = a_past(many, by=by, now=timezone.now())
    client.force_login(by)
    client.get(reverse("privacy"))
    tables = {name: len(holdings()) + more for name, more in ONE_EACH_TABLE.items()}
    for name, cost in (COSTS | tables).items():
        number = locked if name == "customer_absent" else known
        args = ["silence"] if name == "retention_rule" else [number] if name.startswith("customer") else []
        with django_assert_num_queries(cost, info=name):
            assert client.get(reverse(name, args=args)).status_code == 200


def test_privacy_is_a_part_of_the_master_data_for_those_who_answer_for_it(client: Client) -> None:
    client.force_login(make_user("management"))
    assert (
        f'<a href="{reverse("privacy")}">Datenschutz</a>'
        in client.get(reverse("master_data")).content.decode()
    )
    assert (
        f'<a href="{reverse("privacy")}" aria-current="page">Datenschutz</a>'
        in client.get(reverse("privacy")).content.decode()
    )
    client.force_login(make_user("backoffice"))
    assert reverse("privacy") not in client.get(reverse("master_data")).content.decode()
