"""The network goes while somebody works: the same screen goes on, the entry is kept, and it arrives exactly once."""

from collections.abc import Callable

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from contacts.models import Contact
from crm.company.devices import revoke
from crm.company.models import Role
from crm.company.shared_device import COOKIE
from tests.e2e.conftest import PATIENCE_MS, Shop
from tests.factories.company import make_user
from tests.factories.contacts import a_contact
from tests.factories.devices import cookie_of, make_device

Enter = Callable[..., Page]
READY = "html[data-offline=ready]"


@pytest.mark.any_store  # the browser decides here
@pytest.mark.browser_context_args(service_workers="allow")
def test_what_is_recorded_without_a_network_arrives_once(shop: Shop, enter: Enter) -> None:
    a_contact(shop.regular, by=shop.trainee, topic=shop.repair, at=timezone.now(), site=shop.trainee.site)
    page = enter(shop.trainee)
    page.wait_for_selector(READY)
    page.context.set_offline(True)
    page.get_by_role("combobox").press_sequentially("0176 040")
    page.get_by_role("option", name="Ulrike Maier").click()
    page.locator(".tile", has_text="Reparatur").click()
    expect(page.get_by_text("Team Werkstatt meldet sich.")).to_be_visible()
    page.get_by_label("Notiz").fill("H-Saite schnarrt.")
    page.get_by_role("button", name="Vorgang anlegen").click()
    expect(page.locator("#gespeichert")).to_contain_text("Auf dem Gerät: Laden, Reparatur.")
    expect(page.locator("#netz")).to_contain_text("1 Eintrag wartet auf diesem Gerät.")
    page.reload()  # the screen opens without a network, too
    expect(page.locator(".bar")).to_contain_text("Jonas Petersen")
    page.get_by_label("In allen Antworten suchen").fill("kostet")  # no topic chosen
    expect(page.locator("#antworten .answer")).to_contain_text("Was kostet eine Grundeinstellung? Reparatur")
    page.get_by_role("button", name="Ohne Namen").click()
    page.locator(".tile", has_text="Beratung").click()
    page.get_by_role("button", name="Sofort gelöst").click()
    expect(page.locator("#netz")).to_contain_text("2 Einträge warten")
    page.get_by_role("button", name="Rückgängig").click()
    expect(page.locator("#gespeichert")).to_contain_text("Zurückgenommen: Laden, Beratung.")
    page.get_by_role("link", name="Ansehen").click()
    expect(page.locator(".waiting-entry")).to_have_count(1)
    expect(page.locator(".waiting-entry")).to_contain_text("Ulrike Maier")
    assert not Contact.objects.filter(text="H-Saite schnarrt.").exists()
    page.context.set_offline(False)
    page.get_by_role("button", name="Jetzt senden").click()
    expect(page.get_by_role("heading", name="Nichts wartet")).to_be_visible()
    contact = Contact.objects.get(text="H-Saite schnarrt.")
    assert (contact.customer, contact.recorded_by, contact.topic) == (shop.regular, shop.trainee, shop.repair)
    assert contact.received_at > contact.recorded_at


@pytest.mark.browser_context_args(service_workers="allow")
def test_a_revoked_device_forgets_drafts_and_customers(
    shop: Shop, enter: Enter, live_server: LiveServer
) -> None:
    device = make_device(site=shop.trainee.site)
    page = enter(shop.trainee)
    page.context.add_cookies([{"name": COOKIE, "value": cookie_of(device), "url": live_server.url}])
    page.reload()
    page.wait_for_selector(READY)
    page.get_by_label("Notiz").fill("Ruft wegen der Geige an.")
    page.get_by_role("combobox").fill("Ulrike")
    wait_for_drafts(page, there=True)
    revoke(device, by=make_user(Role.ADMIN), at=timezone.now())
    page.reload()
    wait_for_drafts(page, there=False)
    page.context.set_offline(True)
    page.goto(f"{live_server.url}/erfassen/")
    expect(page.get_by_role("combobox")).to_have_count(0)


@pytest.mark.any_store  # the browser decides here
@pytest.mark.browser_context_args(service_workers="allow")
def test_a_page_says_that_the_server_is_away_while_there_is_a_network(
    shop: Shop, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = enter(shop.trainee)
    page.wait_for_selector(READY)
    with monkeypatch.context() as away:
        away.setattr(WSGIHandler, "__call__", _unavailable)
        page.reload()
        expect(page.locator("#netz")).to_contain_text("Kein Netz seit")
        page.reload()  # the worker knows it already, the page that comes does not
        expect(page.locator("#netz")).to_contain_text("Kein Netz seit")
        page.get_by_role("button", name="Ohne Namen").click()
        page.locator(".tile", has_text="Beratung").click()
        page.get_by_role("button", name="Sofort gelöst").click()
        expect(page.locator("#netz")).to_contain_text("1 Eintrag wartet auf diesem Gerät.")


def _unavailable(_self: WSGIHandler, _environ: object, start_response: Callable[..., object]) -> list[bytes]:
    start_response("503 Service Unavailable", [("Content-Type", "text/plain")])
    return [b"away"]


def wait_for_drafts(page: Page, *, there: bool) -> None:
    asked = "() => Object.keys(localStorage).some((key) => key.startsWith('erfassen:'))"
    for _tenth in range(PATIENCE_MS // 100):
        if page.evaluate(asked) is there:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"drafts are {'not ' if there else ''}there")
