"""Voices over the API: who said what, for whom to see, and for how many statements."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from contacts.models import Topic
from crm.company.models import Role, User
from crm.desk.voiding import undo
from feedback.models import Feedback
from tests.factories.api import Api
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # 10:00 in Berlin


@pytest.fixture
def worker() -> User:
    return make_user()


@pytest.fixture
def topic(worker: User) -> Topic:
    make_policy(first_response=240)
    return make_topic(make_team((worker,)))


def voiced(topic: Topic, by: User, kind: str, **more: Any) -> Feedback:
    contact = captured(topic, by=by, at=MONDAY, voice=kind, **more).contact
    return Feedback.objects.get(contact=contact)


def test_a_complaint_reads_with_its_case_and_receipt(topic: Topic, worker: User) -> None:
    voice = voiced(topic, worker, "complaint", text="Zu laut.")
    api = Api(worker)
    said = api.get(f"feedback/{voice.pk}/").json()
    assert api.get("feedback/").json()["results"] == [said]
    assert datetime.fromisoformat(said.pop("at")) == MONDAY
    assert datetime.fromisoformat(said.pop("sorted_at")) == MONDAY
    assert datetime.fromisoformat(said.pop("receipt_due_at")) == MONDAY.replace(hour=14)
    assert said == {
        "id": voice.pk,
        "kind": "complaint",
        "customer": voice.contact.customer_id,
        "contact": voice.contact_id,
        "case": voice.case_id,
        "text": "Zu laut.",
        "receipt_met_at": None,
        "severity": None,
        "origin": "capture",
        "origin_link": "",
        "topic": topic.pk,
        "product": None,
        "site": voice.site_id,
        "sorted_by": worker.pk,
    }


def test_praise_has_neither_case_nor_receipt(topic: Topic, worker: User) -> None:
    voice = voiced(topic, worker, "praise", outcome="resolved")
    said = Api(worker).get(f"feedback/{voice.pk}/").json()
    assert (said["case"], said["receipt_due_at"], said["receipt_met_at"]) == (None, None, None)


def test_a_list_is_filtered_by_kind_and_customer(topic: Topic, worker: User) -> None:
    wish = voiced(topic, worker, "wish", outcome="resolved")
    praise = voiced(topic, worker, "praise", outcome="resolved")
    api = Api(worker)
    found = {
        "kind=wish": [wish.pk],
        f"customer={praise.contact.customer_id}": [praise.pk],
        f"topic={topic.pk}&sorted=yes&origin=capture": [praise.pk, wish.pk],
        "sorted=no": [],
        "origin=web": [],
        "": [praise.pk, wish.pk],
    }
    for query, expected in found.items():
        assert [row["id"] for row in api.get(f"feedback/?{query}").json()["results"]] == expected
    assert set(api.get("feedback/?kind=x").json()) == {"kind"}
    assert set(api.get("feedback/?customer=x").json()) == {"customer"}


def test_voices_of_a_confidential_matter_are_for_those_inside(worker: User) -> None:
    make_policy()
    topic = make_topic(make_team((worker,)), confidential=True)
    voice = voiced(topic, worker, "complaint")
    outsider = Api(make_user(Role.MANAGEMENT))
    assert outsider.get("feedback/").json()["results"] == []
    assert outsider.get(f"feedback/{voice.pk}/").status_code == 404
    assert Api(topic.team.lead).get("feedback/").json()["count"] == 1


def test_what_was_taken_back_is_no_voice(topic: Topic, worker: User) -> None:
    voice = voiced(topic, worker, "praise", outcome="resolved")
    undo(voice.contact, by=make_user(Role.ADMIN), at=timezone.now())
    assert Api(worker).get("feedback/").json()["count"] == 0


@pytest.mark.parametrize("rows", [1, 30])
def test_a_list_costs_the_same_for_1_and_30(
    rows: int, topic: Topic, worker: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        voiced(topic, worker, "complaint")
    api = Api(worker)
    with django_assert_num_queries(4):
        assert len(api.get("feedback/").json()["results"]) == rows


def test_a_voice_is_only_written_with_its_contact(worker: User) -> None:
    answer = Api(worker).post("feedback/", {"kind": "praise"})
    assert answer.status_code == 405
    assert Feedback.objects.count() == 0


def test_a_voice_is_sorted_and_that_is_taken_back(topic: Topic, worker: User) -> None:
    voice = voiced(topic, worker, "wish", outcome="resolved")
    api, address = Api(worker), f"feedback/{voice.pk}/sorting/"
    said = api.post(address, {"kind": "complaint", "severity": 3}).json()
    assert (said["kind"], said["severity"], said["topic"], said["sorted_by"]) == (
        "complaint",
        3,
        topic.pk,
        worker.pk,
    )
    assert said["case"] is not None
    again = api.delete(address).json()
    assert (again["kind"], again["severity"], again["case"]) == ("wish", None, None)
    assert set(api.delete(address).json()) == {"non_field_errors"}


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"kind": "x"}, "kind"),
        ({"kind": "complaint", "severity": 4}, "severity"),
        ({"kind": "complaint", "severity": "schwer"}, "severity"),
        ({"kind": "wish", "topic": 10**9}, "topic"),
        ({"kind": "wish", "sorted_by": 1}, "sorted_by"),
    ],
)
def test_what_cannot_be_chosen_is_refused_by_name(
    topic: Topic, worker: User, body: dict[str, Any], wrong: str
) -> None:
    voice = voiced(topic, worker, "praise", outcome="resolved")
    answer = Api(worker).post(f"feedback/{voice.pk}/sorting/", body)
    assert (answer.status_code, set(answer.json())) == (400, {wrong})
    voice.refresh_from_db()
    assert voice.kind == "praise"


def test_severity_is_captured_with_a_complaint_and_with_nothing_else(topic: Topic, worker: User) -> None:
    assert voiced(topic, worker, "complaint", severity=2).severity == 2
    body = {
        "client_id": str(uuid4()),
        "channel": "shop",
        "happened_at": MONDAY.isoformat(),
        "outcome": "resolved",
        "topic": topic.pk,
        "voice": "praise",
        "severity": 2,
    }
    assert set(Api(worker).post("contacts/", body).json()) == {"severity"}
