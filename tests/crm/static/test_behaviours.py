"""The small behaviours of the pages, each on a page that holds nothing else."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from crm.lib.bundles import script

SITE = "http://anklang.test/"

Show = Callable[[str], Page]


@pytest.fixture
def show(page: Page) -> Show:
    """Opens a page whose body is the given HTML, with all behaviours."""
    bodies: dict[str, str] = {}

    def answer(route: Route) -> None:
        if route.request.url == f"{SITE}anklang.js":
            route.fulfill(body=script(), content_type="text/javascript")
            return
        route.fulfill(
            content_type="text/html; charset=utf-8",
            body='<!doctype html><meta name="csrf-token" content="secret">'
            f'<script type="module" src="/anklang.js"></script>{bodies["now"]}',
        )

    def opened(body: str) -> Page:
        bodies["now"] = body if body.startswith("<body") else f"<body>{body}"
        page.goto(SITE)
        return page

    page.route(f"{SITE}**", answer)
    return opened


MESSAGE = '<p data-expires="10">Gespeichert. <button>Rückgängig <span data-seconds>10</span></button></p>'


def test_message_counts_down_and_leaves(page: Page, show: Show) -> None:
    page.clock.install()
    show(MESSAGE)
    page.clock.run_for(4_000)
    expect(page.locator("[data-seconds]")).to_have_text("6")
    page.clock.run_for(6_000)
    expect(page.locator("[data-expires]")).to_have_count(0)


def test_message_stays_while_it_holds_the_focus(page: Page, show: Show) -> None:
    page.clock.install()
    show(MESSAGE)
    page.locator("button").focus()
    page.clock.run_for(60_000)
    expect(page.locator("[data-seconds]")).to_have_text("10")


def test_message_that_arrives_later_leaves_too(page: Page, show: Show) -> None:
    page.clock.install()
    show("<main></main>")
    page.evaluate("html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", MESSAGE)
    page.clock.run_for(10_000)
    expect(page.locator("[data-expires]")).to_have_count(0)


DIALOG = (
    '<a href="/warten/" data-opens="wait">Warten</a>'
    '<dialog id="wait"{}><button data-closes>Abbrechen</button></dialog>'
)


def test_dialog_opens_and_closes(show: Show) -> None:
    page = show(DIALOG.format(""))
    page.click("a")
    expect(page.locator("dialog")).to_be_visible()
    assert page.url == SITE
    page.click("[data-closes]")
    expect(page.locator("dialog")).to_be_hidden()


def test_dialog_that_needs_another_look_comes_open(show: Show) -> None:
    expect(show(DIALOG.format(" data-opened")).locator("dialog")).to_be_visible()


MENU = (
    '<details class="menu"><summary>Mehr</summary><a href="#">Zielbild</a></details><button>Woanders</button>'
)


def test_menu_closes_when_somebody_turns_elsewhere(show: Show) -> None:
    page = show(MENU)
    page.click("summary")
    page.click("button")
    expect(page.locator("details")).not_to_have_attribute("open", "")


def test_menu_closes_on_escape_and_gives_the_focus_back(show: Show) -> None:
    page = show(MENU)
    page.click("summary")
    page.focus("a")
    page.keyboard.press("Escape")
    expect(page.locator("details")).not_to_have_attribute("open", "")
    expect(page.locator("summary")).to_be_focused()


LIST = (
    "<table>"
    + "".join(
        f'<tr><td><input type="checkbox" id="p{n}"></td><td><a href="#" data-row>{n}</a></td></tr>'
        for n in range(3)
    )
    + '</table><button data-key="u" onclick="this.textContent = 1">Übergeben</button><input id="find">'
)


def test_list_keys_walk_through_the_rows_and_stop_at_the_ends(show: Show) -> None:
    page = show(LIST)
    for key, row in [("j", "0"), ("j", "1"), ("k", "0"), ("k", "0"), ("j", "1"), ("j", "2"), ("j", "2")]:
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.textContent") == row


def test_list_keys_pick_a_row_and_press_a_control(show: Show) -> None:
    page = show(LIST)
    for key in "jjxu":
        page.keyboard.press(key)
    expect(page.locator("#p1")).to_be_checked()
    expect(page.locator("[data-key]")).to_have_text("1")


def test_list_keys_press_what_names_them_where_there_is_no_list(show: Show) -> None:
    page = show(
        "".join(f'<button data-key="{key}" onclick="this.textContent = 1">…</button>' for key in "j?")
    )
    page.keyboard.press("j")
    page.keyboard.press("?")
    expect(page.locator("[data-key]")).to_have_text(["1", "1"])


def test_list_keys_leave_typing_alone(show: Show) -> None:
    page = show(LIST)
    page.focus("#find")
    page.keyboard.type("jux")
    expect(page.locator("#find")).to_have_value("jux")
    expect(page.locator("[data-key]")).to_have_text("Übergeben")


def noting(person: int, text: str = "") -> str:
    return (
        f'<body data-person="{person}"><form action="/notiz/" method="post">'
        f'<textarea data-draft="case-7">{text}</textarea><button>Speichern</button></form>'
    )


def test_draft_survives_a_reload_and_belongs_to_one_person(show: Show) -> None:
    page = show(noting(1))
    page.fill("textarea", "Leimfuge offen")
    page.reload()
    expect(page.locator("textarea")).to_have_value("Leimfuge offen")
    expect(show(noting(2)).locator("textarea")).to_have_value("")
    expect(show(noting(1)).locator("textarea")).to_have_value("Leimfuge offen")


def test_draft_goes_when_the_server_has_it(show: Show) -> None:
    page = show(noting(1))
    page.fill("textarea", "Leimfuge offen")
    page.click("button")
    page.wait_for_url("**/notiz/")
    expect(page.locator("textarea")).to_have_value("")
    expect(show(noting(1)).locator("textarea")).to_have_value("")


def test_draft_stays_when_the_server_failed(page: Page, show: Show) -> None:
    show(noting(1))
    page.fill("textarea", "Leimfuge offen")
    page.route(
        f"{SITE}notiz/",
        lambda route: route.fulfill(
            content_type="text/html",
            body='<!doctype html><script type="module" src="/anklang.js"></script><body data-failed>',
        ),
    )
    page.click("button")
    page.wait_for_url("**/notiz/")
    expect(show(noting(1)).locator("textarea")).to_have_value("Leimfuge offen")


def test_draft_gives_way_to_what_the_server_shows(show: Show) -> None:
    page = show(noting(1))
    page.fill("textarea", "alt")
    expect(show(noting(1, "vom Server")).locator("textarea")).to_have_value("vom Server")


def test_requests_of_htmx_carry_the_token(show: Show) -> None:
    page = show("<main></main>")
    headers = page.evaluate(
        "() => { const detail = { headers: {} };"
        "document.dispatchEvent(new CustomEvent('htmx:configRequest', { detail })); return detail.headers; }"
    )
    assert headers == {"X-CSRFToken": "secret"}


def test_print_button_prints(show: Show) -> None:
    page = show("<button data-prints>Drucken</button>")
    page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1; }; }")
    page.click("button")
    assert page.evaluate("window.printed") == 1


LIVE = '<title>Arbeit</title><span id="live" data-live="15" data-count="{}"></span>'
ASKED = (
    "() => { window.asked = 0;"
    " window.htmx = { trigger: (_element, name) => { window.asked += name === 'live'; } }; }"
)


def test_an_open_page_asks_every_fifteen_seconds_and_shows_the_count_in_its_title(
    page: Page, show: Show
) -> None:
    page.clock.install()
    show(LIVE.format(3))
    assert page.title() == "(3) Arbeit"
    page.evaluate(ASKED)
    page.clock.run_for(46_000)
    assert page.evaluate("window.asked") == 3
    page.evaluate(
        "() => { document.querySelector('[data-live]').dataset.count = '0';"
        "document.dispatchEvent(new Event('htmx:afterSettle')); }"
    )
    assert page.title() == "Arbeit"


def test_a_hidden_page_does_not_ask_and_one_that_is_looked_at_again_asks_at_once(
    page: Page, show: Show
) -> None:
    page.clock.install()
    show(LIVE.format(0))
    page.evaluate(ASKED)
    hide = (
        "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
        "document.dispatchEvent(new Event('visibilitychange')); }"
    )
    page.evaluate(hide, True)
    page.clock.run_for(60_000)
    assert page.evaluate("window.asked") == 0
    page.evaluate(hide, False)
    assert page.evaluate("window.asked") == 1


NOTE = """<textarea id="n" data-people='["Anna Berg", "Anna Bergmann", "Rosa Klein"]'></textarea>"""


def test_an_at_sign_offers_names_for_arrows_and_enter(page: Page, show: Show) -> None:
    show(NOTE)
    text = page.locator("#n")
    text.press_sequentially("Bitte @ann")
    expect(page.locator(".mentions li")).to_have_text(["Anna Berg", "Anna Bergmann"])
    text.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_text("Anna Bergmann")
    text.press("Enter")
    expect(text).to_have_value("Bitte @Anna Bergmann ")
    expect(page.locator(".mentions")).to_have_count(0)


def test_a_name_is_taken_by_a_tap_and_found_by_its_last_part(page: Page, show: Show) -> None:
    show(NOTE)
    text = page.locator("#n")
    text.press_sequentially("@kl")
    page.locator(".mentions li").click()
    expect(text).to_have_value("@Rosa Klein ")
    expect(text).to_be_focused()


def test_names_give_way_to_escape_and_to_an_address(page: Page, show: Show) -> None:
    show(NOTE)
    text = page.locator("#n")
    text.press_sequentially("@ro")
    text.press("Escape")
    expect(page.locator(".mentions")).to_have_count(0)
    text.fill("")
    text.press_sequentially("mail@ro")
    expect(page.locator(".mentions")).to_have_count(0)
