"""The contact form in a real browser, on a phone: as quick as a machine, but its browser worked for being believed."""

from playwright.sync_api import Browser, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from contacts.models import Contact, Topic
from crm.company.models import Role
from feedback.models import QuarantinedMessage
from tests.e2e.conftest import Shop
from tests.factories.company import make_user
from tests.factories.public import open_pages

PHONE: ViewportSize = {"width": 390, "height": 844}


def test_a_quick_hand_is_believed_when_its_browser_worked_and_waits_without_a_script(
    shop: Shop, live_server: LiveServer, browser: Browser
) -> None:
    open_pages(Topic.objects.get(is_other=True), by=make_user(Role.ADMIN), takes_files=True)
    for scripts in (True, False):
        context = browser.new_context(viewport=PHONE, java_script_enabled=scripts, locale="de-DE")
        page = context.new_page()
        page.goto(f"{live_server.url}/kontakt/")
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        page.get_by_role("radio", name="Lob").check()
        page.get_by_label("Ihre Nachricht").fill("Danke für die schnelle Hilfe!")
        if scripts:
            expect(page.locator("[name=work]")).not_to_have_value("")
        page.get_by_role("button", name="Nachricht senden").click()
        expect(page.locator("h1")).to_have_text("Danke. Ihre Nachricht ist bei uns.")
        assert context.cookies() == []
        context.close()
    assert list(QuarantinedMessage.objects.values_list("reasons", flat=True)) == [["quick"]]
    assert Contact.objects.filter(channel="web").count() == 1
