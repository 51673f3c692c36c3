"""Changing a customer: with history, findings and index, and never over somebody else's change."""

from datetime import timedelta
from typing import Any

import pytest

from contacts.changing import change_customer
from contacts.models import Affiliation, Customer
from contacts.search import find
from contacts.sources import Origin
from crm.lib.acts import Outdated, Refused
from tests.factories.company import make_user
from tests.factories.contacts import MONDAY, a_customer, a_reason, a_source

pytestmark = pytest.mark.django_db

LATER = MONDAY + timedelta(days=1)


def change(customer: Customer, changes: dict[str, Any], **more: Any) -> tuple[Customer, list[str]]:
    how = {"expected_version": None, "by": None, "at": LATER} | more
    changed, doubts = change_customer(customer.pk, changes, **how)
    return changed, [doubt.code for doubt in doubts]


def open_codes(customer: Customer) -> set[str]:
    return set(customer.findings.filter(resolved_at=None).values_list("code", flat=True))


def test_a_new_name_is_stored_remembered_and_found() -> None:
    customer, user = a_customer("Maier", first_name="Ulrike"), make_user()
    change(customer, {"last_name": " Zwirner "}, by=user, reason="Heirat")
    customer.refresh_from_db()
    assert (customer.name, customer.sort_name, customer.version) == ("Ulrike Zwirner", "zwirner ulrike", 2)
    now, before = customer.history.all()
    assert (before.last_name, now.last_name) == ("Maier", "Zwirner")
    assert (now.history_user, now.history_date, now.history_change_reason) == (user, LATER, "Heirat")
    assert [hit.customer for hit in find("zwirner")] == [customer]
    assert find("maier") == []


def test_what_is_the_same_changes_nothing() -> None:
    customer = a_customer("Maier", phone="0711 80497319", city="Lindau")
    same = {"last_name": "Maier", "phones": ["0711 80497319"], "emails": [], "address": {"city": "Lindau"}}
    change(customer, same)
    customer.refresh_from_db()
    assert (customer.version, customer.history.count()) == (1, 1)


def test_numbers_are_kept_rewritten_added_and_taken_away() -> None:
    customer = a_customer("Maier", phone="0711 80497319")
    change(customer, {"phones": ["0711 80497319", "0711 80497320", "", "0711 80497320"]})
    kept, added = customer.phones.all()
    change(customer, {"phones": ["0711 80497319", "0170 1234567"]}, at=LATER + timedelta(days=1))
    change(customer, {"phones": ["0170 1234567"]}, at=LATER + timedelta(days=2))
    left = customer.phones.get()
    assert (left.pk, left.raw, left.e164) == (added.pk, "0170 1234567", "+491701234567")
    assert [entry.history_type for entry in kept.history.model.objects.filter(id=kept.pk)] == ["-", "+"]
    assert [entry.raw for entry in left.history.all()] == ["0170 1234567", "0711 80497320"]
    assert [hit.customer for hit in find("01701234567")] == [customer]
    assert find("80497319") == []
    customer.refresh_from_db()
    assert customer.version == 4


def test_doubt_comes_and_goes_with_the_value() -> None:
    customer = a_customer("Maier", origin=Origin(source=a_source(), reason=a_reason()))
    _same, doubts = change(
        customer, {"phones": ["abends"], "emails": ["a@b"], "address": {"postal_code": "8813"}}
    )
    assert doubts == ["postcode_doubtful", "phone_doubtful", "email_doubtful"]
    assert open_codes(customer) == set(doubts)
    change(customer, {"phones": [], "address": {"postal_code": "88131"}}, at=LATER + timedelta(days=1))
    assert open_codes(customer) == {"email_doubtful"}
    change(customer, {"emails": []}, at=LATER + timedelta(days=2))
    assert open_codes(customer) == {"unreachable"}


def test_an_old_doubt_keeps_its_date() -> None:
    customer = a_customer("Maier", phone="abends")
    change(customer, {"phones": ["morgens"]})
    assert customer.findings.get(code="phone_doubtful", resolved_at=None).since == MONDAY


def test_a_part_of_an_address_is_enough() -> None:
    customer = a_customer("Maier", street="Seestraße 3", postal_code="88131", city="Lindau")
    change(customer, {"address": {"city": "Bregenz", "postal_code": "6900", "country": "at"}})
    customer.refresh_from_db()
    assert str(customer.address) == "Seestraße 3, 6900 Bregenz"
    assert (customer.address.country, "postcode_doubtful" in open_codes(customer)) == ("AT", False)


def test_numbers_are_read_as_dialled_at_the_new_address() -> None:
    customer = a_customer("Maier")
    change(customer, {"phones": ["044 668 18 00"], "address": {"city": "Zürich", "country": "CH"}})
    assert customer.phones.get().e164 == "+41446681800"


def test_the_same_digits_are_read_again_when_the_country_is_another() -> None:
    customer = a_customer("Maier", phone="01 58858 0", country="AT", city="Wien")
    number = customer.phones.get()
    assert number.e164 == "+431588580"
    change(customer, {"phones": ["01 58858 0"], "address": {"city": "Lindau", "country": "DE"}})
    again = customer.phones.get()
    assert (again.pk, again.raw, again.e164) == (number.pk, "01 58858 0", "")
    assert "phone_doubtful" in open_codes(customer)


def test_a_late_save_learns_what_changed_and_writes_nothing() -> None:
    customer = a_customer("Maier", first_name="Ulrike", phone="0711 80497319", city="Lindau")
    theirs = {
        "last_name": "Zwirner",
        "phones": [],
        "address": {"city": "Wangen"},
        "source": a_source("Messe"),
    }
    change(customer, theirs, expected_version=1)
    with pytest.raises(Outdated) as outdated:
        change(customer, {"first_name": "Uli"}, expected_version=1, at=LATER + timedelta(minutes=1))
    place = {"street": "", "postal_code": "", "country": "DE"}
    assert outdated.value.current == 2
    assert outdated.value.differences == {
        "last_name": ["Maier", "Zwirner"],
        "source": [None, "Messe"],
        "phones": [["0711 80497319"], []],
        "address": [place | {"city": "Lindau"}, place | {"city": "Wangen"}],
    }
    customer.refresh_from_db()
    assert customer.first_name == "Ulrike"


def test_a_version_that_never_was_is_outdated_too() -> None:
    with pytest.raises(Outdated) as outdated:
        change(a_customer(), {"first_name": "Uli"}, expected_version=7)
    assert (outdated.value.current, outdated.value.differences) == (1, {})


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"last_name": "", "first_name": " "}, {"last_name"}),
        ({"last_name": "a\0"}, {"last_name"}),
        ({"phones": ["1", "2" * 61]}, {"phone"}),
        ({"address": {"city": "x" * 101}}, {"city"}),
        ({"address": {"planet": "Mars"}}, {"planet"}),
        ({"number": 7}, {"number"}),
        ({"kind": "robot"}, {"kind"}),
    ],
)
def test_what_no_field_can_hold_is_refused_and_nothing_is_written(
    changes: dict[str, Any], fields: set[str]
) -> None:
    customer = a_customer("Maier", phone="0711 80497319")
    with pytest.raises(Refused) as refused:
        change(customer, {"salutation": "ms"} | changes)
    assert set(refused.value.messages) == fields
    customer.refresh_from_db()
    assert (customer.salutation, customer.version, customer.phones.count()) == ("", 1, 1)


def test_a_known_source_changes_only_with_a_reason() -> None:
    messe, tipp = a_source(), a_source()
    customer = a_customer(phone="0711 80497319")
    change(customer, {"source": messe, "reason_text": "Geige"})
    assert open_codes(customer) == set()
    with pytest.raises(Refused) as refused:
        change(customer, {"source": tipp})
    assert set(refused.value.messages) == {"source"}
    changed, _doubts = change(customer, {"source": tipp}, reason="verwechselt")
    assert (changed.source, changed.history.latest().history_change_reason) == (tipp, "verwechselt")


def test_taking_the_reason_back_opens_the_gap_again() -> None:
    customer = a_customer(phone="0711 80497319", origin=Origin(source=a_source(), reason=a_reason()))
    change(customer, {"reason": None})
    assert open_codes(customer) == {"reason_missing"}


def test_a_new_firm_makes_the_person_speak_for_it_once() -> None:
    firm = a_customer("", organisation="Musikhaus Lind")
    person = a_customer("Maier")
    change(person, {"organisation": "MUSIKHAUS Lind"})
    change(person, {"organisation": "Musikhaus Lind"}, at=LATER + timedelta(days=1))
    assert Affiliation.objects.get().organisation == firm


def test_nobody_is_nobody() -> None:
    with pytest.raises(Customer.DoesNotExist):
        change_customer(0, {}, expected_version=None, by=None, at=LATER)
