"""Answers at the counter in a real browser: found over all topics, taken over, and why it became a case in one tap."""

from playwright.sync_api import expect

from cases.models import AnswerGap, AnswerUse, Hindrance
from contacts.models import Contact
from tests.e2e.conftest import Shop
from tests.e2e.test_capture import SAVED, Enter, Hand, listen, search


def test_an_answer_of_another_topic_helps_and_the_reason_is_one_tap(enter: Enter, shop: Shop) -> None:
    page = enter(shop.trainee, has_touch=True)
    said, hand = listen(page), Hand(page)
    search(page, "maier lind")
    hand.tap(".hit:has-text('Ulrike')")
    page.locator("#antwort-suche").press_sequentially("grundeinst")
    expect(page.locator("#antworten summary")).to_have_count(1)
    hand.tap("[data-takes-topic]")
    expect(page.locator(".tile:has-text('Reparatur') input")).to_be_checked()
    expect(page.locator("#antworten")).not_to_contain_text("Anliegen wählen")
    hand.tap(".answer[open] .helped")
    hand.tap(".act-solved")
    expect(page.locator(SAVED)).to_be_visible()
    assert AnswerUse.objects.get().answer.title == "Was kostet eine Grundeinstellung?"
    search(page, "maier lind")
    hand.tap(".hit:has-text('Ulrike')")
    hand.tap(".tile:has-text('Reparatur')")
    hand.tap(".zone-title .answer-missing")
    taps = hand.taps
    hand.tap(".act-promise")
    hand.tap("#woran-parts")
    assert hand.taps - taps == 2  # saving, and one more for whoever wants to say why
    expect(page.locator("#woran")).to_contain_text("Notiert, es lag an:")
    expect(page.locator("#woran-parts")).to_be_focused()
    contact = Contact.objects.latest("pk")
    assert (Hindrance.objects.get().contact, AnswerGap.objects.get().contact) == (contact, contact)
    assert said == []
