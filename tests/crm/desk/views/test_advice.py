from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from cases.models import Answer
from tests.factories.cases import make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # 10:00 in Berlin


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(make_user())
    return client


def text_of(client: Client, address: str, **data: Any) -> str:
    return " ".join(client.get(address, data).content.decode().split())


@time_machine.travel(MONDAY, tick=False)
def test_the_promise_is_said_with_team_day_and_time(client: Client) -> None:
    make_policy(first_response=240, resolution=960)
    topic = make_topic(make_team(name="Werkstatt"))
    said = text_of(client, "/erfassen/versprechen/", topic=topic.pk, channel="phone")
    assert said == "„Team Werkstatt antwortet bis heute, 15:00.“"
    fetched = text_of(client, "/erfassen/versprechen/", topic=topic.pk, channel="phone", picks_up="1")
    assert fetched == "„Team Werkstatt hat es bis Mi 10:00 fertig.“"


@time_machine.travel(MONDAY, tick=False)
def test_a_complaint_and_a_channel_have_rules_of_their_own(client: Client) -> None:
    make_policy(first_response=240)
    make_policy(first_response=60, position=1, channel="phone")
    topic = make_topic(make_team(name="Werkstatt"))
    assert "11:00" in text_of(client, "/erfassen/versprechen/", topic=topic.pk, channel="phone")
    assert "15:00" in text_of(client, "/erfassen/versprechen/", topic=topic.pk, channel="shop")


def test_a_confidential_topic_says_so(client: Client) -> None:
    make_policy()
    topic = make_topic(make_team(name="Personal"), confidential=True)
    assert text_of(client, "/erfassen/versprechen/", topic=topic.pk, channel="phone").startswith(
        "„Vertraulich: Team Personal"
    )
    assert "Vertraulich" in text_of(client, "/erfassen/antworten/", topic=topic.pk)


@pytest.mark.parametrize(
    "data", [{}, {"topic": "0"}, {"topic": "x", "channel": "phone"}, {"topic": "9" * 30}]
)
def test_an_odd_request_promises_nothing(client: Client, data: dict[str, str]) -> None:
    assert text_of(client, "/erfassen/versprechen/", **data) == "Mit Team und Frist."
    assert "Wählen Sie ein Anliegen." in text_of(client, "/erfassen/antworten/", **data)


def test_the_best_working_answer_stands_first_and_open(client: Client) -> None:
    topic = make_topic()
    for title, helped, active in (("Selten", 1, True), ("Oft", 34, True), ("Alt", 99, False)):
        Answer.objects.create(topic=topic, title=title, text="So.", helped=helped, active=active)
    content = text_of(client, "/erfassen/antworten/", topic=topic.pk)
    assert content.index("Oft") < content.index("Selten")
    assert "hat 34-mal geholfen" in content
    assert "Alt" not in content
    assert content.count("open") == 1
