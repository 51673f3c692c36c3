"""A day at the desk: answering, waiting, solving, taking care of an escalation, with two people on one case."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases.lifecycle import hand_over
from cases.models import Case, DeadlineKind, DeadlineState, Status
from tests.e2e.cases.conftest import Workshop, local

WIDTHS = [pytest.param(820, 1180, id="820"), pytest.param(1280, 800, id="1280")]
Enter = Callable[..., Page]


def page_of(case: Case) -> str:
    return f"/vorgaenge/{case.number}/"


@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_the_back_office_answers_waits_and_solves(
    workshop: Workshop, enter: Enter, width: int, height: int
) -> None:
    page = enter(workshop.aylin, width=width, height=height, path="/arbeit/")
    page.get_by_role("link", name="Griffbrett der Meistergitarre hebt sich.").click()
    expect(page.locator(".promise-words")).to_have_text("„Team Werkstatt antwortet bis heute, 16:50 Uhr.“")

    page.get_by_role("group", name="Was jetzt?").get_by_role("link", name="Rückmelden").click()
    dialog = page.get_by_role("dialog", name="Rückmelden")
    expect(dialog.get_by_label("Was wurde gesagt?")).to_be_focused()
    dialog.get_by_label("Was wurde gesagt?").fill("Bitte nicht spielen und bis Mittwoch bringen.")
    dialog.get_by_role("button", name="Kontakt speichern").click()
    expect(page.get_by_text("„Bitte nicht spielen und bis Mittwoch bringen.“")).to_be_visible()
    expect(page.get_by_text("Geantwortet: heute, 15:")).to_be_visible()

    page.get_by_role("link", name="Warten bis …").click()
    dialog = page.get_by_role("dialog", name="Warten bis …")
    dialog.get_by_label("Bis zum Tag").fill("2026-03-04")
    dialog.get_by_label("Uhrzeit").fill("12:00")
    dialog.get_by_role("button", name="Warten").click()
    expect(dialog.get_by_text("Bitte schreiben Sie, worauf gewartet wird.")).to_be_visible()
    dialog.get_by_label("Grund").fill("bringt die Gitarre")
    dialog.get_by_role("button", name="Warten").click()
    expect(page.locator(".promise-words")).to_contain_text(
        "Wir warten auf Ulrike Maier, spätestens bis Mi 12:00."
    )

    page.get_by_role("link", name="Lösen").click()
    dialog = page.get_by_role("dialog", name="Lösen")
    dialog.get_by_label("Ergebnis").fill("Steg und Griffbrett geleimt.")
    dialog.get_by_role("button", name="Vorgang lösen").click()
    expect(page.locator(".promise-words")).to_contain_text("Gelöst heute")

    case = Case.objects.get(pk=workshop.guitar.pk)
    assert case.status == Status.RESOLVED
    assert case.deadlines.get(kind=DeadlineKind.FIRST_RESPONSE).state == DeadlineState.MET
    assert case.pauses.get().until == local("2026-03-04 12:00")


@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_the_lead_takes_care_of_an_escalation(
    workshop: Workshop, enter: Enter, width: int, height: int
) -> None:
    page = enter(workshop.milan, width=width, height=height, path="/arbeit/?liste=eskaliert")
    page.get_by_role("link", name="Rechnung doppelt bekommen").click()
    page.wait_for_load_state()
    page.get_by_role("link", name="Gesehen, ich kümmere mich").click()
    dialog = page.get_by_role("dialog", name="Gesehen, ich kümmere mich")
    expect(dialog.get_by_label("Ich sehe wieder nach am")).to_have_value("2026-03-03")
    dialog.get_by_role("button", name="Ich kümmere mich").click()
    expect(page.get_by_text("hat es gesehen und kümmert sich")).to_be_visible()
    expect(page.get_by_text("noch hat niemand geantwortet")).to_have_count(0)
    page.goto(page.url.partition("/vorgaenge")[0] + "/arbeit/?liste=eskaliert")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nichts überfällig, nichts offen.")


def test_who_was_faster_is_said_and_the_text_is_kept(workshop: Workshop, enter: Enter) -> None:
    page = enter(workshop.aylin, width=1280, path=page_of(workshop.guitar))
    page.keyboard.press("w")
    dialog = page.get_by_role("dialog", name="Warten bis …")
    dialog.get_by_label("Grund").fill("Foto erbeten")
    case = workshop.guitar
    hand_over(case.pk, team=case.team, owner=workshop.lena, by=workshop.milan, at=timezone.now())
    dialog.get_by_role("button", name="Warten").click()
    notice = dialog.get_by_role("alert")
    expect(notice).to_contain_text("Jemand war schneller. Milan Kovač hat um 15:")
    expect(notice).to_be_focused()
    expect(dialog.get_by_label("Grund")).to_have_value("Foto erbeten")
    dialog.get_by_role("button", name="Warten").click()
    expect(page.locator(".promise")).to_contain_text("Foto erbeten")


def test_a_note_survives_a_closed_dialog(workshop: Workshop, enter: Enter) -> None:
    page = enter(workshop.aylin, width=1280, path=page_of(workshop.guitar))
    page.keyboard.press("n")
    page.get_by_role("dialog").get_by_label("Notiz").fill("Leim bestellt")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.reload()
    page.keyboard.press("n")
    expect(page.get_by_role("dialog").get_by_label("Notiz")).to_have_value("Leim bestellt")


def test_without_scripts_every_act_is_a_page(workshop: Workshop, enter: Enter) -> None:
    page = enter(workshop.aylin, width=820, path=page_of(workshop.cello), java_script_enabled=False)
    page.get_by_role("link", name="Notiz").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Notiz")
    page.get_by_role("button", name="Notiz speichern").click()
    expect(page.get_by_text("Bitte schreiben Sie eine Notiz.")).to_be_visible()
    page.get_by_label("Notiz").fill("Foto ist unterwegs")
    page.get_by_role("button", name="Notiz speichern").click()
    expect(page.get_by_text("Foto ist unterwegs")).to_be_visible()
    page.get_by_role("button", name="Weiterarbeiten").click()
    expect(page.locator(".promise-words")).to_contain_text("Team Werkstatt löst das bis")


def test_keys_walk_through_the_list(workshop: Workshop, enter: Enter) -> None:
    page = enter(workshop.aylin, width=1280, path="/arbeit/")
    for key in "jjk":
        page.keyboard.press(key)
    expect(page.get_by_role("link", name="Rechnung doppelt bekommen")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Rechnung doppelt bekommen")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 820, 1280])
def test_nothing_stands_in_anybodys_way(workshop: Workshop, enter: Enter, width: int, scheme: str) -> None:
    page = enter(workshop.aylin, width=width, path="/arbeit/?liste=alle", color_scheme=scheme)
    assert_accessible(page)
    page.goto(page.url.partition("/arbeit")[0] + page_of(workshop.cello))
    page.locator(".why > summary").click()
    assert_accessible(page)
    page.keyboard.press("l")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert_accessible(page)


def assert_accessible(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
