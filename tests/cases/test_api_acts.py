"""What is done to a case over the API: who may, in which order it is refused, and what came of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from cases.escalation import sweep_escalations
from cases.models import Acknowledgement, Case, Status
from contacts.models import Topic
from crm.company.models import Role, User
from tests.factories.api import Api
from tests.factories.bad_input import (
    OF_A_BODY,
    OF_A_CODE,
    OF_A_MOMENT,
    OF_A_TEXT,
    OF_AN_ID,
    complaint,
    stored,
    too_long,
)
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db

REQUIRED = {"null": None, "empty": ""}
GOOD: dict[str, dict[str, Any]] = {
    "closure": {"result": "H-Saite ersetzt.", "not_informed_reason": "Kommt morgen vorbei."},
    "pause": {"kind": "supplier", "until": "{soon}", "reason": "Saite ist bestellt."},
    "handover": {"team": 1, "reason": "Braucht die Werkstatt."},
    "acknowledgement": {"next_at": "{soon}"},
    "priority": {"priority": "high", "reason": "Konzert am Samstag."},
    "reopening": {"reason": "Schnarrt wieder."},
}
BAD: dict[tuple[str, str], dict[str, Any]] = {
    ("closure", "result"): OF_A_TEXT | REQUIRED | too_long(5_000),
    ("closure", "informed_by"): OF_AN_ID,
    ("closure", "not_informed_reason"): OF_A_TEXT | too_long(200),
    ("pause", "kind"): OF_A_CODE | REQUIRED,
    ("pause", "until"): OF_A_MOMENT | REQUIRED | {"in the past": "2026-03-01T10:00:00Z"},
    ("pause", "reason"): OF_A_TEXT | REQUIRED | too_long(200),
    ("handover", "team"): OF_AN_ID | REQUIRED,
    ("handover", "owner"): OF_AN_ID,
    ("handover", "reason"): OF_A_TEXT | too_long(200),
    ("acknowledgement", "next_at"): OF_A_MOMENT | {"in the past": "2026-03-01T10:00:00Z"},
    ("priority", "priority"): OF_A_CODE | REQUIRED | {"as it is": "normal"},
    ("priority", "reason"): OF_A_TEXT | REQUIRED | too_long(200),
    ("reopening", "reason"): OF_A_TEXT | REQUIRED | too_long(200),
    **{(act, "unknown"): {"a text": "x", "an object": {}} for act in GOOD},
}


@pytest.fixture
def worker() -> User:
    return make_user()


@pytest.fixture
def topic(worker: User) -> Topic:
    make_policy(first_response=240, resolution=960)
    return make_topic(make_team((worker,)))


@pytest.fixture
def case(topic: Topic, worker: User) -> Case:
    opened = captured(topic, by=worker, at=timezone.now()).case
    assert opened is not None
    return opened


@pytest.fixture
def api(worker: User) -> Api:
    return Api(worker)


def good(act: str, case: Case) -> dict[str, Any]:
    soon = (timezone.now() + timedelta(days=3)).isoformat()
    body = {name: value if value != "{soon}" else soon for name, value in GOOD[act].items()}
    return body | {"team": case.team_id} if act == "handover" else body


def done(api: Api, act: str, pk: int, body: object, *, version: object = None) -> Any:
    """The act over the API. A priority is there already, so it is put in its place."""
    return api.send("PUT" if act == "priority" else "POST", f"cases/{pk}/{act}/", body, version=version)


def ready(act: str, case: Case, api: Api) -> int:
    """Make the act possible; gives the version then."""
    if act == "reopening":
        closed = api.post(f"cases/{case.pk}/closure/", good("closure", case), version=case.version)
        return int(closed.json()["version"])
    return case.version


@pytest.mark.parametrize("act", GOOD)
def test_an_act_answers_with_the_case_in_its_next_version(act: str, case: Case, api: Api) -> None:
    version = ready(act, case, api)
    answer = done(api, act, case.pk, good(act, case), version=version)
    assert answer.status_code == 200
    assert answer.json()["version"] == version + 1
    assert answer.headers["ETag"] == f'"{version + 1}"'
    assert answer.json() == api.get(f"cases/{case.pk}/").json()


def test_what_acts_did(case: Case, api: Api, worker: User) -> None:
    path = f"cases/{case.pk}"
    assert api.post(f"{path}/pause/", good("pause", case), version=1).json()["status"] == "waiting"
    assert api.delete(f"{path}/pause/", version='"2"').json()["status"] == "open"
    handed = good("handover", case) | {"owner": worker.pk}
    assert api.post(f"{path}/handover/", handed, version='W/"3"').json()["owner"] == worker.pk
    api.post(f"{path}/acknowledgement/", {}, version=4)
    assert Acknowledgement.objects.get().next_at > timezone.now()
    told = captured(
        None, by=worker, at=timezone.now(), case=case.pk, direction="out", text="Ist fertig."
    ).contact
    closed = api.post(f"{path}/closure/", {"result": "Fertig.", "informed_by": told.pk}, version=6)
    assert closed.json()["status"] == "resolved"
    again = api.post(f"{path}/reopening/", good("reopening", case), version=7)
    assert (again.json()["status"], again.json()["version"]) == ("open", 8)


@pytest.mark.parametrize("act", GOOD)
def test_refusals_come_in_their_order(act: str, case: Case, api: Api) -> None:
    version = ready(act, case, api)
    nonsense = {"unknown": 5}
    assert done(api, act, case.pk + 99, nonsense).status_code == 404
    assert done(Api(make_user()), act, case.pk, nonsense).status_code == 403
    assert done(api, act, case.pk, nonsense).status_code == 428
    assert done(api, act, case.pk, nonsense, version=version + 7).status_code == 409
    assert done(api, act, case.pk, nonsense, version=version).status_code == 400
    case.refresh_from_db()
    assert case.version == version


@pytest.mark.parametrize("version", ["", "abc", '"1', "-1", "1.0", "*", "²"])
def test_a_version_that_is_none_is_428(version: str, case: Case, api: Api) -> None:
    headers = {"Authorization": f"Token {api.token}", "If-Match": version}
    answer = api.client.delete(f"/api/v1/cases/{case.pk}/pause/", headers=headers)
    assert answer.status_code == 428
    assert "If-Match" in answer.json()["detail"]


def test_whoever_was_slower_hears_what_changed(case: Case, api: Api, worker: User) -> None:
    path = f"cases/{case.pk}/handover/"
    api.post(path, good("handover", case) | {"owner": worker.pk}, version=1)
    answer = api.post(path, good("handover", case), version=1)
    assert answer.status_code == 409
    assert answer.json() == {"current": 2, "differences": {"owner": [None, worker.pk]}}
    assert api.post(path, good("handover", case), version=10**17).json() == {"current": 2, "differences": {}}


@pytest.mark.parametrize(("act", "field"), BAD)
def test_a_bad_field_is_named_and_nothing_is_stored(act: str, field: str, case: Case, api: Api) -> None:
    version = ready(act, case, api)
    before, wrong = stored(), {}
    for why, value in BAD[act, field].items():
        body = good(act, case) | {field: value}
        if field == "informed_by":
            del body["not_informed_reason"]
        said = complaint(done(api, act, case.pk, body, version=version), field)
        if said:
            wrong[why] = said
    assert wrong == {}
    assert stored() == before


@pytest.mark.parametrize("act", [act for act in GOOD if act != "acknowledgement"])
def test_an_empty_body_names_what_is_missing(act: str, case: Case, api: Api) -> None:
    version = ready(act, case, api)
    answer = done(api, act, case.pk, {}, version=version)
    assert answer.status_code == 400
    assert all(texts == ["Diese Angabe fehlt."] for texts in answer.json().values())


@pytest.mark.parametrize("act", GOOD)
def test_what_is_no_json_object_is_refused(act: str, case: Case, api: Api) -> None:
    version = ready(act, case, api)
    for raw in OF_A_BODY:
        if raw == b"" and act == "acknowledgement":
            continue  # says nothing, which is enough here
        way = "PUT" if act == "priority" else "POST"
        answer = api.send(way, f"cases/{case.pk}/{act}/", raw=raw, version=version)
        assert answer.status_code == 400, raw[:20]


def test_an_act_that_makes_no_sense_now_says_so(case: Case, api: Api) -> None:
    answer = api.delete(f"cases/{case.pk}/pause/", version=1)
    assert answer.status_code == 400
    assert answer.json() == {"non_field_errors": ["Dieser Vorgang wartet gerade nicht."]}
    assert api.post(f"cases/{case.pk}/reopening/", {"reason": "Warum"}, version=1).status_code == 400


def test_a_contact_of_another_case_tells_nobody_here(
    case: Case, api: Api, topic: Topic, worker: User
) -> None:
    other = captured(topic, by=worker, at=timezone.now(), direction="out")
    body = {"result": "Fertig.", "informed_by": other.contact.pk}
    answer = api.post(f"cases/{case.pk}/closure/", body, version=1)
    assert list(answer.json()) == ["informed_by"]


def test_hostile_texts_of_acts_are_kept_as_they_are(case: Case, api: Api) -> None:
    kept = "<script>alert(1)</script> ' OR 1=1 -- 🪕"
    answer = api.post(f"cases/{case.pk}/pause/", good("pause", case) | {"reason": kept}, version=1)
    assert answer.json()["events"][-1]["text"] == kept


def test_whoever_got_the_escalation_may_acknowledge_and_nothing_else(worker: User) -> None:
    make_policy(first_response=60, resolution=120)
    boss = make_user(Role.MANAGEMENT)
    topic = make_topic(make_team((worker,)), confidential=True)
    case = captured(topic, by=worker, at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC)).case
    assert case is not None
    for day in range(3, 8):
        sweep_escalations(datetime(2026, 3, day, 9, 0, tzinfo=UTC))
    api, path = Api(boss), f"cases/{case.pk}"
    assert api.post(f"{path}/handover/", good("handover", case), version=1).status_code == 403
    answer = api.post(f"{path}/acknowledgement/", good("acknowledgement", case), version=1)
    assert answer.status_code == 200
    assert answer.json()["title"] is None  # still outside of the matter
    case.refresh_from_db()
    assert (case.unacknowledged_since, case.status) == (None, Status.OPEN)


def test_the_lead_of_the_team_may_change_a_case_another_may_not(case: Case) -> None:
    path = f"cases/{case.pk}/handover/"
    assert Api(make_user(Role.LEAD)).post(path, good("handover", case), version=1).status_code == 403
    assert Api(case.team.deputy).post(path, good("handover", case), version=1).status_code == 200
