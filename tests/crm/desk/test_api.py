"""A contact over the API: one door, one answer, the same one for the same id."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cases.models import Case
from contacts.models import Contact, Customer, Topic
from crm.company.models import Role, User
from crm.desk.voiding import undo
from crm.lib.history import save_as
from tests.factories.api import Api
from tests.factories.cases import make_policy, make_topic
from tests.factories.company import make_team, make_user
from tests.factories.contacts import a_campaign, a_customer, a_reason, a_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker() -> User:
    return make_user()


@pytest.fixture
def topic(worker: User) -> Topic:
    make_policy()
    return make_topic(make_team((worker,)))


@pytest.fixture
def api(worker: User) -> Api:
    return Api(worker)


def body(topic: Topic | None, **more: Any) -> dict[str, Any]:
    return {
        "client_id": str(uuid4()),
        "channel": "phone",
        "happened_at": timezone.now().isoformat(),
        "outcome": "follow_up",
        "topic": topic.pk if topic else None,
        "text": "H-Saite schnarrt.",
        "new_customer": {"last_name": "Maier", "phone": "08382 940831"},
    } | more


def nobody(**more: Any) -> dict[str, Any]:
    """No concern of somebody without a name."""
    return body(None, outcome="no_concern", new_customer=None) | more


def test_a_capture_is_answered_with_the_contact_its_customer_and_its_case(api: Api, topic: Topic) -> None:
    answer = api.post("contacts/", body(topic))
    assert answer.status_code == 201
    contact = Contact.objects.get()
    case = Case.objects.get()
    said = answer.json()
    assert (said["id"], said["customer"], said["case"], said["warnings"]) == (
        contact.pk,
        Customer.objects.get().pk,
        case.pk,
        [],
    )
    assert (said["direction"], said["voice"], said["encounter"]) == ("in", "", said["client_id"])
    assert api.get(f"contacts/{contact.pk}/").json() == {
        name: value for name, value in said.items() if name != "warnings"
    }


def test_everything_that_may_be_said_is_kept(api: Api, topic: Topic) -> None:
    customer, speaker = a_customer(), a_customer("Huber")
    a_campaign("SAITE24", source=a_source("Zeitschrift"))
    sent = body(
        topic,
        channel="magazine",
        outcome="resolved",
        customer=customer.pk,
        new_customer=None,
        spoke_with=speaker.pk,
        voice="praise",
        source=a_source().pk,
        reason=a_reason().pk,
        reason_text="Kurs",
        campaign_code="SAITE24",
        encounter=str(uuid4()),
        recorded_at=timezone.now().isoformat(),
    )
    said = api.post("contacts/", sent).json()
    same = ("channel", "outcome", "customer", "spoke_with", "voice", "source", "reason", "reason_text")
    assert {name: said[name] for name in (*same, "campaign_code", "encounter")} == {
        name: sent[name] for name in (*same, "campaign_code", "encounter")
    }
    assert (said["case"], said["warnings"]) == (None, [])


def test_doubts_are_stored_as_typed_and_said(api: Api, topic: Topic) -> None:
    new = {
        "last_name": "Maier",
        "phone": "12",
        "email": "maier(at)web",
        "postal_code": "8813",
        "city": "Lindau",
    }
    answer = api.post("contacts/", body(topic, new_customer=new, campaign_code="GIBTS NICHT"))
    assert answer.status_code == 201
    assert len(answer.json()["warnings"]) == 4
    customer = api.get(f"customers/{answer.json()['customer']}/").json()
    assert (customer["phones"], customer["emails"]) == (["12"], ["maier(at)web"])
    assert {"phone_doubtful", "email_doubtful", "postcode_doubtful"} <= set(customer["findings"])


def test_the_same_again_changes_nothing_and_tells_how_it_is_now(api: Api, topic: Topic) -> None:
    sent = body(topic)
    first = api.post("contacts/", sent)
    undo(Contact.objects.get(), by=api.user, at=timezone.now())
    again = api.post("contacts/", sent)
    assert (first.status_code, again.status_code) == (201, 200)
    assert (again.json()["id"], again.json()["case"]) == (first.json()["id"], first.json()["case"])
    assert first.json()["voided_at"] is None
    assert again.json()["voided_at"] is not None
    assert Contact.objects.count() == Customer.objects.count() == 1


def test_the_same_moment_in_another_zone_is_the_same_body(api: Api, topic: Topic) -> None:
    sent = body(topic, happened_at="2026-03-02T10:00:00+01:00")
    again = sent | {"happened_at": "2026-03-02T09:00:00Z", "client_id": sent["client_id"].upper()}
    assert [api.post("contacts/", each).status_code for each in (sent, again)] == [201, 200]


def test_the_same_id_with_another_body_is_refused(api: Api, topic: Topic) -> None:
    sent = body(topic)
    api.post("contacts/", sent)
    answer = api.post("contacts/", sent | {"text": "Etwas anderes."})
    assert answer.status_code == 422
    assert answer.json() == {"detail": "Diese client_id gehört schon zu einem anderen Kontakt."}
    assert Contact.objects.get().text == "H-Saite schnarrt."


def test_the_id_of_a_contact_one_may_not_see_is_refused(api: Api) -> None:
    make_policy()
    topic = make_topic(make_team(), confidential=True)
    sent = body(topic)
    api.post("contacts/", sent)
    assert Api(make_user()).post("contacts/", sent).status_code == 422


def test_a_contact_joins_the_case_of_its_customer(api: Api, topic: Topic) -> None:
    first = api.post("contacts/", body(topic)).json()
    joined = api.post("contacts/", body(None, case=first["case"], new_customer=None, direction="out"))
    assert joined.status_code == 201
    assert (joined.json()["case"], joined.json()["customer"], joined.json()["topic"]) == (
        first["case"],
        first["customer"],
        topic.pk,
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"outcome": "no_concern", "voice": "complaint", "topic": None}, "voice"),
        ({"topic": None}, "topic"),
        ({"new_customer": None}, "picks_up"),
        ({"new_customer": None, "picks_up": True, "text": ""}, "text"),
        ({"new_customer": {"phone": "08382 940831"}}, "new_customer"),
        ({"outcome": "resolved", "case": 1}, "case"),
    ],
)
def test_what_does_not_hold_together_is_refused_by_field(
    wrong: dict[str, Any], field: str, api: Api, topic: Topic
) -> None:
    answer = api.post("contacts/", body(topic) | wrong)
    assert answer.status_code == 400
    assert field in answer.json()
    assert Contact.objects.count() == 0


def test_a_clock_five_minutes_fast_is_taken_as_now_a_faster_one_refused(api: Api) -> None:
    now = timezone.now()
    little = nobody(happened_at=(now + timedelta(minutes=4)).isoformat())
    assert api.post("contacts/", little).status_code == 201
    assert Contact.objects.get().happened_at <= timezone.now()
    much = nobody(happened_at=(now + timedelta(minutes=7)).isoformat())
    assert set(api.post("contacts/", much).json()) == {"happened_at"}


@pytest.mark.parametrize("rows", [1, 30])
def test_a_list_costs_the_same_for_1_and_30(
    rows: int, api: Api, topic: Topic, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        api.post("contacts/", body(topic, outcome="resolved", voice="praise"))
    with django_assert_num_queries(5):
        answer = api.get("contacts/")
    assert (answer.json()["count"], len(answer.json()["results"])) == (rows, rows)


def test_a_capture_stays_within_its_budget(
    api: Api, topic: Topic, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    customer = api.post("contacts/", body(topic)).json()["customer"]
    with django_assert_num_queries(17):  # with the savepoint's two, which stand for BEGIN and COMMIT here
        api.post("contacts/", body(topic, customer=customer, new_customer=None))


def test_a_capture_of_somebody_new_who_says_how_and_why_stays_within_its_budget(
    api: Api, topic: Topic, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    source, reason = a_source(), a_reason()
    api.post("contacts/", body(topic))
    said = {"source": source.pk, "reason": reason.pk}
    with django_assert_num_queries(25):  # with the savepoint's two, which stand for BEGIN and COMMIT here
        pk = api.post("contacts/", body(topic, **said)).json()["customer"]
    customer = Customer.objects.get(pk=pk)
    assert (customer.source, customer.reason, customer.version) == (source, reason, 1)
    assert (customer.history.count(), customer.findings.count(), customer.touches.count()) == (1, 0, 0)


def test_lists_are_paged_newest_first(api: Api) -> None:
    ids = [api.post("contacts/", nobody()).json()["id"] for _ in range(3)]
    first = api.get("contacts/?page_size=2").json()
    assert [row["id"] for row in first["results"]] == [ids[2], ids[1]]
    assert (first["count"], first["previous"]) == (3, None)
    assert [row["id"] for row in api.get("contacts/?page_size=2&page=2").json()["results"]] == [ids[0]]
    assert api.get("contacts/?page=3").status_code == api.get("contacts/?page=x").status_code == 404


def test_a_list_is_filtered_by_customer_and_case(api: Api, topic: Topic) -> None:
    first, second = (api.post("contacts/", body(topic)).json() for _ in range(2))
    for query in (f"customer={first['customer']}", f"case={first['case']}"):
        assert [row["id"] for row in api.get(f"contacts/?{query}").json()["results"]] == [first["id"]]
    assert api.get(f"contacts/?customer={10**18}").json()["count"] == 0
    for wrong in ("x", "-1", "1.0", "²", str(10**30), "%00"):
        assert set(api.get(f"contacts/?case={wrong}").json()) == {"case"}
    assert second["id"] != first["id"]


def test_what_was_taken_back_leaves_the_list_but_can_be_read(api: Api) -> None:
    kept, void = (api.post("contacts/", nobody()).json()["id"] for _ in range(2))
    undo(Contact.objects.get(pk=void), by=api.user, at=timezone.now())
    assert [row["id"] for row in api.get("contacts/").json()["results"]] == [kept]
    assert api.get(f"contacts/{void}/").json()["voided_at"] is not None


def test_contacts_of_a_confidential_matter_are_for_those_inside(worker: User, api: Api) -> None:
    make_policy()
    topic = make_topic(make_team((worker,)), confidential=True)
    pk = api.post("contacts/", body(topic)).json()["id"]
    outsider, boss = Api(make_user(Role.MANAGEMENT)), Api(make_user(Role.ADMIN))
    assert outsider.get("contacts/").json()["results"] == []
    assert outsider.get(f"contacts/{pk}/").status_code == 404
    for insider in (api, boss):
        assert [row["id"] for row in insider.get("contacts/").json()["results"]] == [pk]


def test_an_unknown_contact_is_404(api: Api) -> None:
    assert api.get("contacts/5/").status_code == api.get(f"contacts/{10**30}/").status_code == 404


def test_a_person_who_left_has_no_way_in(api: Api, worker: User) -> None:
    assert api.get("contacts/").status_code == 200
    worker.is_active = False
    save_as(worker, by=None, at=timezone.now())
    answer = api.post("contacts/", nobody())
    assert answer.status_code == 401
    assert Contact.objects.count() == 0
