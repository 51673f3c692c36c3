"""What a browser keeps for the time without a network: who is at hand, the screen without a name, and the worker."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cases.models import Answer
from contacts.models import Topic
from crm.company.grants import read_grant
from crm.company.models import Role, User
from crm.desk import offline_shell
from tests.factories.cases import make_policy, make_topic
from tests.factories.company import make_site, make_team, make_user
from tests.factories.contacts import a_contact, a_customer
from tests.factories.devices import device_client

pytestmark = pytest.mark.django_db
STOCK = "/erfassen/vorrat/"


@pytest.fixture
def user() -> User:
    site = make_site(name="Laden Lindau", default_channel="phone")
    return make_user(Role.FRONTDESK, first_name="Jonas", last_name="Petersen", site=site)


@pytest.fixture
def topic() -> Topic:
    make_policy()
    topic = make_topic(make_team(name="Werkstatt"), name="Reparatur")
    Answer.objects.create(topic=topic, title="Was kostet es?", text="Gitarre 49 Euro.", helped=3)
    return topic


def stock(user: User, client: Client | None = None) -> dict[str, Any]:
    client = client or Client()
    client.force_login(user)
    found: dict[str, Any] = client.get(STOCK).json()
    return found


def test_the_customers_met_lately_at_this_place_are_at_hand(user: User, topic: Topic) -> None:
    now = timezone.now()
    here: dict[str, Any] = {"by": user, "topic": topic, "site": user.site}
    old, last = a_customer("Lange-Her"), a_customer("Mayer")
    first = a_customer("Maier", first_name="Ulrike", phone="08382 940831", postal_code="88131", city="Lindau")
    a_contact(first, at=now - timedelta(days=29), **here)
    a_contact(old, at=now - timedelta(days=31), **here)
    a_contact(last, at=now, **here)
    a_contact(a_customer("Anderswo"), at=now, **here | {"site": make_site(name="Anderswo")})
    secret = make_topic(topic.team, name="Mitarbeitende", confidential=True)
    a_contact(a_customer("Geheim"), at=now, **here | {"topic": secret})
    person = stock(user)["person"]
    assert [each["name"] for each in person["customers"]] == ["Mayer", "Ulrike Maier"]
    assert person["customers"][1] == {
        "id": first.pk,
        "name": "Ulrike Maier",
        "number": first.number_label,
        "town": "88131 Lindau",
        "way": "08382\xa0940831",
        "reachable": True,
    }
    assert person["customers"][0]["reachable"] is False


def test_whoever_is_signed_in_gets_a_grant_for_this_device_and_place(user: User, topic: Topic) -> None:
    client, device = device_client(site=make_site(name="Pforte"))
    person = stock(user, client)["person"]
    grant = read_grant(person["grant"])
    assert (person["id"], person["name"]) == (user.pk, "Jonas Petersen")
    assert (grant.user_id, grant.device_id, grant.site_id) == (user.pk, device.pk, device.site_id)
    assert person["until"] == int(grant.until.timestamp()) * 1000 + person["until"] % 1000


def test_the_kept_screen_is_the_screen_and_names_nobody(user: User, topic: Topic) -> None:
    said = stock(user)
    parts = said["place"]["parts"]
    assert 'id="erfassen"' in parts["page"]
    assert 'data-person="⟦person⟧"' in parts["page"]
    assert "Reparatur" in parts["page"]
    for part in parts.values():
        assert "Petersen" not in part
    assert 'value="⟦last_name⟧"' in parts["new"]
    assert 'href="/kunden/' not in parts["known"]
    assert said["place"]["promises"][str(topic.pk)].strip() == (
        "„Team Werkstatt meldet sich. Wann, steht fest, sobald wieder Netz da ist.“"
    )
    assert "Gitarre 49 Euro." in said["place"]["answers"][str(topic.pk)]
    assert [each["name"] for each in said["place"]["people"]] == ["Jonas Petersen"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_stock_asks_as_often_however_much_there_is(
    rows: int, user: User, topic: Topic, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        customer = a_customer(f"Maier {number}", phone="08382 940831", email=f"m{number}@example.org")
        a_contact(customer, by=user, topic=topic, at=timezone.now(), site=user.site)
        make_topic(topic.team, name=f"Anliegen {number}")
        make_user(Role.FRONTDESK, username=f"kollegin{number}", site=user.site)
    client = Client()
    client.force_login(user)
    with django_assert_num_queries(17):
        assert client.get(STOCK).status_code == 200


def test_the_worker_is_another_as_soon_as_a_kept_file_is(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = Client().get("/sw.js")
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert "no-cache" in answer.headers["Cache-Control"]
    facts = json.loads(answer.content.decode().split("begin(", 1)[1].rsplit(")", 1)[0])
    assert "/static/js/offline/queue.js" in facts["files"]
    assert facts["files"][0] == "/static/css/anklang.css"
    monkeypatch.setattr(offline_shell, "_marks", lambda _started: "another")
    assert Client().get("/sw.js").content != answer.content


def test_every_kept_file_is_there() -> None:
    from django.contrib.staticfiles import finders

    assert [name for name in offline_shell.kept_files() if finders.find(name) is None] == []


def test_the_card_of_the_app_has_its_pictures() -> None:
    from django.contrib.staticfiles import finders

    card = Client().get("/manifest.webmanifest").json()
    assert (card["start_url"], card["display"]) == ("/erfassen/", "standalone")
    pictures = [icon["src"].removeprefix("/static/") for icon in card["icons"]]
    assert [name for name in pictures if finders.find(name) is None] == []
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in card["icons"]}


def test_a_revoked_device_is_told_to_forget(user: User) -> None:
    client, _device = device_client(revoked_by=user, revoked_at=timezone.now())
    assert client.get("/erfassen/warteschlange/").headers["Anklang-Device"] == "revoked"
