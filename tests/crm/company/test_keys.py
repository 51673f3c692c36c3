"""Keys for programs: shown once, good until they end or are revoked."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from crm.company.keys import keys, make_key, revoke
from crm.company.models import Role
from crm.lib.acts import Refused
from crm.lib.changes import changes_of
from crm.lib.history import save_as
from tests.factories.company import make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_a_key_opens_the_api_until_it_is_revoked(client: Client) -> None:
    user = make_user()
    key = make_key(user, days=3, by=user, at=NOW)
    bearer = {"Authorization": f"Token {key}"}
    assert client.get("/api/v1/topics/", headers=bearer).status_code == 200
    (told,) = keys()
    assert (told.user, key.startswith(told.start), told.digest == key) == (user, True, False)
    assert revoke(told.digest, by=user, at=NOW)
    assert client.get("/api/v1/topics/", headers=bearer).status_code == 401
    assert not revoke(told.digest, by=user, at=NOW)


def test_a_key_is_for_somebody_who_is_here_and_for_some_days() -> None:
    for user, days in ((make_user(is_active=False), 3), (make_user(), 0), (make_user(), 5_000)):
        with pytest.raises(Refused):
            make_key(user, days=days, by=user, at=NOW)
    assert keys() == []


def test_the_page_shows_a_new_key_once(client: Client) -> None:
    user = make_user()
    client.force_login(make_user(Role.ADMIN))
    answer = client.post("/einstellungen/schluessel/", {"user": user.pk, "days": 30})
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert 'class="key-word"' in answer.content.decode()
    assert 'class="key-word"' not in client.get("/einstellungen/schluessel/").content.decode()


def test_who_made_and_who_revoked_a_key_stands_with_the_person_it_is_for() -> None:
    user, admin, other = make_user(), make_user(Role.ADMIN), make_user(Role.ADMIN)
    save_as(user, by=None, at=NOW - timedelta(hours=1))
    start = make_key(user, days=30, by=admin, at=NOW)[:8]
    later = NOW + timedelta(hours=1)
    revoke(keys()[0].digest, by=other, at=later)
    told = [(change.by, change.at, change.why) for change in changes_of(user)[:2]]
    assert told == [
        (str(other), later, f"Schlüssel {start}… für Programme widerrufen"),
        (str(admin), NOW, f"Schlüssel {start}… für Programme erzeugt, gilt bis 1.4.2026"),
    ]
