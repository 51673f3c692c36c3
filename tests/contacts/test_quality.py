from datetime import timedelta

import pytest

from contacts.models import Finding
from contacts.quality import FINDINGS, open_findings, settle_findings
from contacts.recording import NewCustomer, create_customer
from contacts.sources import Origin
from tests.factories.contacts import MONDAY, a_customer, a_reason, a_source

pytestmark = pytest.mark.django_db

LATER = MONDAY + timedelta(days=2)
EVERYTHING_WRONG = NewCustomer(last_name="Maier", phone="abends", email="a@b", postal_code="8813")


def test_each_doubt_names_the_value_and_the_field() -> None:
    _customer, doubts = create_customer(EVERYTHING_WRONG, by=None, at=MONDAY)
    assert [(doubt.field, doubt.message.split(":")[0]) for doubt in doubts] == [
        ("phone", "Telefon"),
        ("email", "E-Mail"),
        ("postal_code", "Postleitzahl"),
    ]
    assert ["„abends“" in doubts[0].message, "„a@b“" in doubts[1].message, "„8813“" in doubts[2].message] == [
        True
    ] * 3


def test_every_finding_that_can_be_written_has_a_name_and_a_question() -> None:
    create_customer(EVERYTHING_WRONG, by=None, at=MONDAY)
    a_customer()
    assert set(Finding.objects.values_list("code", flat=True)) <= set(FINDINGS)
    assert all(str(text.label) and str(text.question).endswith("?") for text in FINDINGS.values())


def test_an_open_finding_keeps_its_date_and_a_resolved_one_can_come_back() -> None:
    customer = a_customer(phone="0711 80497319", origin=Origin(source=a_source(), reason=a_reason()))
    open_findings(customer, ["phone_doubtful"], at=MONDAY)
    open_findings(customer, ["phone_doubtful"], at=LATER)
    settle_findings(customer, checked={"phone_doubtful"}, found=set(), at=LATER)
    open_findings(customer, ["phone_doubtful"], at=LATER)
    assert list(customer.findings.order_by("pk").values_list("since", "resolved_at")) == [
        (MONDAY, LATER),
        (LATER, None),
    ]


def test_rules_that_were_not_looked_at_stay_as_they_are() -> None:
    customer = a_customer(phone="0711 80497319")
    settle_findings(customer, checked={"source_missing"}, found=set(), at=LATER)
    assert customer.findings.get(resolved_at=None).code == "reason_missing"
