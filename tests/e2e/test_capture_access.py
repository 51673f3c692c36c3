"""The counter for everybody: no finding of axe in any state, and every target as large as a finger."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Shop

Enter = Callable[..., Page]

SMALL = """() => [...document.querySelectorAll('main :is(a, button, label, summary, input, select)')]
  .filter((each) => each.checkVisibility() && !each.matches('.visually-hidden, label input, [for], #erfassen > input'))
  .map((each) => [each.outerHTML.slice(0, 90), each.getBoundingClientRect()])
  .filter(([, box]) => Math.min(box.width, box.height) < 43.5)
  .map(([html, box]) => `${html} ${Math.round(box.width)}x${Math.round(box.height)}`)"""


def nobody(page: Page) -> None:
    expect(page.locator(".act-solved")).to_contain_text("Noch offen")


def found(page: Page) -> None:
    page.locator("#wer").fill("maier")
    expect(page.locator("#treffer")).to_be_visible()


def chosen(page: Page) -> None:
    found(page)
    page.locator(".hit:has-text('Ulrich')").click()
    page.locator(".tile:has-text('Reparatur')").click()
    expect(page.locator(".answer").first).to_be_visible()
    page.locator(".segment:has-text('Beschwerde')").click()


def new(page: Page) -> None:
    page.locator("#wer").fill("anna neumann")
    page.locator("#neu").click()
    page.locator(".new-more summary").click()


def nameless(page: Page) -> None:
    page.get_by_role("button", name="Ohne Namen").click()
    page.locator(".segment:has-text('Zeitschrift')").click()


def all_topics(page: Page) -> None:
    page.get_by_role("button", name="Alle Anliegen").click()


def more(page: Page) -> None:
    page.locator("#mehr").click()
    page.locator(".chip:has-text('heute früher')").click()


def saved(page: Page) -> None:
    chosen(page)
    page.locator(".act-solved").click()
    expect(page.locator("#gespeichert")).to_contain_text("Gespeichert")
    if page.locator("#zuletzt:not([open])").count():
        page.locator("#zuletzt > summary").click()


STATES = (nobody, found, chosen, new, nameless, all_topics, more, saved)


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (820, "dark"), (1280, "light")])
def test_nothing_stands_in_anybodys_way(enter: Enter, shop: Shop, width: int, scheme: str) -> None:
    page = enter(
        shop.trainee, width=width, height=1180, color_scheme=scheme, reduced_motion="reduce", has_touch=True
    )
    for state in STATES:
        page.evaluate("localStorage.clear()")
        page.goto(page.url)
        state(page)
        page.wait_for_timeout(200)  # colours change within 90 ms
        assert (state.__name__, violations(page), page.evaluate(SMALL)) == (state.__name__, [], [])


def violations(page: Page) -> list[str]:
    found_ = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in found_ for node in each["nodes"]]
