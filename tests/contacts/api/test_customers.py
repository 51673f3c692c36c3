"""Customers over the API: listed, found, created, changed; and what one chooses from."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from contacts.models import Customer
from crm.company.calendars import installation
from crm.company.models import Role, User
from tests.factories.api import Api
from tests.factories.bad_input import (
    OF_A_BODY,
    OF_A_CODE,
    OF_A_LIST,
    OF_A_TEXT,
    OF_AN_ID,
    OF_AN_OBJECT,
    complaint,
    naughty_strings,
    stored,
    too_long,
)
from tests.factories.company import make_team, make_user
from tests.factories.contacts import a_customer, a_reason, a_source, a_topic

pytestmark = pytest.mark.django_db

FIELDS = {
    "id",
    "number",
    "kind",
    "salutation",
    "title",
    "first_name",
    "last_name",
    "organisation",
    "phones",
    "emails",
    "address",
    "address_need",
    "source",
    "reason",
    "reason_text",
    "referred_by",
    "note",
    "findings",
    "version",
}
BAD: dict[str, dict[str, Any]] = {
    "kind": OF_A_CODE | {"empty": ""},
    "salutation": OF_A_CODE,
    "title": OF_A_TEXT | too_long(40),
    "first_name": OF_A_TEXT | too_long(80),
    "last_name": OF_A_TEXT | too_long(80),
    "organisation": OF_A_TEXT | too_long(160),
    "phones": OF_A_LIST | {"too long inside": ["1" * 61]},
    "emails": OF_A_LIST | {"too long inside": ["x" * 255]},
    "address_need": {name: bad for name, bad in OF_A_CODE.items() if name != "empty"},
    "address": OF_AN_OBJECT | {"unknown inside": {"planet": "Erde"}},
    "source": OF_AN_ID,
    "reason": OF_AN_ID,
    "reason_text": OF_A_TEXT | too_long(300),
    "note": OF_A_TEXT | too_long(10_000),
    "id": {"a number": 5},
    "number": {"a number": 5},
    "version": {"a number": 5},
    "findings": {"a list": []},
    "unknown": {"a text": "x"},
}
IN_ADDRESS = {"street": 160, "postal_code": 16, "city": 100, "country": 2}
AT_THE_COUNTER = {"phone": 60, "email": 254, **IN_ADDRESS}


@pytest.fixture
def worker() -> User:
    installation()
    return make_user(Role.FRONTDESK)


@pytest.fixture
def api(worker: User) -> Api:
    return Api(worker)


def body() -> dict[str, Any]:
    return {
        "salutation": "ms",
        "title": "Dr.",
        "first_name": "Ulrike",
        "last_name": "Maier",
        "phones": ["08382 940831", "0176 04069083"],
        "emails": ["ulrike.maier@example.de", "um@example.org"],
        "address": {"street": "Seestraße 3", "postal_code": "88131", "city": "Lindau", "country": "DE"},
        "address_need": "invoice",
        "note": "Klingelt zweimal.\nHund im Hof.",
    }


def test_what_was_created_reads_as_it_was_sent(api: Api) -> None:
    sent = body() | {"source": a_source().pk, "reason": a_reason().pk, "reason_text": "Kurs"}
    answer = api.post("customers/", sent)
    assert answer.status_code == 201
    said = answer.json()
    assert said.pop("warnings") == []
    assert set(said) == FIELDS
    assert {name: said[name] for name in sent} == sent
    assert (said["kind"], said["findings"]) == ("person", [])
    read = api.get(f"customers/{said['id']}/")
    assert read.json() == said
    assert read.headers["ETag"] == f'"{said["version"]}"'


def test_the_short_form_of_the_counter_does_as_well(api: Api) -> None:
    sent = {"organisation": "Musikhaus Lind", "phone": "08382 940831", "email": "x@lind.de", "city": "Lindau"}
    said = api.post("customers/", sent).json()
    assert (said["kind"], said["phones"], said["emails"]) == (
        "organisation",
        ["08382 940831"],
        ["x@lind.de"],
    )
    assert said["address"] == {"street": "", "postal_code": "", "city": "Lindau", "country": "DE"}
    assert set(said["findings"]) == {"source_missing", "reason_missing", "firm_alone"}


@pytest.mark.parametrize(("one", "many"), [("phone", "phones"), ("email", "emails"), ("city", "address")])
def test_both_forms_at_once_are_refused(one: str, many: str, api: Api) -> None:
    assert list(api.post("customers/", body() | {one: "x"}).json()) == [one]
    assert Customer.objects.count() == 0


def test_doubts_are_stored_and_said(api: Api) -> None:
    said = api.post("customers/", body() | {"phones": ["08382 940831", "12"], "emails": ["x"]}).json()
    assert said["phones"] == ["08382 940831", "12"]
    assert len(said["warnings"]) == 2
    assert {"phone_doubtful", "email_doubtful"} <= set(said["findings"])


def test_somebody_without_any_name_is_refused(api: Api) -> None:
    answer = api.post("customers/", {"phone": "08382 940831", "last_name": " "})
    assert (answer.status_code, list(answer.json())) == (400, ["last_name"])


def test_only_what_was_sent_changes(api: Api) -> None:
    first = api.post("customers/", body()).json()
    sent = {"last_name": "Maier-Huber", "phones": ["0176 04069083"], "address": {"city": "Wasserburg"}}
    changed = api.patch(f"customers/{first['id']}/", sent, version=first["version"])
    assert changed.status_code == 200
    said = changed.json()
    assert said["version"] == first["version"] + 1
    assert (said["last_name"], said["phones"]) == ("Maier-Huber", ["0176 04069083"])
    assert said["address"] == first["address"] | {"city": "Wasserburg"}
    same = FIELDS - {"last_name", "phones", "address", "version"}
    assert {name: said[name] for name in same} == {name: first[name] for name in same}


def test_null_takes_the_address_away(api: Api) -> None:
    first = api.post("customers/", body()).json()
    said = api.patch(f"customers/{first['id']}/", {"address": None}, version=first["version"]).json()
    assert said["address"] is None


def test_a_known_source_is_corrected_only_with_a_why(api: Api) -> None:
    first = api.post("customers/", body() | {"source": a_source().pk}).json()
    path, sent = f"customers/{first['id']}/", {"source": a_source().pk}
    assert list(api.patch(path, sent, version=first["version"]).json()) == ["source"]
    said = api.patch(path, sent | {"why": "Verhört."}, version=first["version"]).json()
    assert said["source"] == sent["source"]
    assert Customer.objects.get().history.order_by("-history_id")[0].history_change_reason == "Verhört."


def test_refusals_of_a_change_come_in_their_order(api: Api) -> None:
    customer, nonsense = a_customer(), {"unknown": 5}
    path = f"customers/{customer.pk}/"
    assert api.patch(f"customers/{customer.pk + 9}/", nonsense).status_code == 404
    assert api.patch(path, nonsense).status_code == 428
    assert api.patch(path, nonsense, version=customer.version + 1).status_code == 409
    assert api.patch(path, nonsense, version=customer.version).status_code == 400


def test_whoever_was_slower_hears_what_changed(api: Api) -> None:
    customer = a_customer(phone="08382 940831")
    path = f"customers/{customer.pk}/"
    api.patch(path, {"last_name": "Meier", "phones": ["0176 04069083"]}, version=1)
    answer = api.patch(path, {"last_name": "Mayer"}, version=1)
    assert answer.status_code == 409
    assert answer.json() == {
        "current": 2,
        "differences": {"last_name": ["Maier", "Meier"], "phones": [["08382 940831"], ["0176 04069083"]]},
    }
    assert api.get(path).json()["last_name"] == "Meier"


@pytest.mark.parametrize("field", BAD)
def test_a_bad_field_is_named_and_nothing_is_stored(field: str, api: Api) -> None:
    customer = a_customer()
    before, wrong = stored(), {}
    for why, value in BAD[field].items():
        created = complaint(api.post("customers/", body() | {field: value}), field)
        changed = complaint(api.patch(f"customers/{customer.pk}/", {field: value}, version=1), field)
        if created or changed:
            wrong[why] = (created, changed)
    assert wrong == {}
    assert stored() == before


@pytest.mark.parametrize("field", IN_ADDRESS)
def test_a_bad_part_of_the_address_is_named(field: str, api: Api) -> None:
    bad = OF_A_TEXT | too_long(IN_ADDRESS[field])
    answers = {
        why: api.post("customers/", body() | {"address": {field: value}}) for why, value in bad.items()
    }
    assert {why: complaint(answer, f"address.{field}") for why, answer in answers.items()} == dict.fromkeys(
        bad, ""
    )
    assert Customer.objects.count() == 0


@pytest.mark.parametrize("field", AT_THE_COUNTER)
def test_a_bad_field_of_the_short_form_is_named(field: str, api: Api) -> None:
    bad = OF_A_TEXT | too_long(AT_THE_COUNTER[field])
    answers = {
        why: api.post("customers/", {"last_name": "Maier", field: value}) for why, value in bad.items()
    }
    assert {why: complaint(answer, field) for why, answer in answers.items()} == dict.fromkeys(bad, "")
    assert Customer.objects.count() == 0


@pytest.mark.parametrize("raw", OF_A_BODY, ids=list(OF_A_BODY.values()))
def test_what_is_no_json_object_is_refused(raw: bytes, api: Api) -> None:
    assert api.send("POST", "customers/", raw=raw).status_code == 400
    customer = a_customer()
    if raw:  # nothing to change is no mistake
        assert api.send("PATCH", f"customers/{customer.pk}/", raw=raw, version=1).status_code == 400


def test_naughty_strings_are_stored_as_they_are(api: Api) -> None:
    for typed in naughty_strings()[::3]:
        sent = {"last_name": "Maier", "first_name": typed[:80], "address": {"street": typed[:160]}}
        answer = api.post("customers/", sent)
        assert answer.status_code == 201, typed
        said = answer.json()
        assert said["first_name"] == typed[:80].strip()
        assert (said["address"] or {"street": ""})["street"] == typed[:160].strip()


@pytest.mark.parametrize("rows", [1, 30])
def test_a_list_costs_the_same_for_1_and_30(
    rows: int, api: Api, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        a_customer(f"Maier {number}", phone="08382 940831", email="x@example.de", city="Lindau")
    with django_assert_num_queries(6):
        assert api.get("customers/").json()["count"] == rows
    with django_assert_num_queries(6):
        assert len(api.get("customers/?q=maier").json()["results"]) == rows


def test_a_list_is_in_the_order_of_names_and_paged(api: Api) -> None:
    for name in ("Zander", "Ärmel", "Maier"):
        a_customer(name)
    first = api.get("customers/?page_size=2").json()
    assert [row["last_name"] for row in first["results"]] == ["Ärmel", "Maier"]
    assert first["count"] == 3
    assert api.get("customers/?page_size=2&page=2").json()["next"] is None


@pytest.mark.parametrize("query", ["maier", "meyer", "4083", "ulrike", "lindau", "88131", "um@example"])
def test_a_search_finds_by_whatever_is_known(query: str, api: Api) -> None:
    api.post("customers/", body() | {"phones": ["08382 944083"], "emails": ["um@example.org"]})
    a_customer("Zander", city="Köln")
    found = api.get(f"customers/?q={query}").json()
    assert [row["last_name"] for row in found["results"]] == ["Maier"]


def test_a_search_keeps_its_rank_and_is_paged(api: Api) -> None:
    exact = a_customer("Maier")
    alike = a_customer("Mayer")
    found = api.get("customers/?q=maier&page_size=1").json()
    assert ([row["id"] for row in found["results"]], found["count"]) == ([exact.pk], 2)
    assert [row["id"] for row in api.get("customers/?q=maier&page_size=1&page=2").json()["results"]] == [
        alike.pk
    ]


def test_what_one_chooses_from(api: Api) -> None:
    team = make_team()
    parent = a_topic("Reparatur", team=team, position=1)
    child = a_topic("Saite", team=team, parent=parent, position=2, confidential=True, solvable_at_once=False)
    a_topic("Alt", team=team, active=False)
    assert api.get("topics/").json()["results"] == [
        {
            "id": parent.pk,
            "parent": None,
            "name": "Reparatur",
            "team": team.pk,
            "confidential": False,
            "solvable_at_once": True,
        },
        {
            "id": child.pk,
            "parent": parent.pk,
            "name": "Saite",
            "team": team.pk,
            "confidential": True,
            "solvable_at_once": False,
        },
    ]
    source, reason = a_source("Messe"), a_reason("Kaufen")
    a_source("Alt", active=False)
    assert api.get("sources/").json()["results"] == [{"id": source.pk, "parent": None, "name": "Messe"}]
    assert api.get("reasons/").json()["results"] == [{"id": reason.pk, "name": "Kaufen"}]
    for path in (f"topics/{parent.pk}/", f"sources/{source.pk}/", f"reasons/{reason.pk}/"):
        assert api.get(path).status_code == 200
        assert api.post(path, {}).status_code == 405


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize("name", ["topics", "sources", "reasons"])
def test_what_one_chooses_from_costs_the_same(
    name: str, rows: int, api: Api, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    team = make_team()
    for _ in range(rows):
        a_topic(team=team)
        a_source()
        a_reason()
    with django_assert_num_queries(3):
        assert len(api.get(f"{name}/").json()["results"]) == rows
