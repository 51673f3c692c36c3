"""Figures of goals 1 and 4 against counting by hand over a random past; void contacts count nowhere."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import get_default_timezone

from contacts import metrics
from contacts.models import Contact, Customer, Finding, Void
from contacts.rules import RULES, applying_to, broken_by, in_force
from contacts.search_index import Findable
from crm.company.models import Absence, Calendar
from crm.dashboard.hours import current_hours
from crm.lib import histograms
from crm.lib.tallies import read
from crm.lib.working_hours import Hours
from tests.factories.company import OFFICE_HOURS, make_calendar, make_site, make_user
from tests.factories.contacts import a_contact
from tests.factories.history import NOW, START, random_history

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
HOURS = Hours.from_data("Europe/Berlin", OFFICE_HOURS, {"2026-04-03": [], "2026-04-06": []})
TUESDAY = datetime(2026, 4, 7, 14, tzinfo=UTC)


def valid_contacts(start: datetime, end: datetime) -> list[Contact]:
    void = set(Void.objects.values_list("contact_id", flat=True))
    return [c for c in Contact.objects.all() if c.pk not in void and start <= c.recorded_at < end]


def test_the_last_five_working_days_step_over_weekend_and_holidays() -> None:
    assert metrics.working_days(TUESDAY, HOURS) == [
        date(2026, 4, 7),
        date(2026, 4, 2),
        date(2026, 4, 1),
        date(2026, 3, 31),
        date(2026, 3, 30),
    ]


@pytest.fixture
def here() -> dict[int, Hours]:
    site = make_site()
    make_user(username="da", site=site)
    return {site.calendar_id: HOURS}


def people(hours: dict[int, Hours]) -> tuple[int, int]:
    """Captured, and present."""
    counted = read(metrics.people(TUESDAY, hours))
    return counted["people.captured"], sum(counted.values())


def test_a_capture_of_the_first_of_the_five_days_counts_the_one_before_does_not(
    here: dict[int, Hours],
) -> None:
    site = make_site(calendar=Calendar.objects.get(pk=next(iter(here))))
    early, late = make_user(site=site), make_user(site=site)
    a_contact(by=early, at=datetime(2026, 3, 29, 21, 59, tzinfo=UTC))  # Sunday night in Berlin
    a_contact(by=late, at=datetime(2026, 3, 29, 22, 0, tzinfo=UTC))  # Monday, 0:00
    assert people(here) == (1, 3)


def test_a_void_capture_is_none(here: dict[int, Hours]) -> None:
    person = make_user()
    contact = a_contact(by=person, at=TUESDAY - timedelta(hours=1))
    assert people(here) == (1, 2)
    Void.objects.create(contact=contact, at=TUESDAY, by=person)
    assert people(here) == (0, 2)


def test_only_people_with_customer_contact_who_were_there_are_asked_for(here: dict[int, Hours]) -> None:
    make_user(has_customer_contact=False)
    make_user(is_active=False)
    away, partly = make_user(), make_user()
    Absence.objects.create(user=away, starts_on=date(2026, 3, 30), ends_on=date(2026, 4, 1))
    Absence.objects.create(user=away, starts_on=date(2026, 4, 2), ends_on=date(2026, 4, 7))
    Absence.objects.create(user=partly, starts_on=date(2026, 3, 30), ends_on=date(2026, 4, 6))
    assert people(here) == (0, 2)


def test_each_site_goes_by_its_own_calendar(here: dict[int, Hours]) -> None:
    saturdays = make_calendar()
    seller = make_user(site=make_site(calendar=saturdays))
    Absence.objects.create(user=seller, starts_on=date(2026, 3, 30), ends_on=date(2026, 4, 3))
    Absence.objects.create(user=seller, starts_on=date(2026, 4, 5), ends_on=date(2026, 4, 7))
    assert people({**here, saturdays.pk: HOURS}) == (0, 1)
    at_work = Hours.from_data("Europe/Berlin", {**OFFICE_HOURS, "sat": [["09:00", "13:00"]]}, {})
    assert people({**here, saturdays.pk: at_work}) == (0, 2)


def test_without_a_calendar_nobody_is_counted() -> None:
    make_user()
    assert people({}) == (0, 0)


@pytest.mark.parametrize("seed", [1, 2])
def test_flow_figures_agree_with_counting_by_hand(seed: int) -> None:
    random_history(seed)
    bounds = [START + timedelta(days=day) for day in (0, 3, 10, 24)]
    stored = {
        (figure.span, figure.code, figure.dimension): figure.numerator for figure in metrics.flow(bounds)
    }
    expected: Counter[tuple[int, str, str]] = Counter()
    met: dict[tuple[int, str, str], set[object]] = {}
    for number, (start, end) in enumerate(pairwise(bounds)):
        for contact in valid_contacts(start, end):
            names = ["", f"channel:{contact.channel}"]
            names += [f"topic:{contact.topic_id}"] if contact.topic_id else []
            names += [f"site:{contact.site_id}"] if contact.site_id else []
            there = contact.happened_at.astimezone(get_default_timezone())
            names += [f"hour:{there.weekday() + 1}-{there.hour}"]
            expected.update((number, "contacts", name) for name in names)
            for name in ("", f"channel:{contact.channel}"):
                met.setdefault((number, "encounters", name), set()).add(contact.encounter)
            minutes = (contact.recorded_at - contact.happened_at).total_seconds() / 60
            expected[number, "capture_minutes", histograms.bucket(minutes, metrics.CAPTURE_EDGES)] += 1
    expected.update({key: len(encounters) for key, encounters in met.items()})
    assert stored == dict(expected)
    assert sum(1 for key in stored if key[1] == "contacts" and not key[2]) == 3


def test_encounters_by_channel_count_each_visit_once() -> None:
    random_history(3)
    start, end = START + timedelta(days=5), NOW
    by_channel: dict[str, set[object]] = {}
    for contact in valid_contacts(start, end):
        by_channel.setdefault(contact.channel, set()).add(contact.encounter)
    assert metrics.encounters(start, end) == {channel: len(found) for channel, found in by_channel.items()}


def test_master_data_agrees_with_counting_by_hand() -> None:
    random_history(4)
    found = set(Finding.objects.filter(resolved_at=None).values_list("customer_id", flat=True))
    everybody = list(Customer.objects.all())
    reasons = {c.pk: bool(c.reason_id or c.reason_text) for c in everybody}
    rows = [Findable(customer) for customer in everybody]  # nobody has a way to be reached
    whole = sum(RULES[code].weight for of in rows for code in applying_to(of))
    lost = sum(RULES[code].weight for of in rows for code in broken_by(of))
    assert metrics.master_data() == {
        "customers": len(everybody),
        "known": sum(1 for c in everybody if c.source_id and reasons[c.pk] and c.pk not in found),
        "origin_known": sum(1 for c in everybody if c.source_id and reasons[c.pk]),
        "asked_not_known": sum(
            1
            for c in everybody
            if (not c.source_id and c.source_asked_at) or (not reasons[c.pk] and c.reason_asked_at)
        ),
    }
    score = next(figure for figure in metrics.stock() if figure.code == "quality_score")
    assert (score.numerator, score.denominator) == (whole - lost, whole)
    assert {figure.dimension for figure in metrics.stock() if figure.code == "findings"} == {
        f"code:{code}" for code in Finding.objects.filter(resolved_at=None).values_list("code", flat=True)
    }


def test_a_figure_is_one_statement_however_many_contacts() -> None:
    random_history(5, contacts=30)
    hours = current_hours()
    in_force()  # read once a minute
    with CaptureQueriesContext(
        connection,
    ) as queries:
        read(metrics.people(NOW, hours))
        metrics.encounters(START, NOW)
        metrics.master_data()
        list(metrics.flow([START, NOW]))
    assert len(queries) == 1 + 1 + 1 + 1
