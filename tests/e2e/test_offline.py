"""The network goes while somebody works: the same screen goes on, the entry is kept, and it arrives exactly once."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from contacts.models import Contact
from tests.e2e.conftest import Shop
from tests.factories.contacts import a_contact

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
