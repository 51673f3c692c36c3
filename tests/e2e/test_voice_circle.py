"""What customers say goes all the way round: by a sign in the shop, by survey, at the counter; and is answered."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from cases.lifecycle import close
from cases.models import Case
from contacts.models import EmailAddress, Purpose, Topic
from crm.company.models import Role, Site, User
from crm.outbox.models import Notice
from feedback.models import Feedback, SurveyAnswer
from feedback.praising import sweep_praise
from feedback.survey_building import Question, save_questions
from feedback.survey_standard import standard_survey
from feedback.surveys import invite
from tests.e2e.conftest import Shop
from tests.factories.cases import captured
from tests.factories.company import make_user
from tests.factories.consents import a_consent
from tests.factories.public import a_place, open_pages

Enter = Callable[..., Page]
PHONE: ViewportSize = {"width": 390, "height": 844}
KEY = "schluessel-der-umfrage-0001"
TUESDAY = datetime(2026, 3, 3, 11, 0, tzinfo=ZoneInfo("Europe/Berlin"))  # mails go out on working days


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with time_machine.travel(TUESDAY, tick=True):
        yield


def test_what_customers_say_is_heard_and_answered(
    shop: Shop, enter: Enter, live_server: LiveServer, browser: Browser
) -> None:
    boss = make_user(Role.MANAGEMENT, first_name="Birgit", last_name="Hollerbach")
    open_pages(Topic.objects.get(is_other=True), by=boss)
    sign = f"{live_server.url}/stimme/{a_place(Site.objects.get(name='Laden Lindau'), by=boss).code}/"
    context = browser.new_context(viewport=PHONE, locale="de-DE", has_touch=True)
    phone = context.new_page()

    a_customer_complains(phone, sign)
    a_customer_praises(phone, sign)
    desk = enter(boss, width=1280, height=800, path="/stimmen/eingang/")
    the_inbox_is_sorted(desk)
    praise_arrives(desk, enter, at=shop.trainee)

    somebody_is_asked_and_says_two(phone, shop, live_server)
    a_wish_is_built_and_told(desk, shop, boss, live_server)
    assert context.cookies() == []
    context.close()


def said(page: Page, kind: str, words: str, **more: str) -> None:
    page.get_by_role("radio", name=kind).check()
    page.get_by_label("Ihre Nachricht").fill(words)
    for label, value in more.items():
        page.get_by_label(label).fill(value)
    expect(page.locator("[name=work]")).not_to_have_value("")
    page.get_by_role("button", name="Nachricht senden").tap()


def a_customer_complains(page: Page, sign: str) -> None:
    page.goto(sign)
    page.get_by_label("Wie erreichen wir Sie?").fill("eva@example.org")
    said(page, "Beschwerde", "Die Gitarre kam mit einem Kratzer an.")
    expect(page.locator("main")).to_contain_text("„Team Werkstatt antwortet Ihnen bis")
    voice = Feedback.objects.get(kind="complaint")
    assert voice.case is not None
    assert voice.receipt is not None
    assert voice.sorted_at is None


def a_customer_praises(page: Page, sign: str) -> None:
    page.goto(sign)
    said(page, "Lob", "Jonas hat sich so viel Zeit genommen. Danke!")
    expect(page.locator("h1")).to_have_text("Danke. Ihre Nachricht ist bei uns.")


def the_inbox_is_sorted(page: Page) -> None:
    for _voice in range(2):
        page.get_by_role("button", name="Einordnen").click()
    expect(page.locator("h1")).to_have_text("Alle Stimmen sind eingeordnet.")


def praise_arrives(desk: Page, enter: Enter, *, at: User) -> None:
    desk.goto(desk.url.replace("/stimmen/eingang/", f"/stimmen/{Feedback.objects.get(kind='praise').pk}/"))
    desk.locator(".chip", has_text="Jonas Petersen").click()
    desk.get_by_role("button", name="Weitergeben").click()
    expect(desk.get_by_text("Jonas Petersen").first).to_be_visible()
    sweep_praise(timezone.now())
    page = enter(at, path="/stimmen/lob/")
    expect(page.locator("h1")).to_have_text("Ein neues Lob für Sie.")
    page.get_by_role("button", name="Danke, gelesen").click()
    expect(page.locator("h1")).to_have_text("Was Kundinnen und Kunden an Ihnen schätzen.")


def somebody_is_asked_and_says_two(page: Page, shop: Shop, server: LiveServer) -> None:
    now = timezone.now()
    ago = now - timedelta(hours=30)
    survey = standard_survey(ago)
    save_questions(
        survey,
        [Question(kind="nps", text_de="Würden Sie uns weiterempfehlen?", required=True)],
        by=make_user(Role.ADMIN),
        at=ago,
    )
    EmailAddress.objects.create(customer=shop.regular, raw="u@example.org", normalised="u@example.org")
    for purpose in (Purpose.SURVEY, Purpose.NEWS):
        a_consent(shop.regular, purpose, at=ago)
    case = captured(shop.repair, by=shop.trainee, at=ago, customer=shop.regular.pk).case
    assert case is not None
    close(case.pk, result="Fertig.", not_informed_reason="Weiß es.", by=shop.trainee, at=ago)
    invite(now, token=lambda: KEY)
    page.goto(f"{server.url}/umfrage/{KEY}/")
    page.locator(".number", has_text="2").first.tap()
    page.get_by_role("button", name="Antworten senden").tap()
    expect(page.locator("main")).to_contain_text("Danke")
    answer = SurveyAnswer.objects.get()
    assert answer.nps == 2
    assert answer.case is not None
    assert Case.objects.filter(pk=answer.case.pk, customer=shop.regular).exists()


def a_wish_is_built_and_told(page: Page, shop: Shop, boss: User, server: LiveServer) -> None:
    captured(
        shop.repair,
        by=shop.trainee,
        at=timezone.now(),
        customer=shop.regular.pk,
        outcome="no_concern",
        voice="wish",
        text="Ein leichter Koffer wäre schön.",
    )
    wish = Feedback.objects.get(kind="wish")
    page.goto(f"{server.url}/stimmen/{wish.pk}/idee/")
    page.get_by_label("Name der neuen Idee").fill("Leichter Koffer")
    page.get_by_role("button", name="Zuordnen").click()
    for verdict in ("Wir machen das", "Es ist umgesetzt"):
        page.get_by_role("radio", name=verdict, exact=True).check()
        page.get_by_label("Begründung").fill("Viele wünschen ihn.")
        page.get_by_role("button", name="Entscheidung festhalten").click()
        page.wait_for_load_state()
    page.get_by_role("link", name="Bescheid sagen").click()
    page.get_by_role("button", name="Einer Person Bescheid sagen").click()
    expect(page.get_by_role("main")).to_contain_text("Leichter Koffer")
    assert Notice.objects.filter(medium="mail", address="u@example.org", kind="idea_news").count() == 1
