import json
import re

import pytest
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory

from crm.company.models import User


def visit(user: User | AnonymousUser) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user
    request.session = SessionStore()
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    return request


def page(request: HttpRequest, **context: object) -> str:
    bar: dict[str, object] = {"work_count": 0, "notice_count": 0, "watchdog_banner": ""}
    return render_to_string("base.html", bar | context, request=request)


@pytest.fixture
def aylin() -> User:
    return User(pk=1, username="aylin", first_name="Aylin", last_name="Demir")


def test_base_tells_htmx_to_obey_the_content_policy(aylin: User) -> None:
    config = re.search(r"name=\"htmx-config\" content='(.*?)'", page(visit(aylin)))
    assert config
    assert json.loads(config[1]) == {
        "allowEval": False,
        "includeIndicatorStyles": False,
        "selfRequestsOnly": True,
        "disableInheritance": True,
        "defaultSettleDelay": 0,
    }


def test_base_says_who_is_signed_in_and_what_waits(aylin: User) -> None:
    shown = page(visit(aylin), notice_count=2)
    assert "Angemeldet: Aylin Demir" in shown
    assert 'aria-label="2 neue Hinweise"' in shown
    assert "Abmelden" in shown


def test_base_shows_strangers_the_mark_only() -> None:
    shown = page(visit(AnonymousUser()))
    assert "Anklang" in shown
    assert "bar-nav" not in shown
    assert "Abmelden" not in shown


def test_base_shows_everybody_that_the_clock_stands_still(aylin: User) -> None:
    shown = page(visit(aylin), watchdog_banner="Die Uhr steht.")
    assert re.search(r'notice-banner" role="alert">.*?<p>Die Uhr steht\.</p>', shown, re.DOTALL)
    assert "notice-banner" not in page(visit(aylin))


def test_base_lets_good_news_leave_and_keeps_bad_news(aylin: User) -> None:
    request = visit(aylin)
    messages.success(request, "Gespeichert.")
    messages.error(request, "Jemand war schneller.")
    banner, toasts = page(request).split('id="toasts"')
    assert "Jemand war schneller." in banner
    assert "Gespeichert." not in banner
    assert "Gespeichert." in toasts
    assert "Jemand war schneller." not in toasts
