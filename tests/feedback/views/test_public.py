"""The survey as a customer meets it: no sign-in, no cookie, no script; looking never writes."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client

from cases.models import Case
from cases.proofs import proofs as proofs_of_cases
from contacts.models import Consent
from crm.company.models import Installation, Role
from crm.outbox.letters import letter_of
from crm.outbox.models import Notice
from feedback.answering import Given, answer
from feedback.models import Invitation, SurveyAnswer
from feedback.survey_building import Question, save_questions
from feedback.survey_standard import standard_survey
from tests.factories.company import make_user
from tests.factories.surveys import ASKED, Shop, a_shop, an_invitation
from tests.services.pages import text
from tests.services.rows import every_row

pytestmark = pytest.mark.django_db
LATER = ASKED + timedelta(hours=3)
FILLED = {"solved": "no", "score": "2", "text": "Schnarrt <b>noch</b>."}


@pytest.fixture
def stranger() -> Client:
    """Refuses cookies, and its requests are checked for forgery like everybody's."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def shop() -> Iterator[Shop]:
    with time_machine.travel(LATER, tick=False):
        yield a_shop()


def test_the_page_asks_without_script_cookie_or_way_in(shop: Shop, stranger: Client) -> None:
    Installation.objects.update_or_create(pk=1, defaults={"company_name": "Hollerbach"})
    _invitation, token = an_invitation(shop)
    page = stranger.get(f"/umfrage/{token}/")
    assert page.status_code == 200
    assert not page.cookies
    html = page.content.decode()
    assert "<script" not in html
    assert "csrf" not in html
    assert "Zu Ihrem Anliegen „Reparatur“ vom 2. März." in text(page)
    assert "Hollerbach" in text(page)
    assert re.findall(r'name="solved" value="(\w+)"', html) == ["yes", "partly", "no"]
    assert re.findall(r'name="score" value="(\d)"', html) == ["1", "2", "3", "4", "5"]
    assert re.findall(r'href="(?!#|/static/)([^"]*)"', html) == ["?sprache=en"]  # the same page
    assert re.findall(r"</?c-[\w.-]+|{[{%#]", html) == []
    assert page["Cache-Control"] == "no-store, private"
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Robots-Tag"] == "noindex, nofollow"


def test_an_answer_is_thanked_with_the_promise_and_a_second_one_counts_nothing(
    shop: Shop, stranger: Client
) -> None:
    _invitation, token = an_invitation(shop)
    sent = stranger.post(f"/umfrage/{token}/", FILLED)
    assert (sent.status_code, sent["Location"]) == (302, f"/umfrage/{token}/")
    case = SurveyAnswer.objects.get().case
    assert case is not None
    thanks = text(stranger.get(f"/umfrage/{token}/"))
    assert "Sie haben „Nein, nicht gelöst“ gewählt." in thanks
    assert f"„Team {case.team.name} meldet sich bei Ihnen bis morgen, Mi 10:00.“" in thanks
    assert f"#{case.number}" in thanks
    again = stranger.post(f"/umfrage/{token}/", FILLED | {"score": "5", "solved": "yes"})
    assert "Danke. Ihre Antwort ist bei uns." in text(again)
    assert SurveyAnswer.objects.get().score == 2
    assert Case.objects.count() == 2
    assert [proof.what for proof in proofs_of_cases(LATER) if proof.promise == 1 and proof.broken] == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Bitte wählen Sie eine Antwort."),
        ({"solved": "no"}, "Bitte wählen Sie ein Gesicht."),
        ({"score": "3"}, "Bitte wählen Sie eine Antwort."),
        ({"solved": "no", "score": "6"}, "score"),
        ({"solved": "maybe", "score": "3"}, "solved"),
        ({"q1": "0"}, "Bitte wählen Sie eine Antwort."),  # a question that is not asked any more
        ({"solved": "no", "score": "3", "text": "x" * 2_001}, "text"),
        ({"solved": "no", "score": "3", "text": "x" * 64_000}, "text"),
        ({"solved": "no", "score": "3", "text": "a\x00b"}, "text"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    shop: Shop, stranger: Client, typed: dict[str, str], said: str
) -> None:
    _invitation, token = an_invitation(shop)
    page = stranger.post(f"/umfrage/{token}/", {"text": "Bleibt stehen"} | typed)
    assert page.status_code == 400
    assert said in page.content.decode()
    assert "field-error" in page.content.decode()
    if "text" not in typed:
        assert "Bleibt stehen" in text(page)
    if typed.get("solved") == "no":
        assert 'value="no" required checked' in page.content.decode()
    assert not SurveyAnswer.objects.exists()


def test_a_link_in_the_mail_chooses_an_answer_and_writes_nothing(shop: Shop, stranger: Client) -> None:
    _invitation, token = an_invitation(shop)
    before = every_row()
    page = stranger.get(f"/umfrage/{token}/?csat=4&solved=no&nps=11&csat=9&text=nein").content.decode()
    assert re.findall(r'value="(\w+)" required checked', page) == ["no"]  # of two only the last is looked at
    page = stranger.get(f"/umfrage/{token}/?csat=4").content.decode()
    assert re.findall(r'name="(\w+)" value="(\w+)" required checked', page) == [("score", "4")]
    assert every_row() == before


def test_a_scale_of_eleven_stands_in_the_mail_as_eleven_links_that_write_nothing(
    shop: Shop, stranger: Client
) -> None:
    survey = standard_survey(ASKED)
    questions = [Question(kind="nps", text_de="Würden Sie uns empfehlen?")]
    save_questions(survey, questions, by=make_user(Role.ADMIN), at=ASKED)
    _invitation, token = an_invitation(shop)
    [mail] = Notice.objects.filter(kind="survey")
    found = re.findall(r"^(.+): (\S+nps=(\d+))$", mail.text, re.MULTILINE)
    assert [int(number) for _words, _link, number in found] == list(range(11))
    assert (found[0][0], found[9][0], found[10][0]) == ("0 auf keinen Fall", "9", "10 auf jeden Fall")
    html = str(letter_of(mail).alternatives[0][0])
    assert html.count('<a class="answer"') == 11
    assert '?nps=7">7</a>' in html
    before = every_row()
    page = stranger.get(f"/umfrage/{token}/?nps=7").content.decode()
    assert re.findall(r'name="(\w+)" value="(\w+)" required checked', page) == [("nps", "7")]
    assert every_row() == before


@pytest.mark.parametrize("token", ["a" * 31, "A" * 33, "..", "%00", "schluessel-' OR 1=1", "x" * 4_000])
def test_keys_that_are_none_open_a_plain_page(shop: Shop, stranger: Client, token: str) -> None:
    an_invitation(shop)
    for page in (stranger.get(f"/umfrage/{token}/"), stranger.post(f"/umfrage/{token}/", FILLED)):
        assert page.status_code == 404
        assert not re.findall(r"Traceback|SELECT|sqlite|psycopg", page.content.decode())
    assert not SurveyAnswer.objects.exists()


def test_a_link_nobody_got_and_one_that_is_over_have_plain_pages(shop: Shop, stranger: Client) -> None:
    invitation, token = an_invitation(shop)
    for address in ("/umfrage/gibt-es-nicht/", "/umfrage/gibt-es-nicht/abmelden/"):
        for method in (stranger.get, stranger.post):
            page = method(address)
            assert (page.status_code, "Diesen Link gibt es nicht." in text(page)) == (404, True)
    with time_machine.travel(invitation.expires_at, tick=False):
        for page in (stranger.get(f"/umfrage/{token}/"), stranger.post(f"/umfrage/{token}/", FILLED)):
            assert (page.status_code, "Diese Umfrage ist zu Ende." in text(page)) == (410, True)
    assert not SurveyAnswer.objects.exists()


def test_one_tap_ends_all_questions_and_the_link_alone_does_not(shop: Shop, stranger: Client) -> None:
    _invitation, token = an_invitation(shop)
    asked = stranger.get(f"/umfrage/{token}/abmelden/")
    assert "Sollen wir Sie nicht mehr fragen?" in text(asked)
    assert Consent.objects.latest("at", "pk").state == "given"
    done = stranger.post(f"/umfrage/{token}/abmelden/", follow=True)
    assert "Wir fragen Sie nicht mehr." in text(done)
    assert Consent.objects.latest("at", "pk").state == "withdrawn"
    assert "Wir fragen Sie nicht mehr." in text(stranger.get(f"/umfrage/{token}/"))
    assert "Wir fragen Sie nicht mehr." in text(stranger.post(f"/umfrage/{token}/", FILLED))
    assert not SurveyAnswer.objects.exists()


def test_an_old_link_still_ends_all_questions(shop: Shop, stranger: Client) -> None:
    invitation, token = an_invitation(shop)
    with time_machine.travel(invitation.expires_at + timedelta(days=90), tick=False):
        stranger.post(f"/umfrage/{token}/abmelden/")
        assert Consent.objects.latest("at", "pk").state == "withdrawn"


def test_looking_at_every_public_page_leaves_every_table_as_it_was(shop: Shop, stranger: Client) -> None:
    """S7, small: mail scanners open every link."""
    asked, answered, quiet, over = (an_invitation(shop) for _ in range(4))
    answer(answered[0].pk, Given(solved="no", score=1), at=LATER)
    stranger.post(f"/umfrage/{quiet[1]}/abmelden/")
    Invitation.objects.filter(pk=over[0].pk).update(expires_at=ASKED + timedelta(seconds=1))
    before = every_row()
    for _ in range(20):
        for token in (asked[1], answered[1], quiet[1], over[1], "erfunden"):
            for address in (f"/umfrage/{token}/", f"/umfrage/{token}/abmelden/"):
                stranger.get(address)
                stranger.head(address)
    assert every_row() == before
    assert connection.is_usable()


def test_a_confidential_matter_is_not_named(stranger: Client) -> None:
    with time_machine.travel(LATER, tick=False):
        invitation, token = an_invitation(a_shop(confidential=True))
        page = text(stranger.get(f"/umfrage/{token}/"))
    assert "Reparatur" not in page
    assert invitation.case is not None
    assert f"Zu Ihrem Vorgang #{invitation.case.number} vom 2. März." in page


def test_once_the_promise_is_over_the_page_only_thanks(shop: Shop, stranger: Client) -> None:
    _invitation, token = an_invitation(shop)
    stranger.post(f"/umfrage/{token}/", FILLED)
    with time_machine.travel(datetime(2026, 3, 9, tzinfo=LATER.tzinfo), tick=False):
        assert "meldet sich" not in text(stranger.get(f"/umfrage/{token}/"))


def test_it_speaks_english_by_link_or_browser_and_keeps_to_it(shop: Shop, stranger: Client) -> None:
    _invitation, token = an_invitation(shop)
    german = stranger.get(f"/umfrage/{token}/").content.decode()
    assert 'href="?sprache=en"' in german
    by_browser = stranger.get(f"/umfrage/{token}/", headers={"Accept-Language": "en-GB"})
    assert by_browser["Content-Language"] == "en"
    by_link = stranger.get(f"/umfrage/{token}/?sprache=en", headers={"Accept-Language": "de"})
    assert "Quick questions" in by_link.content.decode()
    assert f'action="/umfrage/{token}/?sprache=en"' in by_link.content.decode()
    thanks = stranger.post(f"/umfrage/{token}/?sprache=en", {"solved": "yes", "score": 5}, follow=True)
    assert thanks["Content-Language"] == "en"
    assert not thanks.cookies
