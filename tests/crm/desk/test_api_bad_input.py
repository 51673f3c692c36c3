"""Whatever is sent as a contact: a plain 400 that names the field, never a fault of ours, nothing stored by half."""

from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from contacts.models import Contact, Topic
from crm.company.calendars import installation
from crm.company.models import User
from tests.factories.api import Api
from tests.factories.bad_input import (
    NUL,
    OF_A_BODY,
    OF_A_CODE,
    OF_A_FLAG,
    OF_A_MOMENT,
    OF_A_TEXT,
    OF_A_UUID,
    OF_AN_ID,
    OF_AN_OBJECT,
    complaint,
    naughty_strings,
    stored,
    too_long,
)
from tests.factories.cases import make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db

MISSING = object()
REQUIRED = {"missing": MISSING, "null": None}
PHRASE = {"a number": 5, "a list": [], "an object": {}, "true": True}
BAD: dict[str, dict[str, Any]] = {
    "client_id": OF_A_UUID | REQUIRED,
    "channel": OF_A_CODE | REQUIRED | {"empty": ""},
    "happened_at": OF_A_MOMENT | REQUIRED,
    "outcome": OF_A_CODE | REQUIRED | {"empty": ""},
    "topic": OF_AN_ID | REQUIRED,
    "customer": OF_AN_ID,
    "new_customer": OF_AN_OBJECT | {"an empty one": {}, "without a name": {"phone": "08382 940831"}},
    "spoke_with": OF_AN_ID,
    "direction": OF_A_CODE | {"empty": ""},
    "text": OF_A_TEXT | too_long(100_000),
    "case": OF_AN_ID,
    "voice": OF_A_CODE,
    "source": OF_AN_ID,
    "reason": OF_AN_ID,
    "reason_text": OF_A_TEXT | too_long(300),
    "campaign_code": OF_A_TEXT | too_long(30),
    "product": OF_AN_ID,
    "site": OF_AN_ID,
    "encounter": OF_A_UUID,
    "recorded_at": OF_A_MOMENT,
    "picks_up": OF_A_FLAG,
    "new_customer.kind": OF_A_CODE | {"empty": ""},
    "new_customer.salutation": OF_A_CODE,
    "new_customer.title": OF_A_TEXT | too_long(40),
    "new_customer.first_name": OF_A_TEXT | too_long(80),
    "new_customer.last_name": OF_A_TEXT | too_long(80),
    "new_customer.organisation": OF_A_TEXT | too_long(160),
    "new_customer.phone": OF_A_TEXT | too_long(60),
    "new_customer.email": OF_A_TEXT | too_long(254),
    "new_customer.street": OF_A_TEXT | too_long(160),
    "new_customer.postal_code": OF_A_TEXT | too_long(16),
    "new_customer.city": OF_A_TEXT | too_long(100),
    "new_customer.country": OF_A_TEXT | too_long(2),
    "new_customer.unknown": PHRASE,
    "unknown": PHRASE,
}


@pytest.fixture
def worker() -> User:
    return make_user()


@pytest.fixture
def topic(worker: User) -> Topic:
    installation()
    make_policy()
    return make_topic(make_team((worker,)))


@pytest.fixture
def api(worker: User) -> Api:
    return Api(worker)


def body(topic: Topic) -> dict[str, Any]:
    return {
        "client_id": str(uuid4()),
        "channel": "phone",
        "happened_at": timezone.now().isoformat(),
        "outcome": "follow_up",
        "topic": topic.pk,
        "text": "H-Saite schnarrt.",
        "new_customer": {"last_name": "Maier", "phone": "08382 940831"},
    }


def spoilt(good: dict[str, Any], field: str, value: Any) -> dict[str, Any]:
    """`good` with one field replaced; "new_customer.phone" lies inside."""
    outer, _dot, inner = field.partition(".")
    wrong = dict(good)
    if inner:
        wrong[outer] = {**good[outer], inner: value}
    elif value is MISSING:
        del wrong[outer]
    else:
        wrong[outer] = value
    return wrong


@pytest.mark.parametrize("field", BAD)
def test_a_bad_field_is_named_and_nothing_is_stored(field: str, api: Api, topic: Topic) -> None:
    before = stored()
    wrong = {}
    for why, value in BAD[field].items():
        said = complaint(api.post("contacts/", spoilt(body(topic), field, value)), field)
        if said:
            wrong[why] = said
    assert wrong == {}
    assert stored() == before


def test_the_body_of_the_matrix_itself_is_good(api: Api, topic: Topic) -> None:
    assert api.post("contacts/", body(topic)).status_code == 201


@pytest.mark.parametrize("raw", OF_A_BODY, ids=list(OF_A_BODY.values()))
def test_what_is_no_json_object_is_refused(raw: bytes, api: Api, topic: Topic) -> None:
    response = api.send("POST", "contacts/", raw=raw)
    assert response.status_code == 400
    assert response.json()
    assert Contact.objects.count() == 0


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_another_content_type_is_415(kind: str, api: Api) -> None:
    response = api.client.generic(
        "POST", "/api/v1/contacts/", b"x", kind, headers={"Authorization": f"Token {api.token}"}
    )
    assert response.status_code == 415
    assert set(response.json()) == {"detail"}


def test_a_huge_body_is_413(api: Api) -> None:
    response = api.send("POST", "contacts/", raw=b'{"text": "' + b"x" * 3_000_000 + b'"}')
    assert response.status_code == 413


def test_every_problem_is_said_at_once(api: Api, topic: Topic) -> None:
    wrong = body(topic) | {"channel": "fax", "happened_at": "gestern", "text": 5}
    assert set(api.post("contacts/", wrong).json()) == {"channel", "happened_at", "text"}


def test_messages_are_plain_german(api: Api, topic: Topic) -> None:
    wrong = body(topic) | {"picks_up": "ja", "topic": "x", "text": NUL}
    assert api.post("contacts/", wrong).json() == {
        "picks_up": ["Hier gehört true oder false hin."],
        "topic": ["Hier gehört eine Nummer (id) hin."],
        "text": ["Dieser Text enthält ein Zeichen, das sich nicht speichern lässt."],
    }


def test_null_says_of_a_reference_the_same_as_leaving_it_out(api: Api, topic: Topic) -> None:
    good = body(topic)
    with_nulls = good | dict.fromkeys(
        ("customer", "spoke_with", "case", "source", "reason", "product", "site", "encounter", "recorded_at")
    )
    first = api.post("contacts/", with_nulls)
    again = api.post("contacts/", good)
    assert (first.status_code, again.status_code) == (201, 200)


def test_naughty_strings_are_stored_as_they_are(api: Api, topic: Topic) -> None:
    for typed in naughty_strings():
        plain = {**body(topic), "outcome": "resolved", "text": typed, "reason_text": typed[:300]}
        del plain["new_customer"]
        answer = api.post("contacts/", plain)
        assert answer.status_code == 201, typed
        kept = Contact.objects.get(pk=answer.json()["id"])
        assert (kept.text, kept.reason_text) == (typed, typed[:300].strip())
        assert answer.json()["text"] == kept.text


def test_naughty_strings_find_something_or_nothing_but_never_a_fault(api: Api, topic: Topic) -> None:
    for typed in [*naughty_strings()[::3], NUL, "x" * 5_000, "%", "_", "\\", "'"]:
        answer = api.client.get(
            "/api/v1/customers/", {"q": typed}, headers={"Authorization": f"Token {api.token}"}
        )
        assert answer.status_code == 200, typed
