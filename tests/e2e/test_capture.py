"""The counter in a real browser: few taps on a tablet, by keyboard, without scripts, and nothing typed is lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import ConsoleMessage, Page, Route, expect

from cases.models import Case
from contacts.models import Channel, Contact, Customer, Void
from feedback.models import Feedback, VoiceKind
from tests.e2e.conftest import Shop

Enter = Callable[..., Page]
SAVED = "#gespeichert:not([hidden])"


class Hand:
    """Taps like a finger and counts; typing is no tap."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def tap(self, selector: str) -> None:
        target = self.page.locator(selector)
        box = target.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 43.5, f"{selector} is smaller than a finger: {box}"
        target.tap()
        self.taps += 1


def search(page: Page, words: str) -> None:
    page.locator("#wer").press_sequentially(words)
    expect(page.locator("[data-answers]")).to_have_attribute("data-answers", words)
    expect(page.locator("#person [role=option], #person .hits-none").first).to_be_visible()


# A tap may leave the page while its preview is still under way: htmx logs the request that nobody needs any more.
OVERTAKEN = ("htmx:afterRequest", "htmx:sendAbort")


def listen(page: Page) -> list[str]:
    """What the console complains about from now on."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(OVERTAKEN):
            said.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def test_a_trainee_records_a_complaint_by_phone_on_a_tablet(enter: Enter, shop: Shop) -> None:
    page = enter(shop.trainee, has_touch=True)
    said, hand = listen(page), Hand(page)
    expect(page.locator("#wer")).to_be_focused()
    page.locator("#wer").press_sequentially("04069083")
    page.keyboard.press("Enter")  # at once: who alone has this number is taken as soon as they are found
    expect(page.locator(".hit[aria-selected=true]")).to_contain_text("Ulrike Maier")
    hand.tap(".segment:has-text('Telefon')")
    hand.tap(".tile:has-text('Reparatur')")
    hand.tap(".segment:has-text('Beschwerde')")
    page.locator("#notiz").fill("H-Saite schnarrt schon wieder.")
    expect(page.locator("#versprechen")).to_contain_text("„Team Werkstatt antwortet bis")
    expect(page.locator(".act-solved")).to_contain_text(
        "Beschwerde: Der Vorgang ist gleich angelegt und gelöst."
    )
    assert not scrolls(page)
    hand.tap(".act-promise")
    expect(page.locator(SAVED)).to_contain_text("Gespeichert: Telefon, Reparatur.")
    contact = Contact.objects.latest("id")
    assert (contact.customer, contact.channel, contact.topic) == (shop.regular, "phone", shop.repair)
    assert contact.text == "H-Saite schnarrt schon wieder."
    assert Feedback.objects.get().kind == VoiceKind.COMPLAINT
    assert Case.objects.get().is_complaint
    assert hand.taps == 4
    assert said == []


@pytest.mark.parametrize("reduced", [False, True])
def test_a_known_person_on_the_usual_channel_takes_three_taps(
    enter: Enter, shop: Shop, reduced: bool
) -> None:
    type(shop.trainee).objects.filter(pk=shop.trainee.pk).update(reduced_view=reduced)
    page = enter(shop.trainee, has_touch=True)
    hand = Hand(page)
    search(page, "maier")
    hand.tap(".hit:has-text('Ulrike')")
    hand.tap(".tile:has-text('Saiten')")
    hand.tap(".act-solved")
    expect(page.locator(SAVED)).to_contain_text("Gespeichert: Laden, Saiten und Pflege.")
    expect(page.locator("#wer")).to_be_focused()
    assert hand.taps == 3


def test_somebody_new_takes_at_most_eight_taps(enter: Enter, shop: Shop) -> None:
    page = enter(shop.trainee, has_touch=True)
    hand = Hand(page)
    search(page, "anna neumann 0171 2345678")
    hand.tap("#neu")
    hand.tap(".segment:has-text('Telefon')")
    hand.tap(".tile:has-text('Lieferung')")
    hand.tap(".chip:has-text('Messe')")
    expect(page.get_by_text("„Was hat Sie zuerst zu uns geführt?“")).to_be_visible()
    hand.tap(".chip:has-text('Instrument kaufen')")
    expect(page.locator(".act-promise")).not_to_have_attribute("aria-disabled", "true")
    assert not scrolls(page)
    hand.tap(".act-promise")
    expect(page.locator(SAVED)).to_contain_text("Gespeichert: Telefon, Lieferung.")
    made = Customer.objects.latest("id")
    assert (made.name, made.phones.get().raw) == ("Anna Neumann", "0171 2345678")
    assert (str(made.source), str(made.reason)) == ("Messe", "Instrument kaufen")
    assert hand.taps == 6


def test_a_search_still_waiting_does_not_push_away_the_person_chosen(enter: Enter, shop: Shop) -> None:
    page = enter(shop.trainee, has_touch=True)
    search(page, "maier")

    def later(route: Route) -> None:
        page.wait_for_timeout(300)  # longer than the search waits for the next key
        route.continue_()

    page.route("**/erfassen/person/*", later)
    page.evaluate(
        """() => {
             const field = document.getElementById("wer");
             field.value = "maier l";
             field.dispatchEvent(new InputEvent("input", { bubbles: true }));
             [...document.querySelectorAll("#person .hit")].find((hit) => hit.textContent.includes("Ulrike")).click();
           }"""
    )
    page.wait_for_timeout(1000)
    expect(page.locator(".hit[aria-selected=true]")).to_contain_text("Ulrike Maier")


def test_undo_within_ten_seconds_and_from_the_list(enter: Enter, shop: Shop) -> None:
    page = enter(shop.trainee, has_touch=True)
    for name, topic in (("Ulrike", "Beratung"), ("Ulrich", "Rechnung")):
        search(page, "maier")
        page.locator(f".hit:has-text('{name}')").tap()
        expect(page.locator(".hit[aria-selected=true]")).to_contain_text(name)
        page.locator(f".tile:has-text('{topic}')").tap()
        page.locator(".act-solved").tap()
        expect(page.locator(SAVED)).to_contain_text(f"Gespeichert: Laden, {topic}.")
    page.locator("#gespeichert button").tap()
    expect(page.locator(SAVED)).to_contain_text("Zurückgenommen: Laden, Rechnung.")
    page.locator("#zuletzt > summary").tap()
    page.get_by_role("button", name="Rückgängig: Ulrike Maier, Laden, Beratung").tap()
    expect(page.locator(".recent-line.is-void")).to_have_count(2)
    assert Void.objects.count() == 2


def test_noch_ein_anliegen_keeps_person_and_encounter(enter: Enter, shop: Shop) -> None:
    page = enter(shop.trainee, has_touch=True)
    search(page, "maier")
    page.locator(".hit:has-text('Ulrike')").tap()
    page.locator(".tile:has-text('Beratung')").tap()
    page.locator(".act-solved").tap()
    page.get_by_role("link", name="Noch ein Anliegen").tap()
    expect(page.locator(".hit[aria-selected=true]")).to_contain_text("Ulrike Maier")
    page.locator(".tile:has-text('Rechnung')").tap()
    page.locator(".act-solved").tap()
    expect(page.locator(SAVED)).to_contain_text("Rechnung")
    newest, before = Contact.objects.order_by("-id")[:2]
    assert newest.encounter == before.encounter
    assert newest.customer == before.customer == shop.regular


def test_the_whole_journey_by_keyboard(enter: Enter, shop: Shop) -> None:
    page = enter(shop.trainee, width=1280, height=800)
    said, keys = listen(page), page.keyboard
    keys.press("Control+Enter")
    expect(page.locator(".act-solved")).to_contain_text("Noch offen: Person und Anliegen")
    expect(page.locator("#wer")).to_be_focused()
    search(page, "mayer")
    keys.press("ArrowDown")
    keys.press("ArrowUp")
    keys.press("Enter")
    expect(page.locator(".hit[aria-selected=true]")).to_contain_text("Ulrich Mayer")
    keys.press("Control+Enter")
    expect(page.locator(".tile input").first).to_be_focused()
    keys.press("ArrowRight")
    expect(page.locator(".tile:has(:checked)")).to_contain_text("Ersatzteil")
    keys.press("Control+Shift+Enter")
    expect(page.locator("#notiz")).to_be_focused()
    keys.type("Steg für eine Meistergitarre")
    keys.press("Control+Shift+Enter")
    expect(page.locator("[name=picks_up]")).to_be_focused()
    keys.press("Space")
    keys.press("Control+Shift+Enter")
    expect(page.locator(SAVED)).to_contain_text("Gespeichert: Laden, Ersatzteil.")
    expect(page.locator("#wer")).to_be_focused()
    contact = Contact.objects.latest("id")
    assert (contact.customer, contact.picks_up) == (shop.stranger, True)
    assert said == []


@pytest.mark.parametrize("reduced", [False, True])
def test_a_rare_topic_on_any_channel_takes_four_taps(enter: Enter, shop: Shop, reduced: bool) -> None:
    type(shop.trainee).objects.filter(pk=shop.trainee.pk).update(reduced_view=reduced)
    page = enter(shop.trainee, has_touch=True)
    search(page, "maier")
    page.keyboard.press("Enter")
    hand = Hand(page)
    hand.tap("[popovertarget=alle-anliegen] >> nth=0")
    page.keyboard.type("mitarb")
    page.keyboard.press("Enter")
    expect(page.locator(".tile:has(:checked)")).to_contain_text("Mitarbeitende")
    expect(page.locator("#antworten")).to_contain_text("Vertraulich")
    so_far = hand.taps
    for channel in Channel.labels:
        hand.taps = so_far
        if not page.locator(f".segment:has-text('{channel}')").is_visible():
            hand.tap(".segment-more")
        hand.tap(f".segment:has-text('{channel}')")
        expect(page.locator(".segment:has([name=channel]:checked)")).to_have_text(str(channel))
        expect(page.locator(".act-solved")).not_to_have_attribute("aria-disabled", "true")
        assert hand.taps + 1 <= 4, channel
    hand.tap(".act-solved")
    expect(page.locator(SAVED)).to_contain_text("Gespeichert: Besuch, Vertraulich")
    contact = Contact.objects.latest("id")
    assert (contact.channel, contact.topic and contact.topic.name) == ("visit", "Mitarbeitende")
    assert contact.customer is not None


def test_a_draft_survives_a_reload(enter: Enter, shop: Shop) -> None:
    page = enter(shop.trainee, has_touch=True)
    search(page, "anna neumann")
    page.locator("#neu").tap()
    page.locator("[name=new_phone]").fill("0171 2345678")
    page.locator(".segment:has-text('Telefon')").tap()
    page.locator(".tile:has-text('Garantie')").tap()
    page.locator("#notiz").fill("Riss in der Decke")
    page.wait_for_function("() => JSON.stringify(localStorage).includes('Riss')")
    before = page.locator("[name=client_id]").input_value()
    page.reload()
    expect(page.locator("[data-draft-back]")).to_be_visible()
    expect(page.locator("[name=new_phone]")).to_have_value("0171 2345678")
    expect(page.locator("#notiz")).to_have_value("Riss in der Decke")
    expect(page.locator("[name=client_id]")).to_have_value(before)
    expect(page.locator(".tile:has(:checked)")).to_contain_text("Garantie")
    page.locator(".act-promise").tap()
    expect(page.locator(SAVED)).to_contain_text("Gespeichert: Telefon, Garantie.")
    page.reload()
    expect(page.locator("#notiz")).to_have_value("")
    assert Customer.objects.latest("id").name == "Anna Neumann"


def test_a_lost_network_loses_nothing_and_the_second_tap_saves_once(enter: Enter, shop: Shop) -> None:
    page = enter(shop.trainee, has_touch=True)

    def lose_the_answer(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch(max_redirects=0)  # it arrives, the answer does not
            route.abort()
        else:
            route.continue_()

    search(page, "maier")
    page.locator(".hit:has-text('Ulrike')").tap()
    page.locator(".tile:has-text('Beratung')").tap()
    page.route("**/erfassen/", lose_the_answer)
    page.locator(".act-solved").tap()
    expect(page.locator("[data-failure=network]")).to_be_visible()
    assert Contact.objects.filter(topic__name="Beratung").count() == 1
    page.unroute("**/erfassen/")
    page.locator(".act-solved").tap()
    expect(page.locator(SAVED)).to_contain_text("Gespeichert: Laden, Beratung.")
    assert Contact.objects.filter(topic__name="Beratung").count() == 1


def test_an_ended_session_asks_to_sign_in_and_keeps_the_draft(enter: Enter, shop: Shop) -> None:
    page = enter(shop.trainee, has_touch=True)
    cookies = page.context.cookies()
    search(page, "maier")
    page.locator(".hit:has-text('Ulrike')").tap()
    page.locator(".tile:has-text('Beratung')").tap()
    page.locator("#notiz").fill("Welche Saiten?")
    page.wait_for_timeout(400)
    page.context.clear_cookies(name="sessionid")
    page.locator(".act-solved").tap()
    page.wait_for_url("**/konto/login/**")
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    page.goto(page.url.split("/konto/")[0] + "/erfassen/")
    expect(page.locator("#notiz")).to_have_value("Welche Saiten?")
    expect(page.locator(".hit[aria-selected=true]")).to_contain_text("Ulrike Maier")


def test_a_refusal_keeps_everything_and_takes_the_focus(enter: Enter, shop: Shop) -> None:
    page = enter(shop.trainee, has_touch=True)
    search(page, "maier")
    page.locator(".hit:has-text('Ulrike')").tap()
    page.locator(".tile:has-text('Beratung')").tap()
    page.locator("#notiz").fill("Welche Saiten?")
    shop.regular.contacts.update(customer=None)
    page.locator("[name=customer]").first.evaluate("field => field.value = '999999'")
    page.locator(".act-solved").tap()
    expect(page.locator("#fehler")).to_be_focused()
    expect(page.locator("#fehler")).to_contain_text("Noch nicht gespeichert.")
    expect(page.locator("#notiz")).to_have_value("Welche Saiten?")


def test_a_plain_form_without_javascript(enter: Enter, shop: Shop) -> None:
    page = enter(shop.trainee, java_script_enabled=False)
    for channel in (
        "Laden",
        "Telefon",
        "Internet",
        "E-Mail",
        "Zeitschrift",
        "Chat",
        "Brief",
        "Messe",
        "Besuch",
    ):
        expect(page.locator(f".segment:has-text('{channel}')").first).to_be_visible()
    page.locator("#notiz").fill("Wann ist sie fertig?")
    page.locator(".tile:has-text('Reparatur') input").check()
    page.locator("#wer").fill("maier")
    page.get_by_role("button", name="Suchen").click()
    page.locator(".hit:has-text('Ulrike')").click()
    expect(page.locator(".hit[aria-selected=true]")).to_contain_text("Ulrike Maier")
    expect(page.locator("#antworten")).to_contain_text("Saite schnarrt an einer Stelle")
    page.get_by_role("button", name="Vorgang anlegen").click()
    expect(page.locator(SAVED)).to_contain_text("Gespeichert: Laden, Reparatur.")
    assert Contact.objects.latest("id").text == "Wann ist sie fertig?"
    page.get_by_role("button", name="Rückgängig").first.click()
    expect(page.locator(SAVED)).to_contain_text("Zurückgenommen: Laden, Reparatur.")


@pytest.mark.parametrize(("width", "height"), [(390, 844), (820, 1180), (1180, 820), (1280, 800)])
def test_the_keys_are_in_reach_and_nothing_is_cut_off(
    enter: Enter, shop: Shop, width: int, height: int
) -> None:
    page = enter(shop.trainee, width=width, height=height)
    search(page, "maier")
    page.locator(".hit:has-text('Ulrike')").click()
    page.locator(".tile:has-text('Reparatur')").click()
    expect(page.locator("#antworten .answer").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    box = page.locator(".act-promise").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= height
    assert scrolls(page) is (width == 390)


def scrolls(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollHeight > innerHeight"))
