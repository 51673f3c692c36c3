"""A new account is shown around once; the short view is a choice of the person and of the administration."""

import pytest
from django.test import Client

from crm.company.models import Role, User
from crm.company.people import PersonFacts, invite
from crm.desk.guides import GUIDES
from tests.factories.cases import make_topic
from tests.factories.company import make_team, make_user
from tests.factories.contacts import MONDAY, a_customer

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer() -> User:
    facts = PersonFacts(first_name="Mia", last_name="Vogt", username="mia", role=Role.FRONTDESK, site=None)
    user, _password = invite(facts, by=None, at=MONDAY)
    User.objects.filter(pk=user.pk).update(start_password_until=None)
    return User.objects.get(pk=user.pk)


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_tour_comes_until_it_was_ended_and_again_when_asked_for(newcomer: User) -> None:
    client, before = browser_of(newcomer), newcomer.history.count()
    for _visit in range(2):
        assert 'id="rundgang"' in client.get("/erfassen/").content.decode()
    assert client.post("/erfassen/rundgang/", headers={"HX-Request": "true"}).status_code == 204
    assert 'id="rundgang"' not in client.get("/erfassen/").content.decode()
    assert 'id="rundgang"' in client.get("/erfassen/?rundgang=1").content.decode()
    assert client.post("/erfassen/rundgang/").url == "/erfassen/"  # type: ignore[attr-defined]
    assert newcomer.history.count() == before + 1  # a second end writes nothing


def test_the_short_view_asks_for_less_and_saves_the_same(newcomer: User) -> None:
    team = make_team()
    for number in range(9):
        make_topic(team, name=f"Thema {number}", position=number)
    client, somebody = browser_of(newcomer), a_customer("Vogt")
    page = f"/erfassen/?customer={somebody.pk}"
    usual = client.get(page)
    mine = {"language": "de", "quiet_from": "", "quiet_until": "", "reduced_view": "1"}
    client.post("/ich/speichern/", mine)
    short = client.get(page)
    assert [len(each.context["tiles"]) for each in (usual, short)] == [8, 6]
    assert [len(each.context["channels"]) for each in (usual, short)] == [9, 3]
    assert [bool(each.context["zone"].questions) for each in (usual, short)] == [True, False]
    assert ["mehr-angaben" in each.content.decode() for each in (usual, short)] == [True, False]
    sent = {"client_id": usual.context["typed"]["client_id"], "channel": "shop", "who": "nameless"}
    answer = client.post("/erfassen/", sent | {"outcome": "no_concern"})
    assert answer.status_code == 302


@pytest.mark.parametrize("role", Role.values)
def test_everybody_finds_the_page_of_their_role(role: str) -> None:
    page = browser_of(make_user(role)).get("/hilfe/")
    assert page.context["guide"] == GUIDES[Role(role)]
    content = page.content.decode()
    assert content.count('aria-current="page"') == 1
    assert 'href="/hilfe/"' in content
    assert browser_of(make_user(role)).get("/hilfe/pirat/").status_code == 404
