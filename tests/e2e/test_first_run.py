"""From an empty Anklang to the first case with its promise, all of it in the browser, as its first person does it."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.checks import run_checks
from django.core.management import call_command
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from cases.models import Case
from crm.company.first_code import first_code
from crm.company.models import Team, User
from tests.e2e.conftest import PATIENCE_MS

MOST_FIELDS, MOST_PAGES = 26, 8  # what a person fills in or changes; a minute each leaves twenty for thinking


class Counting:
    """Fills in a page and counts what a person would touch."""

    def __init__(self, page: Page) -> None:
        self.page, self.fields, self.pages = page, 0, 0

    def fill(self, label: str, value: str, *, nth: int = 0) -> None:
        self.page.get_by_label(label, exact=True).nth(nth).fill(value)
        self.fields += 1

    def choose(self, label: str, value: str, *, nth: int = 0) -> None:
        self.page.get_by_label(label, exact=True).nth(nth).select_option(label=value)
        self.fields += 1

    def tick(self, label: str) -> None:
        self.page.get_by_role("checkbox", name=label, exact=True).check()
        self.fields += 1

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()
        self.pages += 1


@pytest.fixture
def empty(transactional_db: None) -> None:
    """By the real clock: a browser drops the cookie of a sign-in that lies in its past."""
    cache.clear()


@pytest.mark.parametrize("width", [1280, 820])
def test_from_nothing_to_the_first_promise(
    empty: None, live_server: LiveServer, new_context: Callable[..., BrowserContext], width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 900}, locale="de-DE").new_page()
    page.set_default_timeout(PATIENCE_MS)
    hand = Counting(page)
    page.goto(live_server.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("Richten wir Anklang für Ihre Firma ein.")

    hand.fill("Code", "FALSCH-1")
    for label, value in (
        ("Name der Firma", "Musikhaus Seeblick"),
        ("Ihr Vorname", "Katrin"),
        ("Ihr Nachname", "Seidel"),
        ("Ihr Anmeldename", "seidel"),
        ("Ihr Passwort", "ein langer Satz am See"),
    ):
        hand.fill(label, value)
    hand.choose("Bundesland oder Kanton", "Bayern")
    page.get_by_role("button", name="Speichern und weiter").click()
    expect(page.get_by_text("Dieser Code passt nicht.")).to_be_visible()
    expect(page.get_by_label("Name der Firma")).to_have_value("Musikhaus Seeblick")
    page.get_by_label("Code").fill(first_code())
    page.get_by_label("Ihr Passwort").fill("ein langer Satz am See")
    hand.press("Speichern und weiter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Wann arbeiten Sie?")
    expect(page.get_by_text("Heilige Drei Könige").first).to_be_visible()
    hand.fill("Samstag", "9-13")
    hand.press("Stimmt so, weiter")

    hand.fill("Name", "Laden Lindau", nth=0)
    hand.fill("Name", "Werkstatt", nth=1)
    hand.choose("Üblicher Kanal", "Telefon", nth=1)
    hand.press("Speichern und weiter")

    page.goto(live_server.url)  # stopped here, and come back: it goes on where it was
    expect(page.get_by_role("heading", level=1)).to_have_text("Wer arbeitet mit Anklang?")
    people = (("Barbara", "Hollerbach", ""), ("Jonas", "Petersen", ""), ("Milan", "Kovač", "Teamleitung"))
    for number, (first, last, role) in enumerate(people):
        hand.fill("Vorname", first, nth=number)
        hand.fill("Nachname", last, nth=number)
        if role:
            hand.choose("Rolle", role, nth=number)
    hand.press("Speichern und weiter")
    expect(page.get_by_text("kovac", exact=True)).to_be_visible()
    start_password = page.locator(".slip-word").nth(1).inner_text()
    page.get_by_role("link", name="Fertig").click()

    expect(page.get_by_label("Name", exact=True)).to_have_value("Zentrale")
    hand.choose("Leitung", "Milan Kovač")
    hand.choose("Stellvertretung", "Katrin Seidel")
    hand.press("Speichern und weiter")

    hand.tick("Laden")
    hand.tick("Werkstatt")
    hand.press("Anliegen anlegen und fertig")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Der erste Kontakt kann kommen.")

    assert run_checks(databases=["default"]) == []
    call_command("prove", stdout=StringIO())
    assert Team.objects.get().is_fallback
    assert (hand.fields <= MOST_FIELDS, hand.pages <= MOST_PAGES) == (True, True), (hand.fields, hand.pages)

    trainee_signs_in_and_captures(
        new_context(viewport={"width": width, "height": 900}, locale="de-DE").new_page(),
        live_server.url,
        start_password,
    )
    assert Case.objects.get().escalate_at is not None
    call_command("prove", stdout=StringIO())


def trainee_signs_in_and_captures(page: Page, address: str, start_password: str) -> None:
    """With the slip: a password of one's own first, then the counter."""
    page.goto(address)
    page.fill("[name=login]", User.objects.get(last_name="Petersen").username)
    page.fill("[name=password]", start_password)
    page.press("[name=password]", "Enter")
    page.fill("[name=oldpassword]", start_password)
    page.fill("[name=password1]", "mein eigener Satz")
    page.fill("[name=password2]", "mein eigener Satz")
    page.press("[name=password2]", "Enter")
    page.wait_for_url(lambda url: "/konto/" not in url)
    page.goto(f"{address}/erfassen/")
    page.locator("#wer").press_sequentially("ulrike maier 0176 04069083")
    page.locator("#neu").click()
    page.locator(".tile").first.click()
    page.locator("#notiz").fill("Der Steg ist gebrochen.")
    expect(page.locator("#versprechen")).to_contain_text("Team Zentrale antwortet bis")
    page.locator(".act-promise").click()
    expect(page.locator("#gespeichert:not([hidden])")).to_be_visible()
