"""Ideen: the most pressing on top, decided with a reason by those who may."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from crm.company.models import Role
from feedback import idea_list
from feedback.idea_value import count_values
from feedback.ideas import new_idea
from feedback.models import Feedback, Idea, IdeaWish
from tests.cases.pages import clock_runs
from tests.factories.company import make_user
from tests.factories.contacts import a_contact, a_customer
from tests.factories.surveys import MONDAY

pytestmark = pytest.mark.django_db
ACCEPT = {"status": "planned", "reason": "Passt in die neue Serie.", "seen": "new"}


def as_(role: str) -> Client:
    client = Client()
    client.force_login(make_user(role))
    clock_runs()
    return client


def an_idea(title: str, *, wishes: tuple[int, ...] = ()) -> Idea:
    """With wishes that were said so many days ago."""
    by = make_user()
    idea = new_idea(title=title, by=by, at=MONDAY)
    for days in wishes:
        at = timezone.now() - timedelta(days=days)
        contact = a_contact(a_customer("Lind"), by=by, at=at, text=f"Bitte {title} {days}")
        wish = Feedback.objects.create(contact=contact, kind="wish", at=at)
        IdeaWish.objects.create(idea=idea, feedback=wish, said_at=at, at=at)
    count_values([idea.pk], at=MONDAY)
    return idea


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def test_the_list_says_what_waits_the_most_pressing_on_top() -> None:
    an_idea("ohne Wunsch")
    an_idea("jung", wishes=(2,))
    an_idea("alt", wishes=(40, 1))
    loose = a_contact(by=make_user(), at=MONDAY)
    Feedback.objects.create(contact=loose, kind="wish", at=MONDAY)
    html = as_(Role.FRONTDESK).get("/ideen/").content.decode()
    assert re.findall(r"<h1>(.*?)</h1>", html) == ["3 Ideen warten auf eine Entscheidung."]
    assert "Ein Wunsch gehört noch zu keiner Idee." in html
    rows = re.findall(r'data-row>(.*?)</a></th>\s*<td class="num" data-label="Wünsche">(\d+)</td>', html)
    assert rows == [("alt", "2"), ("jung", "1"), ("ohne Wunsch", "0")]
    assert html.count("überfällig") == 1
    assert re.findall(r"</?c-[\w.-]+|{[{%#]", html) == []


def test_many_loose_wishes_and_ideas_are_told_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idea_list, "MOST_LOOSE", 2)
    monkeypatch.setattr(idea_list, "IN_A_COLUMN", 1)
    an_idea("jung", wishes=(2,))
    an_idea("alt", wishes=(40, 1))
    for _number in range(3):
        loose = a_contact(by=make_user(), at=MONDAY)
        Feedback.objects.create(contact=loose, kind="wish", at=MONDAY)
    said = text(as_(Role.FRONTDESK).get("/ideen/?ansicht=tafel").content.decode())
    assert "Mehr als 2 Wünsche gehören noch zu keiner Idee." in said
    assert "alt 2 Wünsche · Gewicht 2 seit 40 Tagen nicht entschieden und 1 weitere" in said


@pytest.mark.parametrize("role", [Role.LEAD, Role.MANAGEMENT, Role.ADMIN])
def test_a_decision_has_a_reason_a_date_and_an_entry_in_the_history(role: str) -> None:
    idea, client = an_idea("Koffer", wishes=(3,)), as_(role)
    page = f"/ideen/{idea.pk}/"
    assert "Wir machen das" in client.get(page).content.decode()
    missing = client.post(f"{page}entscheidung/", ACCEPT | {"reason": " "})
    assert (missing.status_code, "Bitte schreiben Sie, warum." in missing.content.decode()) == (400, True)
    done = client.post(f"{page}entscheidung/", ACCEPT)
    assert (done.status_code, done["Location"]) == (302, page)
    idea.refresh_from_db()
    assert (idea.status, idea.decision_reason) == ("planned", "Passt in die neue Serie.")
    assert idea.decided_at is not None
    assert idea.history.first().history_change_reason == "Passt in die neue Serie."
    assert "Passt in die neue Serie." in client.get(page).content.decode()


def test_built_keeps_the_day_of_the_decision() -> None:
    idea, client = an_idea("Koffer"), as_(Role.MANAGEMENT)
    client.post(f"/ideen/{idea.pk}/entscheidung/", ACCEPT)
    decided = Idea.objects.get().decided_at
    client.post(
        f"/ideen/{idea.pk}/entscheidung/", {"status": "built", "reason": "Im Laden.", "seen": "planned"}
    )
    idea.refresh_from_db()
    assert (idea.status, idea.decided_at) == ("built", decided)
    assert idea.built_at is not None
    assert "Entscheiden</h2>" not in client.get(f"/ideen/{idea.pk}/").content.decode()


def test_who_was_faster_is_said_and_nothing_is_overwritten() -> None:
    idea, client = an_idea("Koffer"), as_(Role.LEAD)
    client.post(f"/ideen/{idea.pk}/entscheidung/", ACCEPT)
    late = client.post(f"/ideen/{idea.pk}/entscheidung/", ACCEPT | {"status": "declined", "reason": "Nein."})
    assert late.status_code == 400
    assert Idea.objects.get().status == "planned"
    late = client.post(
        f"/ideen/{idea.pk}/entscheidung/", ACCEPT | {"status": "declined", "reason": "Doch nicht."}
    )
    assert "Jemand war schneller: Die Idee ist jetzt geplant." in text(late.content.decode())
    assert "Doch nicht." in late.content.decode()


@pytest.mark.parametrize("role", [Role.FRONTDESK, Role.BACKOFFICE])
def test_others_read_and_do_not_decide(role: str) -> None:
    idea, client = an_idea("Koffer", wishes=(3,)), as_(role)
    html = client.get(f"/ideen/{idea.pk}/").content.decode()
    assert "Bitte Koffer 3" in html
    assert "entscheidung" not in html
    assert client.get(f"/ideen/{idea.pk}/entscheidung/").status_code == 403
    assert client.post(f"/ideen/{idea.pk}/entscheidung/", ACCEPT).status_code == 403
    assert Idea.objects.get().status == "new"


@pytest.mark.parametrize("ideas", [1, 9])
def test_the_list_costs_the_same_however_many(
    ideas: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(ideas):
        an_idea(f"Idee {number}", wishes=(1, 2))
    client = as_(Role.LEAD)
    with django_assert_num_queries(8):  # session, person, states, loose wishes, rows, three of the bar
        client.get("/ideen/")


def test_wishes_that_are_alike_are_suggested_with_their_words_and_gathered_by_a_person() -> None:
    client, by, at = as_(Role.BACKOFFICE), make_user(), timezone.now()
    wishes = [
        Feedback.objects.create(contact=a_contact(by=by, at=at, text=words), kind="wish", at=at)
        for words in ("Ein Koffer mit Feuchtemesser!", "Gibt es Koffer mit Feuchtemesser?", "Abends öffnen")
    ]
    html = client.get("/ideen/vorschlaege/").content.decode()
    assert "gleiche Worte: Feuchtemesser, Koffer" in html
    assert "Abends" not in html
    assert not IdeaWish.objects.exists()  # a suggestion does nothing by itself
    alike = {"wish": [wish.pk for wish in wishes[:2]], "idea": "new"}
    assert client.post("/ideen/vorschlaege/", alike | {"title": " "}).status_code == 400
    assert client.post("/ideen/vorschlaege/", alike | {"title": "Koffer"}).status_code == 302
    idea = Idea.objects.get()
    assert (idea.title, idea.wishes.count(), idea.value.wishes) == ("Koffer", 2, 2)
    html = text(client.get("/ideen/?ansicht=tafel").content.decode())
    assert "Koffer 2 Wünsche" in html
