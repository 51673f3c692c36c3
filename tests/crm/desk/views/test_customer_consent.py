"""Consent at the customer's page: one tap, with how we know and what was asked; the newest word is shown."""

import pytest
import time_machine
from django.test import Client

from contacts import consent_wordings
from contacts.consent_wordings import our_question
from contacts.models import Consent, ConsentWording, Customer, Purpose
from crm.company.models import User
from tests.factories.company import make_user
from tests.factories.contacts import MONDAY, a_customer

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    return make_user(role="frontdesk")


@pytest.fixture
def desk(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def tap(desk: Client, customer: Customer, status: int = 200, **sent: str) -> str:
    """As the page sends it: with the fingerprint of the question it showed."""
    asked = [our_question(each).sha256 for each in Purpose if each in sent]
    with time_machine.travel(MONDAY, tick=False):
        page = desk.post(f"/kunden/{customer.number}/umfrage/", {"wording": asked, **sent}, follow=True)
    assert page.status_code == status
    return page.content.decode()


def test_a_yes_and_then_a_no_are_two_rows_and_the_newest_is_shown(desk: Client, person: User) -> None:
    customer = a_customer()
    untouched = desk.get(f"/kunden/{customer.number}/").content.decode()
    assert "Noch nicht gefragt, also fragen wir nicht." in untouched
    assert "seit 24.11.2025, am Telefon" in tap(desk, customer, survey="yes", source=" am Telefon ")
    html = tap(desk, customer, survey="no", source="im Laden")
    assert "seit 24.11.2025, im Laden" in html
    assert "Notiert: wird nicht gefragt." in html
    rows = Consent.objects.filter(customer=customer).order_by("pk")
    assert [(row.state, row.source, row.by) for row in rows] == [
        ("given", "am Telefon", person),
        ("withdrawn", "im Laden", person),
    ]


def test_news_of_a_wish_are_asked_for_apart(desk: Client) -> None:
    customer = a_customer()
    assert (
        "Noch nicht gefragt, also schreiben wir nicht."
        in desk.get(f"/kunden/{customer.number}/").content.decode()
    )
    html = tap(desk, customer, news="yes", source="am Telefon")
    assert "Notiert: bekommt Nachricht." in html
    assert "Noch nicht gefragt, also fragen wir nicht." in html
    privacy = desk.get(f"/kunden/{customer.number}/datenschutz/").content.decode()
    assert 'name="news" value="no"' in privacy
    assert 'name="survey"' not in privacy
    tap(desk, customer, news="no", source="im Laden")
    assert [(row.purpose, row.state) for row in Consent.objects.order_by("pk")] == [
        ("news", "given"),
        ("news", "withdrawn"),
    ]


def test_saying_the_same_again_adds_nothing(desk: Client) -> None:
    customer = a_customer()
    for _ in range(3):
        tap(desk, customer, survey="yes", source="im Laden")
    assert Consent.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ({"survey": "perhaps", "source": "im Laden"}, 200, "Bitte tippen Sie Ja oder Nein."),
        ({"survey": "yes", "source": " "}, 400, "Bitte schreiben Sie, woher wir das wissen."),
        ({"survey": "yes", "source": "x" * 121}, 400, "höchstens 120 Zeichen"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(
    desk: Client, sent: dict[str, str], status: int, said: str
) -> None:
    assert said in tap(desk, a_customer(), status, **sent)
    assert not Consent.objects.exists()


def test_the_words_that_were_shown_stay_with_the_consent(desk: Client) -> None:
    customer = a_customer()
    before = desk.get(f"/kunden/{customer.number}/").content.decode()
    assert f'name="wording" value="{our_question("poll").sha256}"' in before
    assert "Fassung" not in before
    html = tap(desk, customer, poll="yes", source="am Telefon")
    kept = ConsentWording.objects.get()
    assert (kept.purpose, kept.language, kept.version, kept.since) == ("poll", "de", 1, MONDAY)
    assert (
        kept.text
        == "„Dürfen wir Ihnen ab und zu eine kurze Umfrage schicken, auch ohne dass Sie bei uns waren?“"
    )
    privacy = desk.get(f"/kunden/{customer.number}/datenschutz/").content.decode()
    assert html.count("Deutsch, Fassung 1") == privacy.count("Deutsch, Fassung 1") == 1
    assert kept.text in privacy


def test_an_english_screen_asks_and_keeps_english_words(desk: Client) -> None:
    customer = a_customer()
    tap(desk, customer, survey="yes", source="am Telefon")
    asked = our_question("survey", language="en")
    tap(desk, customer, survey="yes", source="on the phone", wording=asked.sha256)
    told = Consent.objects.order_by("pk").values_list("wording__language", "wording__version")
    assert list(told) == [("de", 1), ("en", 1)]
    assert Consent.objects.latest("pk").wording == ConsentWording.objects.get(text=asked.text)


def test_a_page_left_open_over_a_new_question_keeps_what_it_showed(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    customer = a_customer()
    shown = our_question("news").sha256
    tap(desk, customer, news="yes", source="am Telefon")
    monkeypatch.setitem(consent_wordings.QUESTIONS, Purpose.NEWS, "Sollen wir schreiben?")
    tap(desk, a_customer("Vogt"), news="yes", source="im Laden", wording=shown)
    tap(desk, a_customer("Maier"), news="yes", source="im Laden")
    told = Consent.objects.order_by("pk").values_list("wording__version", flat=True)
    assert list(told) == [1, 1, 2]


def test_other_words_than_ours_are_kept_and_nothing_typed_is_lost(desk: Client) -> None:
    customer = a_customer()
    letter = "Ich möchte hören,\r\nwas aus meinem Wunsch wurde."
    refused = tap(desk, customer, 400, news="yes", source="", words=letter)
    assert ">Ich möchte hören,\nwas aus meinem Wunsch wurde.</textarea>" in refused.replace("\r", "")
    assert refused.count("Ich möchte hören") == 1
    assert not ConsentWording.objects.exists()
    tap(desk, customer, news="yes", source="per Brief", words=letter)
    assert ConsentWording.objects.get().text == "Ich möchte hören,\nwas aus meinem Wunsch wurde."


@pytest.mark.parametrize(
    ("wording", "said"),
    [("", "Die Frage lautet inzwischen anders."), ("7" * 64, "Die Frage lautet inzwischen anders.")],
)
def test_nobody_agrees_to_words_that_nobody_knows(desk: Client, wording: str, said: str) -> None:
    assert said in tap(desk, a_customer(), 400, survey="yes", source="im Laden", wording=wording)
    assert not Consent.objects.exists()


def test_a_consent_from_before_wordings_says_so_and_a_refusal_needs_none(desk: Client) -> None:
    customer = a_customer()
    facts = {"customer": customer, "at": MONDAY, "source": "am Telefon"}
    Consent.objects.create(**facts, purpose="survey", state="given")
    Consent.objects.create(**facts, purpose="news", state="withdrawn")
    for page in ("", "datenschutz/"):
        html = desk.get(f"/kunden/{customer.number}/{page}").content.decode()
        assert html.count("Wortlaut nicht aufgezeichnet") == 1


def test_a_withdrawal_on_the_page_of_privacy_needs_no_words(desk: Client) -> None:
    customer = a_customer()
    tap(desk, customer, survey="yes", source="am Telefon")
    tap(desk, customer, survey="no", source="im Gespräch widerrufen", wording="")
    assert Consent.objects.latest("pk").wording is None
