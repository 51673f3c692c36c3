"""Beweis: everybody sees whether the promises hold; what the counts found is for those who oversee."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.models import DeadlineAudit
from cases.proofs import ARMED
from crm.company.models import Role
from crm.dashboard.models import PromiseCheck
from crm.dashboard.promises import PROMISES
from tests.factories.company import make_user

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)


def checked(promise: int, *broken: int) -> None:
    """One night after the other up to March 10th, each with so many broken rows."""
    for back, wrong in enumerate(reversed(broken)):
        part = {"what": ARMED, "checked": 1234, "broken": wrong, "examples": ["17"] if wrong else []}
        PromiseCheck.objects.create(
            night=date(2026, 3, 10) - timedelta(days=back),
            promise=promise,
            checked=1234,
            broken=wrong,
            parts=[part],
            at=NOW,
        )


def page(role: str = Role.MANAGEMENT, language: str = "de") -> str:
    client = Client()
    client.force_login(make_user(role, language=language))
    response = client.get("/beweis/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_before_the_first_night_nothing_is_claimed() -> None:
    html = page()
    assert "Die erste Prüfung läuft heute Nacht" in html
    assert html.count("noch nicht geprüft") == 10
    assert "hält" not in html


def test_a_kept_promise_says_since_when_without_a_break() -> None:
    checked(2, 0, 3, 0, 0)
    html = page()
    assert "1 von 10 Versprechen nachgezählt, alle halten" in html
    assert "seit 9. März 2026" in html
    assert "1.234 geprüft" in html
    assert "Was tun?" not in html


def test_a_broken_promise_says_what_to_do_and_where() -> None:
    checked(2, 0, 2, 3)
    html = page()
    assert "1 Versprechen ist gebrochen" in html
    assert "gebrochen: 3 Zeilen" in html
    assert "seit 9. März 2026" in html
    assert PROMISES[1].remedy in html
    assert "(17)" in html


@pytest.mark.parametrize(
    ("role", "inside"),
    [(Role.FRONTDESK, False), (Role.BACKOFFICE, False), (Role.LEAD, False), (Role.ADMIN, True)],
)
def test_what_was_found_is_for_those_who_oversee(role: str, inside: bool) -> None:
    checked(2, 3)
    DeadlineAudit.objects.create(night=date(2026, 3, 10), started_at=NOW, checked=5)
    html = page(role)
    assert "gebrochen: 3 Zeilen" in html
    assert ("(17)" in html, "Nacht auf den" in html, "Die Uhr:" in html) == (inside, inside, inside)


def test_the_nights_are_listed_with_what_differed() -> None:
    example = {"number": 812, "kind": "resolution", "round": 1, "stored": NOW.isoformat()}
    example["computed"] = (NOW + timedelta(days=1)).isoformat()
    DeadlineAudit.objects.create(
        night=date(2026, 3, 10), started_at=NOW, checked=664, differences=1, took_ms=1_900, examples=[example]
    )
    html = page()
    assert "Di 10.3.2026" in html
    assert "#812: gespeichert Di, 10.3.2026, 3:00, nachgerechnet Mi, 11.3.2026, 3:00" in html
    assert "1,9 s" in html


def test_the_page_in_english() -> None:
    checked(2, 0)
    assert "Every open case has a team" in page(language="en")


@pytest.mark.parametrize("nights", [1, 14])
def test_the_page_costs_the_same_for_one_and_for_many_nights(
    nights: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for promise in range(1, 11):
        checked(promise, *[0] * nights)
    for back in range(nights):
        DeadlineAudit.objects.create(night=date(2026, 3, 10) - timedelta(days=back), started_at=NOW)
    client = Client()
    client.force_login(make_user(Role.MANAGEMENT))
    client.get("/beweis/")
    with django_assert_num_queries(QUERIES):
        client.get("/beweis/")


# session, person; four of the proof; heartbeats, installation; work, notices, installation of the bar
QUERIES = 11
