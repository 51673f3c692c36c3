"""How urgent a case is, said in the dialog of its menu: refused where nothing changes, told where it does."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from cases.models import DeadlineKind
from tests.e2e.cases.conftest import Workshop
from tests.factories.cases import make_policy

WIDTHS = [pytest.param(390, 844, id="390"), pytest.param(1280, 800, id="1280")]


@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_a_case_becomes_urgent(
    workshop: Workshop, enter: Callable[..., Page], width: int, height: int
) -> None:
    rule = make_policy(first_response=690, resolution=960, position=1, priority="urgent")
    page = enter(workshop.aylin, width=width, height=height, path=f"/vorgaenge/{workshop.guitar.number}/")
    page.locator(".case-acts summary").click()
    page.get_by_role("link", name="Dringlichkeit ändern").click()
    dialog = page.get_by_role("dialog", name="Dringlichkeit ändern")
    dialog.get_by_label("Grund").fill("Konzert am Samstag")
    dialog.get_by_role("button", name="Dringlichkeit ändern").click()
    expect(dialog.get_by_text("Die Dringlichkeit ist schon „normal“.")).to_be_visible()
    expect(dialog.get_by_label("Grund")).to_have_value("Konzert am Samstag")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    dialog.get_by_label("dringend").check()
    dialog.get_by_role("button", name="Dringlichkeit ändern").click()
    expect(page.get_by_text("ändert die Dringlichkeit von „normal“ auf „dringend“")).to_be_visible()
    first = workshop.guitar.deadlines.get(kind=DeadlineKind.FIRST_RESPONSE)
    assert (first.policy_version, first.due_at < first.promised_at) == (rule, True)
