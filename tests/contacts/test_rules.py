"""Every rule says the same of one customer as of all in the database; a condition is spelled twice, declared once."""

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.db.models import F

from contacts.asking import note_declined, note_right
from contacts.changing import change_customer
from contacts.choices import forget
from contacts.models import Address, Customer, EmailAddress, PhoneNumber, Place, PlaceTable
from contacts.normalising.towns import town_key
from contacts.recording import NewCustomer, create_customer
from contacts.rules import RULES, applying_to, broken_by, in_force, score, weighed
from contacts.search_index import Findable, read_all
from contacts.sources import Origin
from crm.lib import postcodes
from tests.factories.contacts import MONDAY, a_customer, a_reason, a_source

pytestmark = pytest.mark.django_db

FIRST_NAMES = ("Ulrike", "ULRIKE", "Dr. Ulrike", "")
LAST_NAMES = ("Maier", "Maier", "MAIER", "test", "von der Heide", "Maier2", "")
FIRMS = ("Musikhaus Maier GmbH", "musikhaus maier", "Maier Gmbh", "Testfirma")
NEEDS = ("", "delivery", "invoice", "letter")
PHONES = ("", "", "0711 80497319", "abends", "12", "+41 44 668 18 00")
EMAILS = ("", "", "u.maier@example.org", "halb@", "müller@example.de")
STREETS = ("", "Hafengasse 7", "Hafengasse", "HAFENGASSE 7")
CITIES = ("", "Lindau", "LINDAU (Bodensee)", "Bregenz")
CODES = (
    "",
    "88131",
    "88131",
    "88131",
    "88131",
    "8813",
    "D-88131",
    "sw1a 1aa",
    "GY1 1AA",
    "1010",
    "٨٨١٣١",
    "317",
    "88131-1234",
)
COUNTRIES = ("DE", "DE", "DE", "DE", "AT", "CH", "GB", "GG", "BH", "US", "IE", "LI", "XX")


def typed(pick: Random) -> NewCustomer:
    firm = pick.random() < 0.3
    first, last = pick.choice(FIRST_NAMES), pick.choice(LAST_NAMES)
    return NewCustomer(
        kind="organisation" if firm else "person",
        first_name="" if firm else first,
        last_name="" if firm else last or ("" if first else "Maier"),
        organisation=pick.choice(FIRMS) if firm or pick.random() < 0.2 else "",
        phone=pick.choice(PHONES),
        email=pick.choice(EMAILS),
        street=pick.choice(STREETS),
        city=pick.choice(CITIES),
        postal_code=pick.choice(CODES),
        country=pick.choice(COUNTRIES),
    )


def known_places() -> None:
    PlaceTable.objects.create(country="DE", loaded_at=MONDAY, places=1)
    Place.objects.create(
        country="DE", postal_code="88131", town="Lindau (Bodensee)", town_key=town_key("Lindau (Bodensee)")
    )
    forget()


def a_population(seed: int, many: int = 150) -> None:
    """Customers as the counter makes them; some are changed afterwards, some were asked in vain or said it is right."""
    pick, source, reason = Random(seed), a_source(), a_reason()
    known_places()
    for _ in range(many):
        origin = Origin(
            source=pick.choice([None, source]),
            reason=pick.choice([None, reason]),
            reason_text=pick.choice(["", "Vom Stadtfest"]),
        )
        customer, _doubts = create_customer(typed(pick), by=None, at=MONDAY, origin=origin)
        if pick.random() < 0.3:
            changes = {
                "phones": [pick.choice(PHONES), pick.choice(PHONES)],
                "emails": [pick.choice(EMAILS)],
                "address": {"country": pick.choice(COUNTRIES), "city": pick.choice(CITIES)},
                "address_need": pick.choice(NEEDS),
            }
            change_customer(customer.pk, changes, expected_version=None, by=None, at=MONDAY)
        for code in (code for code in broken_by(read(customer)) if pick.random() < 0.15):
            if RULES[code].declinable:
                note_declined(customer, code, by=None, at=MONDAY)
            elif RULES[code].may_be_right:
                note_right(customer, [code], by=None, at=MONDAY)
    Customer.objects.filter(number__endswith="3").update(stale=True)
    Customer.objects.filter(pk__in=Customer.objects.values("pk")[: many // 4]).update(source_asked_at=MONDAY)
    Customer.objects.filter(number__endswith="7").update(reason_asked_at=MONDAY)


def read(customer: Customer) -> Findable:
    customer.refresh_from_db()
    return read_all([customer])[0]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_database_finds_what_looking_at_each_customer_finds(seed: int) -> None:
    a_population(seed)
    everybody = [read(customer) for customer in Customer.objects.all()]
    for code, rule in RULES.items():
        for condition in (rule.broken, rule.applies):
            found = set(Customer.objects.filter(condition.all).values_list("pk", flat=True))
            assert found == {of.customer.pk for of in everybody if condition.one(of)}, code
        broken = Customer.objects.filter(rule.broken.all).count()
        assert 0 < broken < len(everybody), f"{code} is not tried both ways"
        assert not Customer.objects.filter(rule.broken.all).exclude(rule.applies.all).exists(), code


@pytest.mark.parametrize("seed", [3])
def test_the_score_of_the_database_is_that_of_looking_at_each_customer(seed: int) -> None:
    a_population(seed)
    for row in weighed(Customer.objects.all()):
        of = read(row)
        whole = sum(rule.weight for rule in in_force().values() if rule.applies.one(of))
        lost = sum(rule.weight for rule in in_force().values() if rule.broken.one(of))
        assert (row.weight_kept, row.weight_whole) == (whole - lost, whole)
        share = score(applying=applying_to(of), broken=broken_by(of))
        assert share == pytest.approx(row.weight_kept / row.weight_whole)
    assert weighed(Customer.objects.all()).filter(weight_kept__lt=F("weight_whole")).exists()


def test_what_is_broken_applies() -> None:
    a_population(4)
    for of in map(read, Customer.objects.all()):
        assert set(broken_by(of)) <= set(applying_to(of))


def test_every_country_of_the_world_has_the_same_postcodes_here_and_in_the_database() -> None:
    """No form of a postcode means something else to the database than to us."""
    places = [place for places in postcodes.forms().values() for place in places]
    people = Customer.objects.bulk_create(
        Customer(number=number, last_name="Maier", sort_name="maier", created_at=MONDAY)
        for number, _place in enumerate(places, 1)
    )
    Address.objects.bulk_create(
        Address(customer=person, country=place) for person, place in zip(people, places, strict=True)
    )
    for code in ("AD100", "gy1 1aa", "BFPO 12", "317", "1317", "88131-1234", "d02 af30", "1234 ab", "123"):
        Address.objects.update(postal_code=code)
        broken = Customer.objects.filter(RULES["postcode_doubtful"].broken.all)
        found = set(broken.values_list("address__country", flat=True))
        assert found == {place for place in places if not postcodes.fits(code, place)}


@pytest.mark.parametrize(
    ("known", "reachable"),
    [
        ({}, False),
        ({"phone": "0711 80497319"}, True),
        ({"phone": "abends"}, True),  # doubtful, and said so by a finding of its own
        ({"email": "u.maier@example.org"}, True),
        ({"postal_code": "88131", "city": "Lindau"}, False),
        ({"street": "Hafengasse 7"}, False),
        ({"street": "Hafengasse 7", "city": "Lindau"}, True),
        ({"street": "Hafengasse 7", "postal_code": "88131"}, True),
    ],
)
def test_somebody_is_reachable_by_a_number_an_address_or_a_letter(
    known: dict[str, Any], reachable: bool
) -> None:
    customer = a_customer(**known)
    assert ("unreachable" in broken_by(read(customer))) is not reachable
    assert Customer.objects.filter(RULES["unreachable"].broken.all).exists() is not reachable


@pytest.mark.parametrize("salutation", ["", "neutral", "ms"])
def test_no_rule_asks_for_a_salutation(salutation: str) -> None:
    origin = Origin(source=a_source(), reason=a_reason())
    customer = a_customer(salutation=salutation, phone="0711 80497319", origin=origin)
    assert broken_by(read(customer)) == []


def test_what_weighs_more_costs_more() -> None:
    known = Findable(Customer(last_name="Maier", source_id=1, reason_id=1))
    reached = replace(known, phones=[PhoneNumber(raw="0711 80497319", e164="+4971180497319")])
    wrong = replace(reached, emails=[EmailAddress(raw="halb@")])
    shares = [score(applying=applying_to(of), broken=broken_by(of)) for of in (reached, wrong, known)]
    # reachable 3, source 2, reason 2, last name 2, no trial 2, spelling 1, confirmed 1; a number 2, a mail address 2
    assert shares == [1, pytest.approx(15 / 17), pytest.approx(10 / 13)]


def test_a_finding_of_a_rule_that_is_no_more_weighs_nothing() -> None:
    assert score(applying=["source_missing", "horoscope"], broken=["horoscope"]) == 1


def test_nobody_is_reached_later_than_the_change_says() -> None:
    customer = a_customer()
    later = MONDAY + timedelta(days=1)
    change_customer(customer.pk, {"phones": ["0711 80497319"]}, expected_version=1, by=None, at=later)
    assert customer.findings.get(code="unreachable").resolved_at == later
    change_customer(customer.pk, {"phones": []}, expected_version=2, by=None, at=later + timedelta(days=1))
    assert customer.findings.get(code="unreachable", resolved_at=None).since == later + timedelta(days=1)
