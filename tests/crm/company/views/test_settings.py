"""Einstellungen: who sees the room, and what hangs in it."""

import pytest
from django.test import Client

from crm.company.models import Role
from crm.company.settings_pages import GROUPS, PAGES
from tests.factories.company import make_user

pytestmark = pytest.mark.django_db


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(make_user(role))
    return client


def test_the_administration_sees_every_page_that_has_an_address() -> None:
    answer = signed_in(Role.ADMIN).get("/einstellungen/")
    text = answer.content.decode()
    assert 'href="/kunden/einlesen/"' in text
    assert all(f">{label}<" in text for label, _pages in GROUPS if _pages)


def test_management_sees_what_it_may_look_at_and_nobody_else_comes_in() -> None:
    assert (
        'href="/kunden/einlesen/"' not in signed_in(Role.MANAGEMENT).get("/einstellungen/").content.decode()
    )
    for role in (Role.LEAD, Role.BACKOFFICE, Role.FRONTDESK):
        assert signed_in(role).get("/einstellungen/").status_code == 403


def test_the_menu_leads_there_for_those_who_may_look() -> None:
    link = '<a href="/einstellungen/">'
    assert link in signed_in(Role.ADMIN).get("/ich/").content.decode()
    assert link not in signed_in(Role.LEAD).get("/ich/").content.decode()


def test_every_page_has_a_code_of_its_own() -> None:
    assert len({page.code for page in PAGES}) == len(PAGES)
