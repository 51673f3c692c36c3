"""The customer pages in a browser: find somebody, open them, correct a number, answer what is missing."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from contacts.models import Customer
from tests.e2e.conftest import Shop

Enter = Callable[..., Page]


def test_find_open_correct_and_answer(shop: Shop, enter: Enter) -> None:
    page = enter(shop.trainee, path="/kunden/")
    page.get_by_label("Wen suchen Sie?").press_sequentially("meier ulrich")
    hit = page.get_by_role("link", name=re.compile("Ulrich Mayer"))
    expect(hit).to_contain_text("klingt wie „meier“")
    hit.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ulrich Mayer")

    page.locator("#inhalt").get_by_role("link", name="Bearbeiten", exact=True).click()
    page.get_by_label("Telefon 1").fill("0838 2")
    page.get_by_role("button", name="Änderungen speichern").click()
    expect(page.get_by_text("sieht nicht wie eine vollständige Nummer aus")).to_be_visible()
    page.get_by_role("listitem").filter(has_text="Telefonnummer zweifelhaft").get_by_role("link").click()
    expect(page.get_by_text("Sieht nicht vollständig aus. Bitte nachfragen.")).to_be_visible()
    page.get_by_label("Telefon 1").fill("08382 940831")
    page.get_by_role("button", name="Änderungen speichern").click()
    expect(page.get_by_role("link", name="08382 940831")).to_have_attribute("href", "tel:+498382940831")
    expect(page.get_by_text("Telefonnummer zweifelhaft")).to_have_count(0)

    page.get_by_role("button", name="Empfehlung").click()
    expect(page.get_by_text("Herkunft, steht fest")).to_be_visible()
    page.get_by_role("button", name="weiß nicht / möchte nicht sagen").click()
    expect(page.get_by_text("Vollständig, nichts fehlt.")).to_be_visible()
    customer = Customer.objects.select_related("source").get(pk=shop.stranger.pk)
    assert str(customer.source) == "Empfehlung"
    assert customer.reason_asked_at is not None

    page.get_by_role("link", name="Verlauf").click()
    expect(page.get_by_text("Telefon: 0838 2 → 08382 940831")).to_be_visible()


def test_it_all_works_without_scripts(shop: Shop, enter: Enter) -> None:
    page = enter(shop.trainee, path="/kunden/", java_script_enabled=False)
    page.get_by_label("Wen suchen Sie?").fill("katharina@example.org")
    page.get_by_label("Wen suchen Sie?").press("Enter")
    page.get_by_role("link", name=re.compile("Katharina Meier-Lind")).click()
    page.get_by_role("button", name="Messe").click()
    expect(page.get_by_text("Herkunft, steht fest")).to_be_visible()


def test_capture_opens_with_the_customer_chosen(shop: Shop, enter: Enter) -> None:
    page = enter(shop.trainee, path=f"/kunden/{shop.regular.number}/")
    page.get_by_role("link", name="Kontakt erfassen").click()
    expect(page.locator(".hit.is-chosen .hit-name, [aria-selected=true] .hit-name").first).to_have_text(
        "Ulrike Maier"
    )


def test_the_same_number_is_shown_while_typing(shop: Shop, enter: Enter) -> None:
    page = enter(shop.trainee, path="/kunden/neu/")
    page.get_by_label("Telefon").press_sequentially("017604069083")
    expect(page.get_by_text("Ebenso erreichbar.")).to_be_visible()
    expect(page.get_by_role("status").get_by_role("link", name="Ulrike Maier")).to_be_visible()
