"""Fifty senders, one id: one contact, whoever is first. The id is looked up again when two come in at once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from cases.models import Case, Deadline
from contacts.models import Contact, Customer, Topic
from crm.company.calendars import installation
from tests.factories.api import Api
from tests.factories.cases import make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db(transaction=True)

SENDERS = 50
PARALLEL = 8  # connections held at once; the others wait, as they do before a real server
IDS = 3 if settings.EMBEDDED_DATABASE else 200
SENDS = SENDERS if settings.EMBEDDED_DATABASE else 5  # of each id; one more of them is sent by all fifty


@pytest.fixture
def topic() -> Topic:
    installation()
    make_policy()
    return make_topic(make_team())


def body(topic: Topic, client_id: UUID, text: str = "H-Saite schnarrt.") -> dict[str, Any]:
    return {
        "client_id": str(client_id),
        "channel": "web",
        "happened_at": "2026-03-02T10:00:00+01:00",
        "outcome": "follow_up",
        "topic": topic.pk,
        "text": text,
        "new_customer": {"last_name": "Maier", "phone": "08382 940831"},
    }


def send_all(api: Api, bodies: list[dict[str, Any]]) -> list[tuple[int, Any]]:
    """All at once, from threads with connections of their own."""

    def send(one: dict[str, Any]) -> tuple[int, Any]:
        try:
            answer = api.post("contacts/", one)
            return answer.status_code, answer.json()["id"] if answer.status_code < 300 else None
        finally:
            connection.close()

    with ThreadPoolExecutor(PARALLEL) as pool:
        return list(pool.map(send, bodies))


def test_fifty_parallel_sends_of_one_id_are_one_contact(topic: Topic) -> None:
    api, client_id = Api(make_user()), uuid4()
    answers = send_all(api, [body(topic, client_id)] * SENDERS)
    assert Counter(status for status, _ in answers) == {201: 1, 200: SENDERS - 1}
    assert len({pk for _, pk in answers}) == 1
    assert Contact.objects.count() == Customer.objects.count() == Case.objects.count() == 1
    assert Deadline.objects.count() == 2


def test_many_ids_sent_many_times_are_as_many_contacts(topic: Topic) -> None:
    api, ids = Api(make_user()), [uuid4() for _ in range(IDS)]
    for start in range(0, IDS, 20):
        batch = [body(topic, client_id) for client_id in ids[start : start + 20]]
        answers = send_all(api, batch * SENDS)
        assert {status for status, _ in answers} == {200, 201}
    assert Contact.objects.count() == Customer.objects.count() == Case.objects.count() == IDS
    numbers = list(Case.objects.values_list("number", flat=True))
    assert len(set(numbers)) == IDS


def test_of_two_bodies_racing_for_one_id_one_wins_and_the_other_is_refused(topic: Topic) -> None:
    api, client_id = Api(make_user()), uuid4()
    bodies = [body(topic, client_id, text) for text in ("Eins.", "Zwei.")] * 10
    answers = send_all(api, bodies)
    won = Contact.objects.get().text
    for (status, _pk), sent in zip(answers, bodies, strict=True):
        assert status in ({200, 201} if sent["text"] == won else {422})
    assert Contact.objects.get().received_at <= timezone.now()
