"""Merges over the API: made, listed, undone; the old id and the old number lead on while they stand."""

from typing import Any

import pytest

from contacts.models import Customer, Merge
from crm.company.models import User
from tests.factories.api import Api
from tests.factories.company import make_user
from tests.factories.contacts import a_customer

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper() -> User:
    return make_user("backoffice")


@pytest.fixture
def api(keeper: User) -> Api:
    return Api(keeper)


def sent(winner: Customer, loser: Customer, **more: Any) -> dict[str, Any]:
    versions = {"winner_version": winner.version, "loser_version": loser.version}
    return {"winner": winner.pk, "loser": loser.pk, **versions, **more}


def test_old_id_and_number_lead_on_until_the_merge_is_undone(api: Api, keeper: User) -> None:
    winner = a_customer("Maier", first_name="Ulrike")
    loser = a_customer("Mayer", first_name="Uli", phone="0176 04069083", city="Lindau")
    answer = api.post("merges/", sent(winner, loser, taken=["first_name"]))
    said = answer.json()
    assert answer.status_code == 201
    assert {name: said[name] for name in ("winner", "loser", "loser_number", "loser_name", "by")} == {
        "winner": winner.pk,
        "loser": loser.pk,
        "loser_number": loser.number,
        "loser_name": "Uli Mayer",
        "by": keeper.pk,
    }
    led = api.get(f"customers/{loser.pk}/")
    assert led.headers["Content-Location"] == f"/api/v1/customers/{winner.pk}/"
    shown = led.json()
    assert (shown["id"], shown["first_name"], shown["address"]) == (winner.pk, "Uli", None)
    assert shown["phones"] == ["0176 04069083"]
    for number in (f"K-{loser.number}", str(loser.number), f"k {loser.number}"):
        assert [each["id"] for each in api.get(f"customers/?number={number}").json()["results"]] == [
            winner.pk
        ]
    path = f"merges/{said['id']}/"
    assert api.get(path).json() == said
    assert api.get(f"merges/?customer={winner.pk}").json()["results"] == [said]
    assert api.get(f"merges/?customer={loser.pk}").json()["results"] == []
    undone = api.post(f"{path}undoing/", {})
    assert (undone.status_code, undone.json()["undone_by"]) == (201, keeper.pk)
    back = api.get(f"customers/{loser.pk}/")
    assert (back.json()["id"], "Content-Location" in back.headers) == (loser.pk, False)
    assert api.post(f"{path}undoing/", {}).status_code == 400


def test_what_cannot_be_merged_is_refused_by_name_and_nothing_happens(api: Api) -> None:
    one, other, firm = a_customer(), a_customer(), a_customer("", organisation="Musikhaus Lind")
    assert list(api.post("merges/", sent(one, one)).json()) == ["non_field_errors"]
    assert list(api.post("merges/", sent(one, firm)).json()) == ["non_field_errors"]
    assert list(api.post("merges/", sent(one, other) | {"loser": 999_999}).json()) == ["loser"]
    assert list(api.post("merges/", sent(one, other, taken=["number"])).json()) == ["taken"]
    assert list(api.post("merges/", {"winner": one.pk, "loser": other.pk}).json()) == [
        "winner_version",
        "loser_version",
    ]
    assert api.post("merges/", sent(one, other) | {"loser_version": 9}).status_code == 409
    assert list(api.get("customers/?number=Maier").json()) == ["number"]
    assert not Merge.objects.exists()


def test_who_does_not_look_after_the_data_may_neither_merge_nor_part() -> None:
    one, other = a_customer(), a_customer()
    merge = Api(make_user("backoffice")).post("merges/", sent(one, other)).json()["id"]
    counter = Api(make_user("frontdesk"))
    assert counter.post("merges/", sent(one, other)).status_code == 403
    assert counter.post(f"merges/{merge}/undoing/", {}).status_code == 403
    assert counter.get(f"customers/{other.pk}/").json()["id"] == one.pk
