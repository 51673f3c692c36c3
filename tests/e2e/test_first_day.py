"""The first day, by keyboard alone: the tour, and putting somebody aside while the telephone rings."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from contacts.models import Contact
from tests.e2e.conftest import Shop
from tests.e2e.test_capture import SAVED, listen, search

Enter = Callable[..., Page]


def tab_to(page: Page, wanted: str, *, key: str = "Tab") -> None:
    """The focus walks there, in a few steps."""
    for _step in range(25):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{wanted} is not within reach")


def test_the_tour_and_a_parked_draft_by_keyboard_alone(enter: Enter, shop: Shop) -> None:
    type(shop.trainee).objects.filter(pk=shop.trainee.pk).update(tour_due=True)
    page = enter(shop.trainee, width=1280, height=800)
    said, keys = listen(page), page.keyboard
    card = page.get_by_role("dialog")
    for step in ("Wer ist da?", "Worum geht es?", "Die Antwort steht hier", "Wie ging es aus?"):
        expect(card.get_by_role("heading", name=step)).to_be_visible()
        expect(card.locator("[data-next]")).to_be_focused()
        keys.press("Enter")
    expect(card.get_by_role("button", name="Los geht’s")).to_be_focused()
    with page.expect_response("**/erfassen/rundgang/"):
        keys.press("Enter")
    expect(card).to_be_hidden()
    expect(page.locator("#wer")).to_be_focused()
    shop.trainee.refresh_from_db()
    assert not shop.trainee.tour_due

    search(page, "ulrike maier")
    keys.press("Enter")
    expect(page.locator(".hit[aria-selected=true]")).to_contain_text("Ulrike Maier")
    expect(page.locator("[data-parks]")).to_be_visible()  # there is something to put aside
    tab_to(page, "[data-parks]", key="Shift+Tab")
    keys.press("Enter")
    expect(page.locator(".parked-slip")).to_contain_text("Ulrike Maier")
    expect(page.locator("#wer")).to_have_value("")
    tab_to(page, "#wer")
    tab_to(page, ".parked-slip", key="Shift+Tab")
    keys.press("Enter")
    expect(page.locator(".hit[aria-selected=true]")).to_contain_text("Ulrike Maier")
    tab_to(page, "[name=topic]")
    keys.press("Space")
    keys.press("Control+Enter")
    expect(page.locator(SAVED)).to_contain_text("Gespeichert: Laden, Reparatur.")
    assert Contact.objects.latest("id").customer == shop.regular
    assert said == []
