"""Einstellungen, Warten und Abwesenheit: four numbers, their bounds and who changed them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.case_rules import case_rules
from crm.company.models import Role
from tests.cases.pages import clock_runs, signed_in, text_of
from tests.factories.company import make_user

pytestmark = pytest.mark.django_db

ADDRESS = "/einstellungen/vorgaenge/"
TYPED = {
    "longest_wait_days": 21,
    "waits_until_lead": 4,
    "away_alone_days": 3,
    "away_covered_days": 20,
    "reopen_days": 7,
}


def test_the_administration_changes_them_and_history_says_so() -> None:
    admin = make_user(Role.ADMIN, last_name="Admin")
    browser = signed_in(admin)
    assert 'value="14"' in browser.get(ADDRESS).content.decode()
    assert browser.post(ADDRESS, TYPED).status_code == 302
    rules = case_rules()
    assert {name: getattr(rules, name) for name in TYPED} == TYPED
    browser.post(ADDRESS, TYPED | {"longest_wait_days": 14})
    said = text_of(browser.get(ADDRESS))
    assert "Vera Admin" in said
    assert "Längste Wartezeit in Tagen" in said


def test_what_is_out_of_bounds_is_refused_at_its_field_and_kept() -> None:
    page = signed_in(make_user(Role.ADMIN)).post(ADDRESS, TYPED | {"longest_wait_days": 61})
    assert page.status_code == 400
    assert "Bitte wählen Sie eine Zahl von 1 bis 60." in text_of(page)
    assert 'value="61"' in page.content.decode()
    assert case_rules().longest_wait_days == 14


def test_management_only_looks() -> None:
    browser = signed_in(make_user(Role.MANAGEMENT))
    assert "Ändern kann das nur die Verwaltung." in text_of(browser.get(ADDRESS))
    assert browser.post(ADDRESS, TYPED).status_code == 403


def test_the_page_asks_little() -> None:
    browser = signed_in(make_user(Role.ADMIN))
    clock_runs()
    browser.post(ADDRESS, TYPED)
    browser.get(ADDRESS)
    with CaptureQueriesContext(connection) as queries:
        browser.get(ADDRESS)
    assert len(queries) == 7, [query["sql"][:80] for query in queries]
