"""Several people at the counter: a slip for whoever waits. And a finger that is quicker than the page."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from contacts.models import Contact
from tests.e2e.conftest import Shop
from tests.e2e.test_capture import SAVED, listen, search

Enter = Callable[..., Page]
HASTE = """() => new MutationObserver((_changes, watcher) => {
  const hit = document.querySelector("#person button.hit");
  if (!hit) return;
  watcher.disconnect();
  setTimeout(() => ["#person button.hit", ".tile input"].forEach((key) => document.querySelector(key).click()));
}).observe(document.getElementById("person"), { childList: true, subtree: true })"""

SLOW = """() => {
  const { send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.send = function (body) {
    XMLHttpRequest.prototype.send = send;
    setTimeout(() => send.call(this, body), 800);
  };
}"""


def test_two_wait_as_slips_and_each_is_saved_once(enter: Enter, shop: Shop) -> None:
    page = enter(shop.trainee, has_touch=True)
    said = listen(page)
    expect(page.locator("[data-parks]")).to_be_hidden()
    for name, topic in (("Ulrike", "Reparatur"), ("Ulrich", "Rechnung")):
        search(page, "maier")
        page.locator(f".hit:has-text('{name}')").tap()
        expect(page.locator(".hit[aria-selected=true]")).to_contain_text(name)
        page.locator(f".tile:has-text('{topic}')").tap()
        page.locator("[data-parks]").tap()
        expect(page.locator(f".parked-slip:has-text('{name}')")).to_be_visible()
        expect(page.locator("#wer")).to_have_value("")
    page.goto(page.url + "?q=katharina&channel=phone")  # a call comes in, and the page is opened anew
    page.locator(".hit:has-text('Katharina')").tap()
    page.locator(".tile:has-text('Beratung')").tap()
    page.locator(".parked-slip:has-text('Ulrike')").tap()
    expect(page.locator(".tile:has(:checked)")).to_contain_text("Reparatur")
    expect(page.locator(".parked-slip")).to_have_count(2)
    page.locator(".act-solved").tap()
    expect(page.locator(SAVED)).to_contain_text("Gespeichert: Laden, Reparatur.")
    page.locator(".parked-slip:has-text('Katharina')").tap()
    expect(page.locator("[name=channel]:checked")).to_have_value("phone")
    page.locator(".act-solved").tap()
    expect(page.locator(SAVED)).to_contain_text("Gespeichert: Telefon, Beratung.")
    expect(page.locator(".parked-slip")).to_have_count(1)
    assert Contact.objects.filter(topic__name__in=["Reparatur", "Beratung"]).count() == 2
    assert said == []


def test_whoever_was_tapped_stays_with_a_slip_parked_before_the_answer_came(enter: Enter, shop: Shop) -> None:
    page = enter(shop.trainee, has_touch=True)
    for name in ("Ulrike", "Ulrich"):
        search(page, "maier")
        page.evaluate(SLOW)
        page.locator(f".hit:has-text('{name}')").tap()
        page.locator(".tile:has-text('Reparatur')").tap()
        page.locator("[data-parks]").tap()
        expect(page.locator(f".parked-slip:has-text('{name}')")).to_be_visible()
    page.locator(".parked-slip:has-text('Ulrike')").tap()
    page.locator(".act-solved").tap()
    expect(page.locator(SAVED)).to_contain_text("Gespeichert: Laden, Reparatur.")
    assert Contact.objects.get(topic=shop.repair).customer == shop.regular


def test_a_slip_is_parked_also_when_the_answer_never_comes(enter: Enter, shop: Shop) -> None:
    page = enter(shop.trainee, has_touch=True)
    search(page, "maier")
    page.route("**/erfassen/person/**", lambda route: route.abort())
    page.evaluate(SLOW)
    page.locator(".hit:has-text('Ulrike')").tap()
    page.locator("[data-parks]").tap()
    expect(page.locator(".parked-slip")).to_have_count(1)


def test_a_slip_whose_person_cannot_be_fetched_still_brings_back_the_rest(enter: Enter, shop: Shop) -> None:
    page = enter(shop.trainee, has_touch=True)
    search(page, "maier")
    page.locator(".hit:has-text('Ulrike')").tap()
    expect(page.locator(".hit[aria-selected=true]")).to_contain_text("Ulrike")
    page.locator(".tile:has-text('Reparatur')").tap()
    page.locator("[data-parks]").tap()
    page.route("**/erfassen/person/**", lambda route: route.abort())
    page.locator(".parked-slip:has-text('Ulrike')").tap()
    expect(page.locator(".tile:has(:checked)")).to_contain_text("Reparatur")
    expect(page.locator("#wer")).to_have_value("maier")


def test_a_tap_on_a_hit_that_has_only_just_come_is_not_lost(enter: Enter, shop: Shop) -> None:
    page = enter(shop.trainee, has_touch=True)
    page.evaluate(HASTE)
    page.locator("#wer").fill("ulrike maier")
    expect(page.locator(".hit[aria-selected=true]")).to_contain_text("Ulrike Maier")
    expect(page.locator(".tile:has(:checked)")).to_have_count(1)
    expect(page.locator(".act-solved")).to_contain_text("Fertig.")
