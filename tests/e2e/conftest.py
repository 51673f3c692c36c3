"""A small music shop behind a live server, and browsers of several sizes that are signed in to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from cases.models import Answer
from contacts.models import Customer, Topic
from contacts.sources import Origin
from crm.company.models import Installation, Role, User
from tests.factories.cases import make_policy
from tests.factories.company import make_site, make_team, make_user
from tests.factories.contacts import a_campaign, a_contact, a_customer, a_product, a_reason, a_source

TOPICS = (
    ("Reparatur", "wrench"),
    ("Ersatzteil", "box"),
    ("Lieferung", "truck"),
    ("Beratung", "chat"),
    ("Saiten und Pflege", "music"),
    ("Rechnung", "receipt"),
    ("Garantie", "shield"),
    ("Händler finden", "pin"),
    ("Mitarbeitende", "users"),
    ("Sonstiges", "question"),
)
PATIENCE_MS = (
    20_000  # more than a page that asks every 15 s needs, on a machine that is busy with other tests
)
expect.set_options(timeout=PATIENCE_MS)
SOURCES = ("Zeitschrift", "Empfehlung", "Internet", "Messe", "Vorbeigekommen")


@dataclass(frozen=True)
class Shop:
    """Who and what there is. `trainee` stands at the counter in Lindau."""

    trainee: User
    regular: Customer
    stranger: Customer
    repair: Topic


@pytest.fixture
def shop(transactional_db: None) -> Shop:
    cache.clear()
    Installation.objects.get_or_create(
        id=1, defaults={"kind": Installation.TEST, "created_at": timezone.now()}
    )
    make_policy()
    site = make_site(name="Laden Lindau")
    trainee = make_user(Role.FRONTDESK, username="jonas", first_name="Jonas", last_name="Petersen", site=site)
    team = make_team((trainee,), name="Werkstatt", site=site)
    topics = {
        name: Topic.objects.create(
            name=name,
            icon=icon,
            team=team,
            position=place,
            confidential=name == "Mitarbeitende",
            is_other=name == "Sonstiges",
        )
        for place, (name, icon) in enumerate(TOPICS)
    }
    Answer.objects.create(
        topic=topics["Reparatur"],
        title="Saite schnarrt an einer Stelle",
        text="Halskrümmung prüfen: Saite am 1. und 14. Bund drücken. Mehr als eine Postkarte Luft am 7. Bund? "
        "Halsstab eine Vierteldrehung nach rechts.",
        helped=34,
    )
    Answer.objects.create(
        topic=topics["Reparatur"],
        title="Was kostet eine Grundeinstellung?",
        text="Gitarre 49 Euro, Bass 59 Euro.",
        helped=12,
    )
    sources = [a_source(name, position=place) for place, name in enumerate(SOURCES)]
    reasons = [
        a_reason(name, position=place)
        for place, name in enumerate(("Instrument kaufen", "Reparatur", "Unterricht"))
    ]
    a_campaign("AKUSTIK-11", source=sources[0])
    a_product("Meistergitarre")
    known = Origin(source=sources[1], reason=reasons[0])
    regular = a_customer(
        "Maier", first_name="Ulrike", phone="0176 04069083", postal_code="88131", city="Lindau", origin=known
    )
    stranger = a_customer("Mayer", first_name="Ulrich", postal_code="88131", city="Lindau")
    a_customer(
        "", kind="organisation", organisation="Musikhaus Maier OHG", phone="08381 2233", city="Lindenberg"
    )
    a_customer(
        "Meier-Lind", first_name="Katharina", email="katharina@example.org", city="Bregenz", country="AT"
    )
    a_contact(regular, by=trainee, topic=topics["Saiten und Pflege"], at=timezone.now() - timedelta(days=21))
    return Shop(trainee=trainee, regular=regular, stranger=stranger, repair=topics["Reparatur"])


@pytest.fixture
def enter(new_context: Any, live_server: LiveServer) -> Callable[..., Page]:
    """`enter(user, width=820, height=1180, ...)`: a page of a signed-in browser; further words go to the context."""

    def _enter(
        user: User, *, width: int = 820, height: int = 1180, path: str = "/erfassen/", **more: Any
    ) -> Page:
        context: BrowserContext = new_context(
            viewport={"width": width, "height": height}, locale="de-DE", timezone_id="Europe/Berlin", **more
        )
        sign_in(context, user, live_server)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(f"{live_server.url}{path}")
        return page

    return _enter


def sign_in(context: BrowserContext, user: User, live_server: LiveServer) -> None:
    """The session cookie, as a sign-in by password would leave it."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
