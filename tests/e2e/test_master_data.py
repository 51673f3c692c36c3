"""The work list of the master data by keyboard alone: one finding mended, one put aside, and that taken back."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from crm.company.models import Role
from tests.e2e.conftest import Shop
from tests.factories.company import make_user
from tests.factories.contacts import a_customer


def test_the_work_list_by_keyboard(shop: Shop, enter: Callable[..., Page]) -> None:
    a_customer("Vogt", first_name="Jana")
    page = enter(make_user(Role.BACKOFFICE), width=1280, height=800, path="/stammdaten/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nicht erreichbar")
    who, said = page.locator("#wer"), page.locator(".toast")

    expect(who).to_have_text("Ulrich Mayer")
    expect(page.get_by_label("Telefon")).to_be_focused()
    page.keyboard.type("0176 04069084")
    page.keyboard.press("Enter")
    expect(said).to_contain_text("Gespeichert: Ulrich Mayer.")
    expect(who).to_have_text("Jana Vogt")

    page.keyboard.press("Tab")  # out of the fields, where letters are keys
    page.keyboard.press("Tab")
    page.keyboard.press("s")
    expect(said).to_contain_text("Jana Vogt kommt morgen wieder.")
    expect(who).to_have_count(0)

    page.get_by_role("button", name="Rückgängig").press("Enter")
    expect(said).to_contain_text("Zurückgenommen: Jana Vogt ist wie vorher.")
    expect(who).to_have_text("Jana Vogt")
    assert [phone.raw for phone in shop.stranger.phones.all()] == ["0176 04069084"]
