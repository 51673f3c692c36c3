"""Telephone numbers as people in Germany, Austria and Switzerland write them: whoever has one is found by it."""

import csv
from pathlib import Path

import pytest

from contacts.calls.callers import customers_with
from contacts.models import PhoneNumber
from crm.lib import phones
from tests.factories.contacts import a_customer

ROWS = list(csv.DictReader((Path(__file__).parent / "spellings.csv").open(encoding="utf-8")))
VALID = [row for row in ROWS if row["means"]]
LEAST = 100


def test_there_are_enough_of_them() -> None:
    assert len({row["typed"] for row in VALID}) >= LEAST


def test_every_spelling_means_its_number_and_what_is_none_means_nothing() -> None:
    read = [(row, phones.parse(row["typed"], row["country"])) for row in ROWS]
    assert [row for row, phone in read if phone.e164 != row["means"]] == []
    assert [row for row, phone in read if phone.doubtful is bool(row["means"])] == []


@pytest.mark.django_db
def test_whoever_wrote_it_in_any_way_is_found_when_it_calls() -> None:
    """One spelling at a time, so that nobody is found by another one."""
    eva = a_customer("Haas")
    row = PhoneNumber.objects.create(customer=eva, raw="x", e164="")
    missed = []
    for each in VALID:
        read = phones.parse(each["typed"], each["country"])
        PhoneNumber.objects.filter(pk=row.pk).update(raw=read.raw, e164=read.e164)
        if customers_with(each["means"]) != [eva]:
            missed.append(each)
    assert missed == []
