"""Keys for programs: shown once, good until they end or are revoked."""

import pytest
from django.test import Client

from crm.company.keys import keys, make_key, revoke
from crm.company.models import Role
from crm.lib.acts import Refused
from tests.factories.company import make_user

pytestmark = pytest.mark.django_db


def test_a_key_opens_the_api_until_it_is_revoked(client: Client) -> None:
    user = make_user()
    key = make_key(user, days=3)
    bearer = {"Authorization": f"Token {key}"}
    assert client.get("/api/v1/topics/", headers=bearer).status_code == 200
    (told,) = keys()
    assert (told.user, key.startswith(told.start), told.digest == key) == (user, True, False)
    assert revoke(told.digest)
    assert client.get("/api/v1/topics/", headers=bearer).status_code == 401
    assert not revoke(told.digest)


def test_a_key_is_for_somebody_who_is_here_and_for_some_days() -> None:
    for user, days in ((make_user(is_active=False), 3), (make_user(), 0), (make_user(), 5_000)):
        with pytest.raises(Refused):
            make_key(user, days=days)
    assert keys() == []


def test_the_page_shows_a_new_key_once(client: Client) -> None:
    user = make_user()
    client.force_login(make_user(Role.ADMIN))
    answer = client.post("/einstellungen/schluessel/", {"user": user.pk, "days": 30})
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert 'class="key-word"' in answer.content.decode()
    assert 'class="key-word"' not in client.get("/einstellungen/schluessel/").content.decode()
