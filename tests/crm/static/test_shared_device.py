"""A shared device: keys that fill the PIN, and a page that locks itself when nobody touches it."""

from collections.abc import Callable
from itertools import count

import pytest
from playwright.sync_api import Page, Route, expect

from crm.lib.bundles import script

SITE = "http://anklang.test/"
KEYS = "".join(f'<button type="button" data-key="{key}">{key}</button>' for key in "1234567890")
LOCKED = f"""<form data-pin action="/sperre/"><input name="pin" type="password" maxlength="6">
<p class="pin-dots" hidden></p><p data-pin-said data-words="{{n}} von 6"></p>
<div class="pin-keys" hidden>{KEYS}<button type="button" data-key="">weg</button></div></form>"""
OPEN = (
    '<body data-person="7" data-lock-after="120" data-lock="/zu/" data-lock-screen="/sperre/" data-awake="/wach/">'
    "<textarea></textarea>"
)

Show = Callable[[str], list[str]]


@pytest.fixture
def show(page: Page) -> Show:
    """Opens a page with all behaviours; what it asks for afterwards, one by one."""

    def opened(body: str) -> list[str]:
        asked: list[str] = []
        numbers = count()

        def answer(route: Route) -> None:
            path = route.request.url.removeprefix(SITE)
            if path == "anklang.js":
                route.fulfill(body=script(), content_type="text/javascript")
                return
            if next(numbers):
                asked.append(f"{route.request.method} {path}")
            route.fulfill(
                content_type="text/html; charset=utf-8",
                body='<!doctype html><meta name="csrf-token" content="secret">'
                f'<script type="module" src="/anklang.js"></script>{body}',
            )

        page.route(f"{SITE}**", answer)
        page.goto(SITE)
        return asked

    return opened


def test_the_sixth_digit_opens_and_a_wrong_one_is_taken_back(page: Page, show: Show) -> None:
    asked = show(LOCKED)
    expect(page.locator(".pin-dots i")).to_have_count(6)
    for key in "17x":
        page.locator(f'[data-key="{"" if key == "x" else key}"]').click()
    expect(page.locator("[data-pin-said]")).to_have_text("1 von 6")
    page.locator("[name=pin]").focus()
    page.keyboard.type("7a03")
    expect(page.locator(".is-set")).to_have_count(4)
    page.keyboard.type("94")
    expect(page).to_have_url(f"{SITE}sperre/?pin=170394")
    assert asked == ["GET sperre/?pin=170394"]


def test_an_untouched_page_locks_itself(page: Page, show: Show) -> None:
    page.clock.install()
    asked = show(OPEN)
    page.clock.run_for(115_000)
    assert asked == []
    page.clock.run_for(15_000)
    expect(page).to_have_url(f"{SITE}zu/")
    assert asked[0] == "POST zu/"


def test_while_somebody_types_it_stays_open_and_says_so(page: Page, show: Show) -> None:
    page.clock.install()
    asked = show(OPEN)
    for _minute in range(4):
        page.clock.run_for(60_000)
        page.locator("textarea").press("a")
    page.wait_for_timeout(50)
    assert asked == ["POST wach/"] * 4


def test_without_a_network_it_tries_again(page: Page, show: Show) -> None:
    page.clock.install()
    show(OPEN)
    page.route(f"{SITE}zu/", lambda route: route.abort())
    page.clock.run_for(130_000)
    expect(page).to_have_url(SITE)
    page.unroute(f"{SITE}zu/")
    page.clock.run_for(10_000)
    expect(page).to_have_url(f"{SITE}zu/")
