"""Two people have the same case open: each page says so by itself, and says when the other one writes."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.cases.conftest import Workshop

LOOK_AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"
HIDE = "Object.defineProperty(document, 'hidden', { value: true, configurable: true })"
ASKED = "document.addEventListener('htmx:afterRequest', () => { document.body.dataset.asked = 'yes' })"
GIVE_UP_AND_LOOK = "document.querySelector('dialog[open]').close(); " + LOOK_AGAIN
Enter = Callable[..., Page]


def test_two_people_on_one_case_see_each_other(workshop: Workshop, enter: Enter) -> None:
    path = f"/vorgaenge/{workshop.guitar.number}/"
    aylin = enter(workshop.aylin, width=1280, height=800, path=path)
    expect(aylin.locator("#wer p")).to_have_count(0)
    with aylin.expect_response("**/wer/"):  # Milan sees whoever gave a sign before him
        aylin.evaluate(LOOK_AGAIN)

    milan = enter(workshop.milan, width=390, height=844, path=path)
    expect(milan.locator("#wer")).to_contain_text("Aylin Demir hat diesen Vorgang auch offen, seit 15:0")
    with milan.expect_response("**/wer/"):
        milan.evaluate(LOOK_AGAIN)
    aylin.evaluate(LOOK_AGAIN)
    expect(aylin.locator("#wer")).to_contain_text("Milan Kovač hat diesen Vorgang auch offen, seit 15:0")

    milan.get_by_role("group", name="Was jetzt?").get_by_role("link", name="Rückmelden").click()
    milan.get_by_label("Was wurde gesagt?").fill("Bitte bringen.")
    with milan.expect_response("**/wer/") as told:
        milan.evaluate(LOOK_AGAIN)
    assert "Bitte" not in (told.value.request.post_data or "")
    aylin.evaluate(LOOK_AGAIN)
    expect(aylin.locator("#wer")).to_have_text("Milan Kovač schreibt gerade.")

    milan.get_by_role("button", name="Abbrechen").click()
    expect(milan.get_by_label("Was wurde gesagt?")).to_be_hidden()
    with milan.expect_response("**/wer/"):
        milan.evaluate(LOOK_AGAIN)
    aylin.evaluate(LOOK_AGAIN)
    expect(aylin.locator("#wer")).to_contain_text("Milan Kovač hat diesen Vorgang auch offen")


def test_whoever_gives_up_writes_no_more_from_that_moment(workshop: Workshop, enter: Enter) -> None:
    page = enter(workshop.milan, path=f"/vorgaenge/{workshop.guitar.number}/")
    page.get_by_role("group", name="Was jetzt?").get_by_role("link", name="Rückmelden").click()
    expect(page.get_by_label("Was wurde gesagt?")).to_be_visible()
    with page.expect_response("**/wer/") as told:
        page.evaluate(LOOK_AGAIN)
    assert "writing=1" in (told.value.request.post_data or "")
    page.wait_for_load_state("networkidle")
    with page.expect_response("**/wer/") as told:  # before the browser has emptied the dialog that it hid
        page.evaluate(GIVE_UP_AND_LOOK)
    assert "writing" not in (told.value.request.post_data or "")


def test_a_hidden_page_asks_nothing(workshop: Workshop, enter: Enter) -> None:
    page = enter(workshop.aylin, path=f"/vorgaenge/{workshop.guitar.number}/")
    page.wait_for_load_state("networkidle")
    page.evaluate(ASKED)
    page.evaluate(HIDE)
    page.evaluate(LOOK_AGAIN)
    page.evaluate("htmx.trigger('#wer', 'live')")
    page.wait_for_timeout(500)
    assert page.evaluate("document.body.dataset.asked") is None
    page.evaluate("delete document.hidden")
    with page.expect_response("**/wer/"):
        page.evaluate(LOOK_AGAIN)
