"""Stimmen: found by kind, customer, case and words; confidential ones only for those inside; a wish put to an idea."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from contacts.models import Topic
from crm.company.models import Role, User
from crm.desk.voiding import undo
from feedback.models import Feedback, Idea, IdeaWish
from tests.cases.pages import clock_runs
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user
from tests.factories.surveys import MONDAY

pytestmark = pytest.mark.django_db
KINDS = {
    "praise": "Lob: sehr freundlich",
    "complaint": "Beschwerde: zu laut",
    "wish": "Wunsch: Feuchtemesser",
}


@pytest.fixture
def person() -> User:
    make_policy()
    return make_user(Role.FRONTDESK)


@pytest.fixture
def desk(person: User) -> Client:
    client = Client()
    client.force_login(person)
    clock_runs()
    return client


@pytest.fixture
def topic() -> Topic:
    return make_topic(make_team())


def said(topic: Topic, kind: str, text: str = "", **more: Any) -> Feedback:
    by = more.pop("by", None) or topic.team.lead
    at = more.pop("at", MONDAY)
    done = captured(topic, by=by, at=at, voice=kind, outcome="resolved", text=text or KINDS[kind], **more)
    return Feedback.objects.get(contact=done.contact)


def quotes(client: Client, query: str = "") -> list[str]:
    page = client.get(f"/stimmen/{query}")
    assert page.status_code == 200
    html = page.content.decode()
    assert re.findall(r"</?c-[\w.-]+|{[{%#]", html) == []
    return re.findall(r"<blockquote>„(.*?)“</blockquote>", html)


def test_the_newest_first_and_by_kind(desk: Client, topic: Topic) -> None:
    for days, kind in enumerate(KINDS):
        said(topic, kind, at=MONDAY + timedelta(days=days))
    assert quotes(desk) == [KINDS["wish"], KINDS["complaint"], KINDS["praise"]]
    for kind, words in KINDS.items():
        assert quotes(desk, f"?art={kind}") == [words]


def test_by_words_customer_and_case(desk: Client, topic: Topic) -> None:
    praise, complaint = said(topic, "praise"), said(topic, "complaint")
    customer, case = praise.contact.customer, complaint.case
    assert customer is not None
    assert case is not None
    assert quotes(desk, "?q=freundlich") == [KINDS["praise"]]
    assert quotes(desk, f"?q=K-{customer.number}") == [KINDS["praise"]]
    assert quotes(desk, f"?q=%23{case.number}") == [KINDS["complaint"]]
    assert quotes(desk, "?q=freundlich&art=complaint") == []
    for nothing in ("?q=niemals", "?q=K-99999999999999", "?q=%2399999999", "?q=%00", "?art=x&page=999"):
        assert quotes(desk, nothing) in ([], [KINDS["complaint"], KINDS["praise"]])


def test_void_ones_are_no_voices_and_confidential_ones_only_for_those_inside(
    desk: Client, topic: Topic, person: User
) -> None:
    gone = said(topic, "praise", by=person)
    undo(gone.contact, by=person, at=MONDAY)
    secret = make_topic(make_team(), confidential=True)
    said(secret, "wish", "Wunsch: ohne Herrn X")
    assert quotes(desk) == []
    inside = Client()
    inside.force_login(secret.team.lead)
    assert quotes(inside) == ["Wunsch: ohne Herrn X"]


def test_a_wish_is_put_to_a_new_idea_and_later_to_another(desk: Client, topic: Topic, person: User) -> None:
    wish = said(topic, "wish")
    assert quotes(desk, "?ohne=1") == [KINDS["wish"]]
    form = desk.get(f"/stimmen/{wish.pk}/idee/").content.decode()
    assert KINDS["wish"] in form
    empty = desk.post(f"/stimmen/{wish.pk}/idee/", {"idea": "new", "title": " "})
    assert (empty.status_code, IdeaWish.objects.count(), Idea.objects.count()) == (400, 0, 0)
    done = desk.post(f"/stimmen/{wish.pk}/idee/", {"idea": "new", "title": "Koffer mit Feuchtemesser"})
    idea = Idea.objects.get()
    assert (done.status_code, done["Location"]) == (302, f"/ideen/{idea.pk}/")
    assert (idea.title, idea.created_by, idea.status) == ("Koffer mit Feuchtemesser", person, "new")
    assert quotes(desk, "?ohne=1") == []
    other = Idea.objects.create(title="Anderes", created_at=MONDAY)
    desk.post(f"/stimmen/{wish.pk}/idee/", {"idea": other.pk})
    assert list(IdeaWish.objects.values_list("idea", "feedback", "by")) == [(other.pk, wish.pk, person.pk)]


def test_a_name_alone_makes_a_new_idea(desk: Client, topic: Topic) -> None:
    wish = said(topic, "wish")
    Idea.objects.create(title="Anderes", created_at=MONDAY)
    nothing = desk.post(f"/stimmen/{wish.pk}/idee/", {})
    assert "Bitte wählen Sie eine Idee" in nothing.content.decode()
    desk.post(f"/stimmen/{wish.pk}/idee/", {"title": "Abo für Saiten"})
    assert IdeaWish.objects.get().idea.title == "Abo für Saiten"


def test_only_a_wish_one_may_read_belongs_to_an_idea(desk: Client, topic: Topic) -> None:
    secret = said(make_topic(make_team(), confidential=True), "wish")
    for voice in (said(topic, "praise"), secret):
        assert desk.get(f"/stimmen/{voice.pk}/idee/").status_code == 404
        assert desk.post(f"/stimmen/{voice.pk}/idee/", {"title": "Neu"}).status_code == 404
    assert not Idea.objects.exists()


@pytest.mark.parametrize("voices", [1, 12])
def test_the_page_costs_the_same_however_many_voices(
    desk: Client, topic: Topic, voices: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    idea = Idea.objects.create(title="Feuchte", created_at=MONDAY)
    for number in range(voices):
        wish = said(topic, "wish", at=MONDAY + timedelta(minutes=number))
        IdeaWish.objects.create(idea=idea, feedback=wish, said_at=wish.at, at=MONDAY)
    # session, person, who reads, how many, rows, the sentence and the bar
    with django_assert_num_queries(9):
        desk.get("/stimmen/")
