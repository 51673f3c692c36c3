"""Who comes first needs the code; every step is refused before its time and kept when it was done."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from crm.company.first_code import first_code
from crm.company.models import CalendarDraft, Role, Site, Team, User
from crm.desk.first_run import begin, open_step
from crm.lib.acts import Refused
from tests.factories.company import make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FACTS: dict[str, Any] = {
    "company_name": "Musikhaus",
    "place": "AT-7",
    "first_name": "Katrin",
    "last_name": "Seidel",
    "username": "seidel",
    "password": "ein langer Satz",
}


def start(**more: Any) -> User:
    return begin(**FACTS | {"code": first_code(), "at": NOW} | more)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", "FALSCH-12"),
        ("code", ""),
        ("password", "kurz"),
        ("password", "1234567890"),
        ("username", "Große Frau"),
        ("last_name", " "),
        ("company_name", ""),
        ("place", "DE-XX"),
    ],
)
def test_what_is_wrong_is_refused_and_nobody_is_let_in(field: str, value: str) -> None:
    with pytest.raises(Refused) as no:
        start(**{field: value})
    assert list(no.value.messages) == ["country" if field == "place" and value == "" else field]
    assert not User.objects.exists()


def test_the_code_is_written_as_one_likes_but_not_guessed() -> None:
    for _each in range(10):
        with pytest.raises(Refused):
            start(code="AAAA-AAAA")
    with pytest.raises(Refused, match="Zu viele Versuche"):
        start()


def test_the_first_is_the_administration_and_the_only_first() -> None:
    user = start(code=first_code().lower().replace("-", " "))
    assert (user.role, open_step()) == (Role.ADMIN, "kalender")
    assert CalendarDraft.objects.get().country == "AT"
    with pytest.raises(Refused, match="schon jemand"):
        start(username="zweite")


def test_an_empty_anklang_leads_everybody_to_its_beginning() -> None:
    client = Client()
    assert client.get("/konto/login/")["Location"] == "/einrichten/"
    assert client.get("/einrichten/kalender/").status_code == 302
    make_user(Role.FRONTDESK)
    assert client.get("/konto/login/").status_code == 200
    assert client.get("/einrichten/")["Location"].startswith("/konto/login/")
    with pytest.raises(CommandError):
        call_command("setup")


def test_a_step_waits_for_those_before_it_and_all_rows_count_or_none() -> None:
    client = Client()
    client.force_login(start())
    assert client.get("/")["Location"] == "/einrichten/kalender/"
    assert client.get("/einrichten/teams/")["Location"] == "/einrichten/kalender/"
    assert client.get("/einrichten/nirgends/").status_code == 404
    assert client.post("/einrichten/kalender/", {"mon": "8-7"}).status_code == 400
    assert (
        client.post("/einrichten/kalender/", {"mon": "8-12, 13-17"})["Location"] == "/einrichten/standorte/"
    )
    assert client.post("/einrichten/standorte/", {"name_1": ""}).status_code == 400
    twice = {"name_1": "Laden", "default_channel_1": "shop", "name_2": "LADEN", "default_channel_2": "shop"}
    assert client.post("/einrichten/standorte/", twice).status_code == 400
    assert not Site.objects.exists()
    one = {"name_1": "Laden", "default_channel_1": "shop"}
    assert client.post("/einrichten/standorte/", one)["Location"] == "/einrichten/menschen/"
    nobody = client.post("/einrichten/menschen/", {"last_name_1": "Petersen", "role_1": "frontdesk"})
    assert nobody.status_code == 400
    assert "mindestens eine Person aus der Geschäftsleitung" in nobody.content.decode()
    slips = client.post("/einrichten/menschen/", {"last_name_1": "Hollerbach", "role_1": "management"})
    assert (slips.status_code, slips["Cache-Control"]) == (200, "no-store")
    boss = User.objects.get(last_name="Hollerbach")
    team = {"name": "Zentrale", "site": Site.objects.get().pk, "lead": boss.pk, "deputy": boss.pk}
    assert client.post("/einrichten/teams/", team).status_code == 400
    team["deputy"] = User.objects.get(username="seidel").pk
    assert client.post("/einrichten/teams/", team)["Location"] == "/einrichten/anliegen/"
    done = client.post("/einrichten/anliegen/", {"kits": ["office"], "team": Team.objects.get().pk})
    assert (done.status_code, open_step()) == (200, "")
    assert client.get("/einrichten/teams/")["Location"] == "/einstellungen/"
    assert client.get("/")["Location"] == "/arbeit/"
