"""Every page for everybody: nothing for axe to find, nothing cut off, nothing broken, nothing from elsewhere.

U1 and S12: each page at three widths, as the person who works with it, in a company that is lived in. axe looks at a
phone or a desktop by day and at a tablet by night; that nothing is cut off is asked at every width.
"""

import os
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from typing import Any, Literal, NamedTuple
from zlib import crc32

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, Response
from pytest_django.live_server_helper import LiveServer

from cases.models import Case, Status
from contacts.models import Customer, Topic
from crm.celery import TIMETABLE
from crm.company.models import Device, User
from crm.company.shared_device import COOKIE
from crm.lib.tokens import token_hash
from crm.outbox.heartbeat import beat
from feedback.answering import Given, answer, opt_out
from feedback.ideas import new_idea, put_to_idea
from feedback.models import Feedback, Idea, IdeaNews, Invitation
from tests.e2e.conftest import sign_in
from tests.e2e.every_page import DECLINED, HIGH, LOW, NEWS, NOT_A_PAGE, OVER, SURVEYS, TABLET, Look, pages
from tests.factories.cases import captured
from tests.factories.consents import a_consent
from tests.factories.devices import cookie_of
from tests.factories.surveys import asked

# The widths take turns from page to page; A11Y=all asks axe for everything everywhere.
EVERYWHERE = os.environ.get("A11Y") == "all"
NO_RULE: dict[str, Any] = {"runOnly": ["document-title"]}
EVERY_RULE: dict[str, Any] = {"resultTypes": ["violations"], "preload": False, "selectors": False}


class Sight(NamedTuple):
    """A screen, and what axe asks there. The dark scheme gives other colours to the same elements."""

    width: int
    height: int
    scheme: Literal["light", "dark"]
    rules: dict[str, Any]


SIGHTS = (
    Sight(390, 844, "light", EVERY_RULE),
    Sight(820, 1180, "dark", EVERY_RULE | {"runOnly": ["color-contrast", "link-in-text-block"]}),
    Sight(1280, 800, "light", EVERY_RULE),
)
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"

# Colours fade for a moment after the scheme has changed; a spinning sign never ends and is not waited for.
LOOK = """async (rules) => {
  await new Promise((ready) => requestAnimationFrame(() => requestAnimationFrame(ready)));
  const moving = document.getAnimations().filter((each) => isFinite(each.effect.getComputedTiming().endTime));
  await Promise.all(moving.map((each) => each.finished.catch(() => null)));
  const { violations } = await axe.run(document, rules);
  const html = document.documentElement;
  return {
    axe: violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`)),
    wider: html.scrollWidth - html.clientWidth,
    lang: html.lang,
    headings: document.querySelectorAll("h1").length,
    title: document.title.split("·")[0].trim(),
  };
}"""


def addresses(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str]]:
    """Path and name of everything the product answers, those of included apps with what stands before them."""
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield path, entry.name or ""
        else:
            yield from addresses(entry, path)


def test_every_page_is_looked_at() -> None:
    """A new page goes into the table of `every_page.py`, or among those that are none."""
    answering = {name for path, name in addresses(get_resolver()) if not re.match(r"\^?api/", path)}
    listed = {look.name for look in pages()}
    assert answering | {"api_docs"} == listed | set(NOT_A_PAGE)
    assert listed & set(NOT_A_PAGE) == set()


@pytest.fixture
def lived_in(transactional_db: None) -> None:
    """The small demo company, with names and words longer than anybody expects, on a day when every clock runs."""
    call_command("demo", size="small", seed=7, stdout=StringIO())
    now = timezone.now()
    for entry in TIMETABLE:
        beat(entry.name, ran_at=now, took_ms=1, handled=0, failed=0)
    leader = User.objects.get(username="leitung")
    someone = Customer.objects.filter(kind="person", address__isnull=False).latest("pk")
    Customer.objects.filter(pk=someone.pk).update(last_name=LONG)
    ours = Topic.objects.filter(team__lead__username="teamleitung", confidential=False)
    captured(
        ours.latest("pk"), by=leader, at=now, customer=someone.pk, text=f"{LONG}\n{LONG} {LONG}", voice="wish"
    )
    new_idea(title=LONG, by=leader, at=now)
    surveys(now)
    done = {"status": "built", "decided_at": now, "decision_reason": LONG, "built_at": now}
    built = Idea.objects.create(title=f"{LONG} {LONG}"[:160], created_at=now, **done)
    put_to_idea(Feedback.objects.filter(kind="wish").latest("pk"), built, by=leader, at=now)
    IdeaNews.objects.create(
        idea=Idea.objects.earliest("pk"), customer=someone, token_hash=token_hash(NEWS), created_at=now
    )
    a_consent(someone, "news", at=now, source="am Telefon gesagt", by=leader)


def surveys(now: datetime) -> None:
    closed = Case.objects.filter(status=Status.RESOLVED, customer__isnull=False, topic__confidential=False)
    fresh = closed.exclude(pk__in=Invitation.objects.filter(case__isnull=False).values("case")).order_by(
        "-pk"
    )[: len(SURVEYS)]
    sent = {}
    for key, case in zip(SURVEYS, fresh, strict=True):
        assert case.customer is not None
        asked_at = now - timedelta(days=20 if key == OVER else 0)
        sent[key] = Invitation.objects.create(
            **asked(),
            case=case,
            customer=case.customer,
            token_hash=token_hash(key),
            created_at=asked_at,
            expires_at=asked_at + timedelta(days=13),
        )
    answer(sent[LOW].pk, Given(solved="no", score=2, text=LONG), at=now)
    answer(sent[HIGH].pk, Given(solved="yes", score=5), at=now)
    opt_out(sent[DECLINED].pk, at=now)


class Visitor:
    """One person's browser, reused for all of their pages. What it says and whom it calls is written down."""

    def __init__(self, browser: Browser, user: str, server: LiveServer) -> None:
        self.server = server
        self.context: BrowserContext = browser.new_context(
            locale="de-DE",
            timezone_id="Europe/Berlin",
            reduced_motion="reduce",
            service_workers="block",
        )
        if user == TABLET:
            cookie = cookie_of(Device.objects.get())
            self.context.add_cookies([{"name": COOKIE, "value": cookie, "url": server.url}])
        elif user:
            sign_in(self.context, User.objects.get(username=user), server)
        self.page: Page = self.context.new_page()
        self.heard: list[str] = []
        self.status = 0
        self.page.on("console", lambda said: self.hear(said.type == "error", said.text))
        self.page.on("pageerror", lambda error: self.hear(True, str(error)))
        self.page.on("response", self.note_status)
        self.page.on("request", lambda request: self.hear(self.is_elsewhere(request.url), request.url))

    def hear(self, matters: bool, words: str) -> None:
        if matters:
            self.heard.append(words)

    def note_status(self, response: Response) -> None:
        """The last page that was opened counts, after all redirects."""
        if response.request.is_navigation_request():
            self.status = response.status

    def is_elsewhere(self, url: str) -> bool:
        return not url.startswith((self.server.url + "/", "data:", "blob:"))

    def look(self, look: Look) -> list[str]:
        """What is wrong with a page, on every screen."""
        self.heard.clear()
        self.page.goto(f"{self.server.url}{look.path}")
        if look.do:
            look.do(self.page)
        wrong = [] if self.status == look.status else [f"status {self.status}"]
        self.page.evaluate(AXE_SCRIPT)
        turn = crc32(look.name.encode())
        asked = {(390, 1280)[turn % 2], *((820,) if turn % 3 == 0 else ())}
        lang = "en" if "sprache=en" in look.query else "de"
        for width, height, scheme, wanted in SIGHTS:
            rules = wanted if width in asked or EVERYWHERE else NO_RULE
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.emulate_media(color_scheme=scheme)
            wrong += [f"{width} {scheme}: {what}" for what in faults(self.page.evaluate(LOOK, rules), lang)]
        refusal = (
            f"{look.status} (" if look.status >= 400 else "\0"
        )  # the browser notes a refusal it was meant to get
        return wrong + [words for words in self.heard if refusal not in words]


def faults(seen: dict[str, Any], lang: str) -> list[str]:
    found: list[str] = [*seen["axe"]]
    if seen["wider"] > 0:
        found.append(f"{seen['wider']} px wider than the screen")
    if seen["lang"] != lang:
        found.append(f"its language is {seen['lang']!r}")
    if seen["headings"] != 1:
        found.append(f"{seen['headings']} main headings")
    if not seen["title"]:
        found.append("no title")
    return found


@pytest.mark.skipif(not settings.EMBEDDED_DATABASE, reason="pages look the same on every database")
@pytest.mark.parametrize("half", [0, 1], ids=["even", "odd"])  # two cores share what takes longest
def test_no_page_stands_in_anybodys_way(
    lived_in: None, browser: Browser, live_server: LiveServer, half: int
) -> None:
    visitors: dict[str, Visitor] = {}
    wrong: list[str] = []
    for look in pages()[half::2]:
        if look.user not in visitors:
            visitors[look.user] = Visitor(browser, look.user, live_server)
        wrong += [f"{look}: {what}" for what in visitors[look.user].look(look)]
    for visitor in visitors.values():
        visitor.context.close()
    assert not wrong, "\n".join(wrong)
