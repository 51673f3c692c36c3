"""The report Herkunft agrees with counting by hand: after many nights, late answers, corrections and a live day."""

from collections import Counter
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

import pytest
from django.conf import settings
from pytest_django import DjangoAssertNumQueries

from contacts.models import Campaign, CampaignVisit, Contact, Customer, Source, Void
from contacts.origin_metrics import FIRST_DAYS
from contacts.sources import correct_source
from crm.company.presence import company_day
from crm.dashboard.models import DailyFigure
from crm.dashboard.nightly import write_day
from crm.dashboard.origin_period import Period
from crm.dashboard.origin_report import Line, cost_in, of_campaign, of_source, whole
from crm.lib.periods import day_bounds
from feedback.models import Feedback
from tests.factories.cases import make_topic
from tests.factories.company import make_team, make_user
from tests.factories.contacts import a_campaign, a_source
from tests.factories.history import NOW, random_history

pytestmark = pytest.mark.django_db
TODAY = company_day(NOW)
DAYS = 150


class Past:
    """200 customers by a tree of sources, some without; contacts and complaints at random."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        top, other = a_source("Zeitschrift"), a_source("Messe")
        self.sources = [top, other, a_source("Saitenblick", parent=top), a_source("AKUSTIK", parent=top)]
        self.campaigns = [a_campaign("AK11", source=self.sources[3]), a_campaign("FN", source=other)]
        self.by = make_user()
        self.topic = make_topic(make_team((self.by,)))
        self.customers = [self._customer(number) for number in range(200)]
        Customer.objects.bulk_create(self.customers)
        for customer in self.customers:
            Customer.history.bulk_history_create([customer], default_date=customer.created_at)
        self.contacts = [self._contact() for _ in range(900)]
        Contact.objects.bulk_create(self.contacts)
        self.void = {contact.pk for contact in self.contacts if self.random.random() < 0.08}
        said = {contact.pk: contact.recorded_at for contact in self.contacts}
        Void.objects.bulk_create(Void(contact_id=pk, at=said[pk], by=self.by) for pk in self.void)
        praised = [contact for contact in self.contacts if self.random.random() < 0.2]
        Feedback.objects.bulk_create(
            Feedback(contact=contact, kind="praise", at=contact.recorded_at) for contact in praised
        )

    def moment(self, days: int = DAYS) -> datetime:
        return NOW - timedelta(seconds=self.random.randrange(days * 86_400))

    def _customer(self, number: int) -> Customer:
        pick = self.random
        campaign = pick.choice([*self.campaigns, None, None])
        source = campaign.source if campaign else pick.choice([*self.sources, None, None])
        asked = self.moment() if source is None and pick.random() < 0.5 else None
        return Customer(
            number=50_000 + number,
            last_name=f"Maier{number}",
            sort_name=f"maier{number}",
            created_at=self.moment(),
            source=source,
            campaign=campaign,
            source_asked_at=asked,
        )

    def _contact(self) -> Contact:
        pick = self.random
        at = self.moment()
        return Contact(
            client_id=UUID(int=pick.getrandbits(128)),
            fingerprint="0" * 64,
            channel="shop",
            direction=pick.choices(["in", "out"], [5, 1])[0],
            outcome=pick.choice(["resolved", "no_concern"]),
            topic=self.topic,
            happened_at=at,
            recorded_at=at,
            received_at=at,
            recorded_by=self.by,
            encounter=UUID(int=pick.getrandbits(128)),
            customer=pick.choice([*self.customers, None]),
            source=pick.choice([*self.sources, None, None, None]),
            campaign=pick.choice([*self.campaigns, None, None, None]),
        )

    # -- counted by hand, in Python, from the rows themselves -----------------------------------------

    def new(self, period: Period) -> list[Customer]:
        rows = Customer.objects.filter(pk__in=[each.pk for each in self.customers])
        return [row for row in rows if period.first <= company_day(row.created_at) <= period.last]

    def came_again(self, row: Customer) -> bool:
        return any(
            contact.direction == "in"
            and contact.pk not in self.void
            and contact.customer_id == row.pk
            and timedelta(days=1) <= contact.recorded_at - row.created_at < FIRST_DAYS
            for contact in self.contacts
        )

    def named(self, period: Period) -> Counter[int]:
        found: Counter[int] = Counter()
        for contact in self.contacts:
            if contact.pk in self.void or not period.first <= company_day(contact.recorded_at) <= period.last:
                continue
            source = contact.source or (contact.campaign.source if contact.campaign else None)
            if source is not None:
                found[source.pk] += 1
        return found


def nights(until: date) -> None:
    """Every 13th night is enough: each reaches back 14 days."""
    for back in range(DAYS // 13, -1, -1):
        day = until - timedelta(days=13 * back)
        write_day(day, now=day_bounds(day, settings.TIME_ZONE)[1] + timedelta(hours=1))


def by_source(lines: list[Line]) -> dict[int, Line]:
    return {line.row.pk: line for line in lines}


@pytest.mark.parametrize(
    ("seed", "first", "last"),
    [
        (1, 149, 0),
        pytest.param(2, 120, 20, marks=pytest.mark.any_store),
        pytest.param(3, 4, 0, marks=pytest.mark.any_store),
    ],
)
def test_the_report_agrees_with_counting_by_hand(seed: int, first: int, last: int) -> None:
    past = Past(seed)
    nights(TODAY - timedelta(days=14))
    for row in past.random.sample(past.customers, 30):  # told or corrected long after
        correct_source(
            Customer.objects.get(pk=row.pk), past.random.choice(past.sources), reason="Bon", by=None, at=NOW
        )
    write_day(TODAY - timedelta(days=1), now=day_bounds(TODAY, settings.TIME_ZONE)[0] + timedelta(hours=10))
    period = Period(TODAY - timedelta(days=first), TODAY - timedelta(days=last))
    top = past.sources[0]
    detail = by_source(of_source(top, period, today=TODAY).lines)
    report = whole(period, today=TODAY)
    tops = by_source(report.lines)
    new, named = past.new(period), past.named(period)
    counted_at = day_bounds(TODAY, settings.TIME_ZONE)[0] + timedelta(hours=10)
    for line, keys in [
        *((detail[pk], {pk}) for pk in detail),
        *(
            (tops[row.pk], {row.pk, *(each.pk for each in past.sources if each.parent == row)})
            for row in past.sources[:2]
        ),
    ]:
        mine = [row for row in new if row.source_id in keys]
        grown = [row for row in mine if row.created_at <= counted_at - FIRST_DAYS]
        assert line.numbers.new == len(mine)
        assert line.numbers.contacts == sum(named[key] for key in keys)
        assert line.numbers.again == (sum(past.came_again(row) for row in grown), len(grown))
        assert line.numbers.complained == (0, len(grown))
    assert (report.new, report.known) == (len(new), sum(row.source_id is not None for row in new))
    assert report.asked == sum(row.source_id is None and row.source_asked_at is not None for row in new)
    assert new
    campaign = past.campaigns[0]
    assert of_campaign(campaign, period, today=TODAY).new == sum(
        row.campaign_id == campaign.pk for row in new
    )


def test_complaints_of_new_customers_are_counted_as_voices_say() -> None:
    history = random_history(9)
    Customer.objects.update(created_at=NOW - timedelta(days=100))
    write_day(TODAY, now=NOW)
    source = Source.objects.get()
    period = Period(TODAY - timedelta(days=200), TODAY - timedelta(days=1))
    line = whole(period, today=TODAY).lines[0]
    mine = [row for row in history.customers if row.source_id == source.pk]
    complained = {
        voice.contact.customer_id
        for voice in Feedback.objects.filter(kind="complaint", contact__void=None).select_related("contact")
        if voice.at < NOW - timedelta(days=100) + FIRST_DAYS
    }
    assert line.numbers.complained == (sum(row.pk in complained for row in mine), len(mine))
    assert 0 < line.numbers.complained[0] < len(mine)
    assert line.numbers.at_once[1] > 0


def test_a_night_writes_only_what_changed() -> None:
    Past(3)
    nights(TODAY)
    before = dict(DailyFigure.objects.filter(code="new_customers").values_list("pk", "numerator"))
    write_day(TODAY, now=NOW)
    assert dict(DailyFigure.objects.filter(code="new_customers").values_list("pk", "numerator")) == before
    assert len(before) > 100


@pytest.mark.parametrize(
    ("starts", "ends", "cost"),
    [
        (date(2026, 3, 1), date(2026, 3, 10), "100.00"),
        (date(2026, 2, 19), date(2026, 3, 10), "50.00"),
        (date(2026, 3, 29), date(2026, 4, 7), "30.00"),
        (date(2026, 3, 22), None, "50.00"),
        (date(2026, 4, 1), None, None),
        (None, None, "100.00"),
    ],
)
def test_cost_falls_to_the_period_by_days(starts: date | None, ends: date | None, cost: str | None) -> None:
    campaign = Campaign(starts_on=starts, ends_on=ends, cost=Decimal(100))
    march = Period(date(2026, 3, 1), date(2026, 3, 31))
    told = cost_in(campaign, march, today=date(2026, 4, 10))
    assert told == (None if cost is None else Decimal(cost))


def test_a_new_customer_of_a_campaign_costs_its_share_and_visits_are_shown() -> None:
    campaign = a_campaign("AK11", source=a_source("AKUSTIK"), cost=Decimal("900.00"))
    CampaignVisit.objects.create(campaign=campaign, day=TODAY, number=7)
    for number in range(4):
        Customer.objects.create(
            number=number + 1,
            last_name="Maier",
            created_at=NOW - timedelta(hours=1),
            source=campaign.source,
            campaign=campaign,
        )
    [line] = whole(Period(TODAY, TODAY), today=TODAY).campaigns
    assert (line.cost, line.cost_each, line.visits, line.numbers.new) == (Decimal(900), Decimal(225), 7, 4)


@pytest.mark.parametrize("many", [1, 3])
def test_the_report_takes_four_statements(
    many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(many):
        a_source(f"Fein {number}", parent=a_campaign(f"C{number}").source)
    write_day(TODAY - timedelta(days=1), now=NOW)
    with django_assert_num_queries(4):
        whole(Period(TODAY - timedelta(days=90), TODAY), today=TODAY)
