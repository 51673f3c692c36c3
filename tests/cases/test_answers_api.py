"""Answers over the API: what holds, the best first, found by words; and what is said about them, each counted once."""

from datetime import timedelta

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from cases.models import Answer, AnswerGap, AnswerUse
from contacts.models import Topic
from crm.company.models import User
from tests.factories.api import Api
from tests.factories.cases import make_topic
from tests.factories.company import make_team, make_user
from tests.factories.contacts import MONDAY, a_contact

pytestmark = pytest.mark.django_db
SUNDAY = MONDAY.date() - timedelta(days=1)


@pytest.fixture
def worker() -> User:
    return make_user()


@pytest.fixture
def topic(worker: User) -> Topic:
    return make_topic(make_team((worker,)))


@pytest.fixture
def api(worker: User) -> Api:
    return Api(worker)


def an_answer(topic: Topic, title: str, **fields: object) -> Answer:
    return Answer.objects.create(**{"topic": topic, "title": title, "text": "Halskrümmung prüfen."} | fields)


def test_an_answer_is_read_with_its_steps_and_links(api: Api, topic: Topic) -> None:
    steps, links = "Saite drücken\nStab drehen", "Anleitung https://example.org/stab"
    answer = an_answer(topic, "Saite schnarrt", steps=steps, links=links, helped=3)
    assert api.get(f"answers/{answer.pk}/").json() == {
        "id": answer.pk,
        "topic": topic.pk,
        "title": "Saite schnarrt",
        "text": "Halskrümmung prüfen.",
        "steps": ["Saite drücken", "Stab drehen"],
        "links": [{"words": "Anleitung", "url": "https://example.org/stab"}],
        "active": True,
        "owner": None,
        "written_at": None,
        "valid_until": None,
        "review_on": None,
        "helped": 3,
    }
    assert api.get("answers/999999/").status_code == 404


@pytest.mark.parametrize("many", [1, 3])
@time_machine.travel(MONDAY, tick=False)
def test_the_list_shows_what_holds_and_finds_by_words(
    api: Api, topic: Topic, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    other = make_topic(topic.team)
    for number in range(many):
        an_answer(topic, f"Saite {number} schnarrt", helped_lately=number, met_lately=9)
    an_answer(other, "Was kostet der Versand?")
    an_answer(topic, "Ruht", active=False)
    an_answer(topic, "Ist vorbei", valid_until=SUNDAY, review_on=SUNDAY)

    def titles(query: str) -> list[str]:
        return [row["title"] for row in api.get(f"answers/{query}").json()["results"]]

    api.get("answers/")
    with django_assert_num_queries(3):
        found = titles(f"?topic={topic.pk}")
    assert found == [f"Saite {number} schnarrt" for number in reversed(range(many))]
    assert titles("?q=kostet%20versand") == ["Was kostet der Versand?"]
    assert titles("?q=kostet%20schnarrt") == []
    assert len(titles("")) == many + 1


def test_helped_counts_once_for_each_contact(api: Api, worker: User, topic: Topic) -> None:
    answer, contact = an_answer(topic, "Saite schnarrt"), a_contact(by=worker)
    codes = [api.post(f"answers/{answer.pk}/uses/", {"contact": contact.pk}).status_code for _ in range(2)]
    answer.refresh_from_db()
    assert (codes, answer.helped, AnswerUse.objects.count()) == ([201, 200], 1, 1)
    refused = api.post(f"answers/{answer.pk}/uses/", {"contact": 999_999})
    assert (refused.status_code, list(refused.json())) == (400, ["contact"])


def test_what_is_missing_is_noted_once_a_day(api: Api, worker: User) -> None:
    for words in ("Notenpult leihen", "notenpult  leihen"):
        assert api.post("answer-gaps/", {"words": words}).status_code == 201
    assert [(gap.words, gap.by) for gap in AnswerGap.objects.all()] == [("Notenpult leihen", worker)]
    assert api.post("answer-gaps/", {"words": " "}).status_code == 400
