"""The short address of a campaign: open to all, leaves a number and nothing else."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import OperationalError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from contacts import visit_limit
from contacts.models import CampaignCode, CampaignVisit
from crm.company.calendars import installation
from crm.lib.history import save_as
from tests.factories.contacts import a_campaign

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)  # already the third of March here


@pytest.fixture(autouse=True)
def _company() -> None:
    row = installation()
    row.company_name, row.public_address = "Hollerbach", "Seestraße 1\n07541 12345"
    save_as(row, by=None, at=NOW)


def opened(address: str, **more: str) -> tuple[int, str]:
    with time_machine.travel(NOW, tick=False):
        answer = Client().get(address, **more)  # type: ignore[arg-type]
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"
    return answer.status_code, answer.content.decode()


def test_it_says_the_code_and_how_to_reach_the_company_and_counts_the_day() -> None:
    row = a_campaign("AK11")
    CampaignCode.objects.bulk_create([CampaignCode(campaign=row, code="AK11-14")])
    for code in ("ak11", "AK11-14"):
        status, text = opened(f"/k/{code}/")
        assert status == 200
        assert code.upper() in text
        assert "07541 12345" in text
    visit = CampaignVisit.objects.get()
    assert (visit.campaign, visit.day, visit.number) == (row, date(2026, 3, 3), 2)


def test_an_unknown_or_ended_code_is_a_plain_page_and_counts_nothing() -> None:
    a_campaign("ALT", ends_on=date(2026, 3, 2))
    a_campaign("NEU", starts_on=date(2026, 3, 4))
    told = [opened(f"/k/{code}/") for code in ("NIE", "ALT", "NEU")]
    assert [status for status, _text in told] == [404, 410, 410]
    assert all("07541 12345" in text for _status, text in told)
    assert not CampaignVisit.objects.exists()


def test_what_nobody_saw_is_not_counted() -> None:
    a_campaign("AK11")
    opened("/k/AK11/", HTTP_SEC_PURPOSE="prefetch")
    Client().head("/k/AK11/")
    assert not CampaignVisit.objects.exists()


def test_beyond_the_limit_of_a_minute_it_is_a_plain_start_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sender is stopped, also for codes that are none; another goes on, and so does the next minute."""
    a_campaign("AK11")
    monkeypatch.setattr(visit_limit, "MOST", 2)
    asked = [opened(f"/k/{code}/", REMOTE_ADDR="192.0.2.1") for code in ("NIE", "AK11", "AK11", "NIE")]
    assert [status for status, _text in asked] == [404, 200, 200, 200]
    assert ["public-code" in text for _status, text in asked] == [False, True, False, False]
    assert all("07541 12345" in text for _status, text in asked)
    assert CampaignVisit.objects.get().number == 1
    assert "public-code" in opened("/k/AK11/", REMOTE_ADDR="192.0.2.7")[1]
    monkeypatch.setattr(f"{__name__}.NOW", NOW + timedelta(minutes=1))
    assert "public-code" in opened("/k/AK11/", REMOTE_ADDR="192.0.2.1")[1]
    assert visit_limit.place_of("192.0.2.1", settings.SECRET_KEY) != visit_limit.place_of(
        "192.0.2.7", settings.SECRET_KEY
    )


def test_where_nothing_can_be_counted_it_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: object, **_more: object) -> None:
        raise OperationalError("database is locked")

    a_campaign("AK11")
    monkeypatch.setattr("contacts.views.short_address.count_visit", fails)
    status, text = opened("/k/AK11/")
    assert (status, "07541 12345" in text, "public-code" in text) == (200, True, False)


def test_it_costs_seven_statements(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    a_campaign("AK11")
    with django_assert_num_queries(7):
        opened("/k/AK11/")
