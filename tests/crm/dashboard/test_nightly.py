"""Days get their figures once; flow is rewritten for 14 days, stock never."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import Contact, Customer, Finding, Void
from contacts.rechecking import differing
from contacts.rules import in_force
from crm.company.calendars import hours_of
from crm.company.models import CalendarVersion
from crm.dashboard.codes import STOCK
from crm.dashboard.flow import WAY_OF_COUNTING
from crm.dashboard.models import DailyFigure
from crm.dashboard.nightly import REWRITTEN_DAYS, sweep_figures, write_day
from crm.lib.periods import day_bounds
from crm.lib.tallies import read
from crm.outbox.sweeping import SweepResult
from feedback import metrics
from tests.factories.company import make_user
from tests.factories.contacts import a_contact
from tests.factories.history import NOW, START, random_history

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
YESTERDAY = TODAY - timedelta(days=1)
NIGHT = datetime(2026, 4, 7, 0, 30, tzinfo=UTC)  # 2:30 in Berlin

Stored = dict[tuple[date, str, str], tuple[int, int | None]]


def stored(**only: object) -> Stored:
    rows = DailyFigure.objects.filter(**only)
    return {(row.day, row.code, row.dimension): (row.numerator, row.denominator) for row in rows}


def test_each_day_of_the_flow_has_the_figures_of_that_day() -> None:
    random_history(1)
    write_day(TODAY, now=NOW)
    for back in range(REWRITTEN_DAYS):
        day = TODAY - timedelta(days=back)
        start, end = day_bounds(day, settings.TIME_ZONE)
        counted = read(metrics.first_contacts(start, end), metrics.receipts(start, end, at=NOW))
        base = sum(counted[label] for label in metrics.BASE)
        of_day = stored(day=day, dimension="")
        assert of_day[day, "at_once_net", ""] == (counted[metrics.KEPT], base)
        in_time, late = counted[metrics.IN_TIME], counted[metrics.LATE]
        assert of_day[day, "receipts", ""] == (in_time, in_time + late)
        contacts = sum(number for label, number in counted.items() if label.startswith("at_once."))
        assert of_day[day, "contacts", ""] == (contacts, None)
    assert not DailyFigure.objects.filter(day=TODAY - timedelta(days=REWRITTEN_DAYS)).exists()


def test_writing_twice_changes_nothing() -> None:
    random_history(2)
    write_day(TODAY, now=NOW)
    before = stored()
    write_day(TODAY, now=NOW)
    assert stored() == before
    assert len(before) > 200


def test_a_figure_that_falls_to_nothing_does_not_stay() -> None:
    person = make_user()
    contact = a_contact(by=person, at=START, channel="letter")
    write_day(START.date(), now=NOW)
    assert stored(dimension="channel:letter", code="contacts") == {
        (START.date(), "contacts", "channel:letter"): (1, None)
    }
    Void.objects.create(contact=contact, at=START, by=person)
    write_day(START.date(), now=NOW)
    assert stored(dimension="channel:letter") == {}
    assert stored(code="contacts") == {(START.date(), "contacts", ""): (0, None)}


def test_stock_is_written_once() -> None:
    random_history(3)
    write_day(YESTERDAY, now=NIGHT)
    before = stored(code__in=STOCK)
    Customer.objects.update(source=None)
    write_day(YESTERDAY, now=NIGHT)
    assert stored(code__in=STOCK) == before
    assert before[YESTERDAY, "master_data", ""][0] > 0
    write_day(TODAY, now=NOW)
    assert stored(code="master_data", day=TODAY)[TODAY, "master_data", ""][0] == 0


def test_stock_of_a_day_long_past_is_not_invented() -> None:
    random_history(4)
    write_day(TODAY - timedelta(days=2), now=NOW)
    assert stored(code__in=STOCK) == {}
    assert stored(code="contacts")


def test_days_before_the_first_contact_have_no_figures() -> None:
    a_contact(by=make_user(), at=NOW - timedelta(days=3))
    write_day(TODAY, now=NOW)
    assert {row[0] for row in stored(code="contacts")} == {TODAY - timedelta(days=n) for n in range(4)}


def test_without_any_contact_the_day_alone_is_known_to_be_empty() -> None:
    write_day(TODAY, now=NOW)
    assert stored(code="contacts") == {(TODAY, "contacts", ""): (0, None)}
    assert stored(code="at_once_net") == {(TODAY, "at_once_net", ""): (0, 0)}


def test_no_figure_has_a_person_in_it() -> None:
    random_history(5)
    write_day(TODAY, now=NOW)
    kinds = {dimension.partition(":")[0] for _, _, dimension in stored()}
    assert kinds == {"", "channel", "topic", "site", "source", "team", "code", "le", "rule", "hour", "state"}


def test_the_sweep_waits_until_one_at_night_and_writes_once() -> None:
    random_history(6, contacts=20)
    write_day(YESTERDAY - timedelta(days=1), now=NIGHT - timedelta(days=1))
    assert sweep_figures(NIGHT - timedelta(hours=2)) == SweepResult(handled=0)  # 0:30 in Berlin
    assert not stored(day=YESTERDAY)
    assert sweep_figures(NIGHT) == SweepResult(handled=1)
    assert stored(day=YESTERDAY, code="complete") == {(YESTERDAY, "complete", ""): (1, WAY_OF_COUNTING)}
    assert sweep_figures(NIGHT + timedelta(hours=1)) == SweepResult(handled=0)


def test_a_day_written_before_it_was_over_is_written_again() -> None:
    random_history(6, contacts=20)
    write_day(YESTERDAY, now=NIGHT - timedelta(hours=8))
    a_contact(by=make_user(), at=NIGHT - timedelta(hours=5))
    before = stored(day=YESTERDAY, code="contacts", dimension="")
    assert sweep_figures(NIGHT) == SweepResult(handled=1)
    after = stored(day=YESTERDAY, code="contacts", dimension="")
    assert [number - 1 for number, _ in after.values()] == [number for number, _ in before.values()]


def test_the_sweep_makes_up_for_every_missed_day() -> None:
    random_history(7, contacts=60)
    write_day(YESTERDAY - timedelta(days=30), now=NIGHT - timedelta(days=30))
    assert sweep_figures(NIGHT) == SweepResult(handled=3)
    days = DailyFigure.objects.filter(code="contacts", dimension="").values_list("day", flat=True)
    missing = {YESTERDAY - timedelta(days=n) for n in range(31)} - set(days)
    assert missing == set()
    assert sum(
        DailyFigure.objects.filter(code="contacts", dimension="").values_list("numerator", flat=True)
    ) == (
        Contact.objects.counted()
        .filter(recorded_at__lt=day_bounds(YESTERDAY, settings.TIME_ZONE)[1])
        .filter(recorded_at__gte=day_bounds(min(days), settings.TIME_ZONE)[0])
        .count()
    )


def test_the_night_brings_findings_in_line_with_the_rules_before_it_counts() -> None:
    random_history(6, contacts=20)
    Finding.objects.filter(code="source_missing").delete()
    sweep_figures(NIGHT)
    assert not differing(Customer.objects.all()).exists()
    everybody = Customer.objects.count()  # and nobody has a telephone
    unreachable = stored(day=YESTERDAY, code="findings", dimension="code:unreachable")
    assert list(unreachable.values()) == [(everybody, everybody)]
    Finding.objects.all().delete()
    sweep_figures(NIGHT + timedelta(hours=1))  # this night is done
    assert not Finding.objects.exists()


def test_the_first_sweep_writes_yesterday() -> None:
    assert sweep_figures(NIGHT) == SweepResult(handled=1)
    assert set(DailyFigure.objects.values_list("day", flat=True)) == {YESTERDAY}


@pytest.mark.parametrize("contacts", [30, 200])
def test_reading_a_day_takes_the_same_statements_however_many_contacts(contacts: int) -> None:
    random_history(8, contacts=contacts)
    for row in CalendarVersion.objects.all():
        hours_of(row.pk)  # read once per process
    in_force()  # read once a minute
    with CaptureQueriesContext(connection) as queries:
        write_day(YESTERDAY, now=NIGHT)
    reading = [query for query in queries if query["sql"].lstrip("(").startswith("SELECT")]
    assert len(reading) == 34
