"""The public forms as somebody outside meets them: no sign-in, no cookie, no script; what is real is never lost."""

import re
from collections.abc import Iterator
from datetime import UTC, timedelta

import pytest
import time_machine
from django.test import Client

from cases.models import Case, DeadlineKind, DeadlineState
from cases.story import story
from contacts.models import Contact, Outcome, Topic
from crm.company.models import Site
from crm.company.permissions import Viewer
from crm.desk.public.form_token import LASTS, issue
from crm.outbox.models import Notice
from feedback.models import Feedback, PublicSender, QuarantinedMessage
from feedback.public_limits import PER_SENDER
from tests.factories.cases import make_policy, make_topic
from tests.factories.company import make_site
from tests.factories.public import READS, TEXT, a_place, open_pages, typed
from tests.factories.surveys import MONDAY
from tests.services.pages import text
from tests.services.rows import every_row

pytestmark = pytest.mark.django_db
ANYBODY = Viewer(user_id=0, role="frontdesk", team_ids=frozenset(), stands_in_for=frozenset())
WORK = '<script type="module" src="/static/js/public-work.js"></script>'  # does nothing but lower suspicion
SPAM = {"homepage": "https://spam.example"}


@pytest.fixture
def topic() -> Iterator[Topic]:
    with time_machine.travel(MONDAY, tick=False):
        make_policy()
        topic = make_topic(is_other=True)
        open_pages(topic)
        yield topic


@pytest.fixture
def site(topic: Topic) -> Site:
    return a_place(make_site(name="Laden Überlingen")).site


@pytest.fixture
def stranger() -> Client:
    return Client(enforce_csrf_checks=True)


def test_looking_at_any_public_page_writes_nothing_and_sets_no_cookie(site: Site, stranger: Client) -> None:
    before = every_row()
    for path in (
        "/kontakt/",
        "/kontakt/einbetten/",
        "/stimme/laden-ueberlingen/",
        "/datenschutzhinweise/",
        "/impressum/",
    ):
        page = stranger.get(path)
        assert (page.status_code, page.cookies, page["X-Frame-Options"]) == (200, {}, "DENY")
        html = page.content.decode()
        assert html.replace(WORK, "").count("<script") == 0
        assert "csrf" not in html
        assert re.findall(r"</?c-[\w.-]+|{[{%#]", html) == []
        assert page["Cache-Control"] == "no-store, private"
    assert every_row() == before


def test_a_complaint_of_somebody_unknown_is_a_case_with_the_promise_the_thanks_page_says(
    site: Site, stranger: Client
) -> None:
    said = typed("voice:laden-ueberlingen", at=MONDAY, name="Ulrike Maier", reach="Maier@Example.org")
    sent = stranger.post("/stimme/laden-ueberlingen/?sprache=de", said)
    assert sent.status_code == 302
    case, voice, sender = Case.objects.get(), Feedback.objects.get(), PublicSender.objects.get()
    assert (voice.kind, voice.origin, voice.case, voice.sorted_at) == ("complaint", "qr", case, None)
    assert (voice.site, voice.contact.recorded_by.username) == (site, "webformular")
    assert (sender.contact, sender.name, sender.email) == (voice.contact, "Ulrike Maier", "maier@example.org")
    first = case.deadlines.get(kind=DeadlineKind.FIRST_RESPONSE)
    assert first.state == DeadlineState.ARMED
    thanks = text(stranger.get(sent["Location"]))
    assert "Team" in thanks
    assert "antwortet Ihnen bis heute, 15:00" in thanks
    told = story(case, viewer=ANYBODY, now=MONDAY, tz=UTC).days[0].entries
    assert "Ulrike Maier, Maier@Example.org (nicht geprüft)" in [entry.who for entry in told]
    mail = Notice.objects.get(kind="public_receipt")
    assert mail.address == "maier@example.org"
    assert f"#{case.number}" in mail.text
    assert "Kratzer" not in mail.subject + mail.text
    assert "Ulrike" not in mail.subject + mail.text


def test_a_complaint_without_a_way_back_is_a_case_that_nobody_was_promised_an_answer_to(
    topic: Topic, stranger: Client
) -> None:
    sent = stranger.post("/kontakt/", typed(at=MONDAY))
    assert "wir nicht wissen, wohin" in text(stranger.get(sent["Location"]))
    first = Case.objects.get().deadlines.get(kind=DeadlineKind.FIRST_RESPONSE)
    assert (first.state, first.drop_reason) == (DeadlineState.DROPPED, "unreachable")


@pytest.mark.parametrize(
    ("more", "outcome"),
    [
        ({"kind": "praise"}, Outcome.NO_CONCERN),
        ({"kind": "wish", "reach": "0176 04069083"}, Outcome.NO_CONCERN),
        ({"kind": "wish", "reach": "0176 04069083", "wants_answer": "on"}, Outcome.FOLLOW_UP),
        ({"kind": "question", "reach": "maier@example.org"}, Outcome.FOLLOW_UP),
    ],
)
def test_what_a_message_becomes(topic: Topic, stranger: Client, more: dict[str, str], outcome: str) -> None:
    assert stranger.post("/kontakt/", typed(at=MONDAY, **more)).status_code == 302
    assert Contact.objects.get().outcome == outcome
    assert (Feedback.objects.get().kind, Case.objects.count()) == (more["kind"], outcome == Outcome.FOLLOW_UP)


def test_the_same_message_again_changes_nothing_and_another_keeps_its_words(
    topic: Topic, stranger: Client
) -> None:
    said = typed(at=MONDAY, reach="maier@example.org")
    first = stranger.post("/kontakt/", said)
    before = every_row()
    assert stranger.post("/kontakt/", said)["Location"] == first["Location"]
    other = stranger.post("/kontakt/", said | {"text": "Noch etwas anderes."})
    assert other.status_code == 400
    assert "Möchten Sie auch diese senden?" in text(other)
    assert "Noch etwas anderes." in text(other)
    assert every_row() == before


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        issue("contact", at=MONDAY)[:-1],
        issue("contact", at=MONDAY).replace(":", "", 1),
        issue("voice:laden", at=MONDAY),
        issue("contact", at=MONDAY - LASTS - READS),
        issue("contact", at=MONDAY + timedelta(hours=1)),
        "ÿ" * 70_000,
    ],
    ids=["none", "short", "cut off", "torn", "of another page", "expired", "of tomorrow", "huge"],
)
def test_a_key_that_opens_nothing_brings_the_form_back_with_every_word(
    topic: Topic, stranger: Client, token: str
) -> None:
    before = every_row()
    page = stranger.post("/kontakt/", typed(at=MONDAY, token=token))
    assert page.status_code == 400
    assert TEXT in text(page)
    assert "zu lange offen" in text(page)
    assert every_row() == before


@pytest.mark.parametrize(
    "more",
    [
        {"text": "x" * 65_536},
        {"text": " "},
        {"text": "a\x00b"},
        {"name": "x" * 121},
        {"reach": "x" * 255},
        {"kind": "competitor"},
        {"kind": "question"},
    ],
    ids=["64 kB", "blank", "NUL", "long name", "long way", "strange kind", "question without a way"],
)
def test_what_cannot_be_stored_is_said_and_nothing_is_written(
    topic: Topic, stranger: Client, more: dict[str, str]
) -> None:
    before = every_row()
    page = stranger.post("/kontakt/", typed(at=MONDAY, **more))
    assert page.status_code == 400
    assert "field-error" in page.content.decode()
    assert every_row() == before


def test_what_looks_like_spam_waits_in_quarantine_and_is_thanked_alike(
    topic: Topic, stranger: Client
) -> None:
    real = stranger.post("/kontakt/", typed(at=MONDAY, reach="a@example.org"))
    spam = stranger.post("/kontakt/", typed(at=MONDAY, reach="a@example.org", **SPAM))
    assert spam["Location"] == real["Location"]
    waits = QuarantinedMessage.objects.get()
    assert (waits.text, waits.reasons, waits.received_at) == (TEXT, ["trap"], MONDAY)
    assert (Contact.objects.count(), Notice.objects.filter(kind="public_receipt").count()) == (1, 1)


def test_beyond_the_limit_of_one_sender_everything_waits_and_nothing_is_lost(
    topic: Topic, stranger: Client
) -> None:
    for number in range(PER_SENDER + 2):
        said = typed(at=MONDAY, kind="praise", text=f"Danke {number}")
        assert stranger.post("/kontakt/", said, REMOTE_ADDR="192.0.2.9").status_code == 302
    assert stranger.post("/kontakt/", typed(at=MONDAY), REMOTE_ADDR="192.0.2.8").status_code == 302
    assert Contact.objects.count() == PER_SENDER + 1
    assert list(QuarantinedMessage.objects.values_list("reasons", flat=True)) == [["sender"], ["sender"]]


def test_pages_that_the_company_did_not_open_are_not_there(topic: Topic, stranger: Client) -> None:
    open_pages(open=False)
    for path in ("/kontakt/", "/kontakt/einbetten/", "/stimme/nirgends/", "/kontakt/danke/x/"):
        assert stranger.get(path).status_code == 404


def test_only_the_embedded_form_is_shown_inside_pages_and_only_in_those_named(
    topic: Topic, stranger: Client
) -> None:
    open_pages(topic, embed_on="https://www.hollerbach.example")
    page = stranger.get("/kontakt/einbetten/")
    assert "frame-ancestors https://www.hollerbach.example;" in page["Content-Security-Policy"] + ";"
    assert "X-Frame-Options" not in page
    assert "frame-ancestors 'none'" in stranger.get("/kontakt/")["Content-Security-Policy"]


def test_english_is_an_address_away(topic: Topic, stranger: Client) -> None:
    page = stranger.get("/kontakt/?sprache=en")
    assert page["Content-Language"] == "en"
    sent = stranger.post("/kontakt/?sprache=en", typed(at=MONDAY, reach="a@example.org"))
    assert sent["Location"].endswith("?sprache=en")
