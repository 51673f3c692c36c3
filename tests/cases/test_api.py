"""Cases over the API, to read: what everybody sees, what only those inside see, and for how many statements."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from cases.escalation import sweep_escalations
from cases.lifecycle import close, end_pause, hand_over, pause, reopen
from cases.models import Case
from contacts.models import Topic
from crm.company.models import Role, User
from tests.factories.api import Api
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # 10:00 in Berlin
HOUR = timedelta(hours=1)
FIELDS = {
    "id",
    "number",
    "customer",
    "topic",
    "title",
    "status",
    "priority",
    "team",
    "owner",
    "first_response_due_at",
    "follow_up_at",
    "resolution_due_at",
    "escalate_at",
    "escalation_step",
    "version",
}


@pytest.fixture
def worker() -> User:
    return make_user()


@pytest.fixture
def topic(worker: User) -> Topic:
    make_policy(first_response=240, resolution=960)
    return make_topic(make_team((worker,)))


@pytest.fixture
def api(worker: User) -> Api:
    return Api(worker)


def opened(topic: Topic, by: User, **fields: Any) -> Case:
    case = captured(topic, by=by, at=MONDAY, **fields).case
    assert case is not None
    return case


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def test_a_case_reads_as_documented(api: Api, topic: Topic, worker: User) -> None:
    case = opened(topic, worker)
    answer = api.get(f"cases/{case.pk}/")
    said = answer.json()
    assert set(said) == FIELDS | {"contacts", "events"}
    assert answer.headers["ETag"] == '"1"'
    assert (said["status"], said["priority"], said["team"], said["owner"]) == (
        "open",
        "normal",
        topic.team_id,
        None,
    )
    assert (said["customer"], said["topic"], said["version"]) == (case.customer_id, topic.pk, 1)
    assert moment(said["first_response_due_at"]) == MONDAY + 5 * HOUR  # 4 working hours and the lunch break
    assert moment(said["resolution_due_at"]) == datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    assert said["follow_up_at"] is None
    assert said["escalation_step"] == 1
    assert [contact["text"] for contact in said["contacts"]] == ["H-Saite schnarrt seit dem Wetterwechsel."]
    assert [(event["verb"], event["contact"]) for event in said["events"]] == [
        ("opened", said["contacts"][0]["id"])
    ]


def test_a_sweep_shows_but_does_not_raise_the_version(api: Api, topic: Topic, worker: User) -> None:
    case = opened(topic, worker)
    sweep_escalations(MONDAY + 6 * HOUR)
    said = api.get(f"cases/{case.pk}/").json()
    assert (said["version"], said["escalation_step"]) == (1, 2)
    assert said["events"][-1]["verb"] == "escalated"
    assert said["events"][-1]["by"] is None


def test_a_follow_up_date_is_shown_only_while_it_runs(api: Api, topic: Topic, worker: User) -> None:
    case = opened(topic, worker)
    until = MONDAY + timedelta(days=2)
    pause(case.pk, kind="supplier", until=until, reason="Saite", by=worker, at=MONDAY + HOUR)
    assert moment(api.get(f"cases/{case.pk}/").json()["follow_up_at"]) == until
    end_pause(case.pk, by=worker, at=MONDAY + 2 * HOUR)
    assert api.get(f"cases/{case.pk}/").json()["follow_up_at"] is None


def test_the_newest_round_counts(api: Api, topic: Topic, worker: User) -> None:
    case = opened(topic, worker)
    close(case.pk, result="Fertig.", not_informed_reason="Kommt vorbei.", by=worker, at=MONDAY + HOUR)
    resolved = api.get(f"cases/{case.pk}/").json()
    assert resolved["first_response_due_at"] is None  # it was dropped
    assert (resolved["status"], resolved["escalate_at"]) == ("resolved", None)
    reopen(case.pk, reason="Schnarrt wieder.", by=worker, at=MONDAY + 24 * HOUR)
    again = api.get(f"cases/{case.pk}/").json()
    assert moment(again["resolution_due_at"]) > moment(resolved["resolution_due_at"])


@pytest.mark.parametrize("rows", [1, 30])
def test_a_list_costs_the_same_for_1_and_30(
    rows: int, api: Api, topic: Topic, worker: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        opened(topic, worker)
    with django_assert_num_queries(4):
        answer = api.get("cases/").json()
    assert answer["count"] == len(answer["results"]) == rows
    assert set(answer["results"][0]) == FIELDS


def test_a_case_costs_the_same_however_long_its_story(
    api: Api, topic: Topic, worker: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case = opened(topic, worker)
    for number in range(20):
        captured(topic, by=worker, at=MONDAY + number * HOUR, case=case.pk, direction="out")
    with django_assert_num_queries(5):
        said = api.get(f"cases/{case.pk}/").json()
    assert (len(said["contacts"]), len(said["events"])) == (21, 21)


def test_lists_are_filtered(api: Api, topic: Topic, worker: User) -> None:
    mine, other, done = (opened(topic, worker) for _ in range(3))
    hand_over(mine.pk, team=make_team(), owner=worker, by=worker, at=MONDAY)
    close(done.pk, result="Fertig.", not_informed_reason="Egal.", by=worker, at=MONDAY)
    mine.refresh_from_db()
    found = {
        f"owner={worker.pk}": [mine.pk],
        f"team={mine.team_id}": [mine.pk],
        f"team={topic.team_id}&status=open": [other.pk],
        "status=resolved": [done.pk],
        f"customer={other.customer_id}": [other.pk],
        "status=": [done.pk, other.pk, mine.pk],
    }
    for query, expected in found.items():
        assert [row["id"] for row in api.get(f"cases/?{query}").json()["results"]] == expected
    for query, field in {"status=closed": "status", "team=x": "team", f"owner={10**20}": "owner"}.items():
        assert list(api.get(f"cases/?{query}").json()) == [field]


def test_those_outside_a_confidential_case_see_number_and_promise(worker: User) -> None:
    make_policy()
    topic = make_topic(make_team((worker,)), confidential=True)
    case = opened(topic, worker)
    outsider = Api(make_user(Role.MANAGEMENT))
    answer = outsider.get(f"cases/{case.pk}/")
    listed = outsider.get("cases/").json()["results"]
    for said in (answer.json(), *listed):
        shown = {name: value for name, value in said.items() if value is not None}
        assert set(shown) == {"id", "number", "first_response_due_at"}
        assert shown["number"] == case.number
    assert len(listed) == 1
    assert "ETag" not in answer.headers


@pytest.mark.parametrize("query", ["customer={customer}", "team={team}", "status=open", "owner={owner}"])
def test_a_filter_tells_those_outside_nothing(query: str, worker: User) -> None:
    make_policy()
    team = make_team((worker,))
    case = opened(make_topic(team, confidential=True), worker)
    hand_over(case.pk, team=team, owner=worker, by=worker, at=MONDAY)
    asked = query.format(customer=case.customer_id, team=team.pk, owner=worker.pk)
    assert Api(worker).get(f"cases/?{asked}").json()["count"] == 1
    assert Api(make_user()).get(f"cases/?{asked}").json()["count"] == 0


def test_a_substitute_is_inside_while_the_owner_is_away(worker: User) -> None:
    make_policy()
    team = make_team()
    case = opened(make_topic(team, confidential=True), team.lead)
    hand_over(case.pk, team=team, owner=worker, by=team.lead, at=MONDAY)
    substitute = make_user()
    worker.absences.create(starts_on="2026-03-02", ends_on="2026-03-06", substitute=substitute)
    for day, title in ((3, True), (9, False)):
        with time_machine.travel(MONDAY.replace(day=day), tick=False):
            said = Api(substitute).get(f"cases/{case.pk}/").json()
        assert (said["title"] is not None) is title


def test_an_unknown_case_is_404(api: Api) -> None:
    assert api.get("cases/5/").status_code == api.get(f"cases/{10**30}/").status_code == 404
