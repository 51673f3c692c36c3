"""What holds for every address below /api/: who gets in, what is said to the rest, and that all of it is described."""

import re
from typing import Any

import pytest
from django.test import Client
from drf_spectacular.drainage import GENERATOR_STATS
from knox.models import get_token_model

from crm.api import urlpatterns
from crm.lib.api_docs import document, sections
from crm.lib.api_errors import by_field
from tests.factories.api import ROOT, Api
from tests.factories.company import make_user

ADDRESSES = sorted(
    ROOT + re.sub(r"<[^>]+>", "7", str(pattern.pattern))
    for pattern in urlpatterns
    if pattern.name != "api_docs"
)
WRITING = {"post", "patch", "put"}
NOTHING_TO_SEND = {"/api/v1/merges/{id}/undoing/"}


@pytest.fixture
def described() -> dict[str, Any]:
    return document("de")


def operations(described: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, operation)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE", "OPTIONS"])
def test_without_a_token_there_is_401(address: str, method: str) -> None:
    answer = Client().generic(method, address, b"{}", "application/json")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Token"
    assert set(answer.json()) == {"detail"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "header",
    [
        "Token",
        "Token x",
        "Token a b",
        "Token a\x00b",
        "Token \xfc\xe4",
        "Bearer x",
        *("Token " + sign * 64 for sign in "ag"),
        "Token " + "a" * 10_000,
    ],
)
def test_what_is_no_token_is_401(header: str) -> None:
    answer = Client(raise_request_exception=False).get("/api/v1/cases/", headers={"Authorization": header})
    assert answer.status_code == 401


@pytest.mark.django_db
def test_an_expired_token_is_401_and_reading_changes_nothing() -> None:
    api = Api(make_user())
    tokens = get_token_model().objects
    tokens.update(expiry="2026-01-01T00:00:00Z")
    assert api.get("cases/").status_code == 401
    assert tokens.count() == 1


@pytest.mark.django_db
def test_a_session_gets_in_but_needs_the_forms_token_to_write() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user())
    assert client.get("/api/v1/cases/").status_code == 200
    assert client.post("/api/v1/contacts/", {}, "application/json").status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["", "v1/", "v1/cases", "v1/cases/7", "v2/cases/", "x"])
def test_every_other_address_is_a_plain_404(address: str) -> None:
    answer = Client().get(f"/api/{address}")
    assert answer.status_code == 404
    assert set(answer.json()) == {"detail"}


@pytest.mark.django_db
def test_another_method_is_405_in_plain_words() -> None:
    answer = Api(make_user()).send("DELETE", "cases/")
    assert answer.status_code == 405
    assert set(answer.json()) == {"detail"}


@pytest.mark.django_db
def test_the_description_is_served_as_json(described: dict[str, Any]) -> None:
    answer = Api(make_user()).get("schema/")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json()["openapi"].startswith("3.")
    assert set(answer.json()["paths"]) == set(described["paths"])


def test_every_address_is_described_without_a_warning() -> None:
    GENERATOR_STATS.reset()
    document.cache_clear()
    described = document("de")
    assert not GENERATOR_STATS
    paths = {re.sub(r"\{[^}]+\}", "7", path) for path in described["paths"]}
    assert paths == set(ADDRESSES) - {ROOT + "schema/"}


def test_every_answer_that_says_no_is_described(described: dict[str, Any]) -> None:
    for path, method, operation in operations(described):
        codes = set(operation["responses"])
        assert "401" in codes
        assert ("404" in codes) == ("{" in path or method == "get"), path
        if method in WRITING:
            assert {"400", "403", "415"} <= codes
        if "If-Match" in {each["name"] for each in operation.get("parameters", [])}:
            assert {"409", "428"} <= codes
    assert "422" in described["paths"]["/api/v1/contacts/"]["post"]["responses"]
    assert "If-Match" in str(described["paths"]["/api/v1/cases/{id}/pause/"]["delete"]["parameters"])


def test_everything_that_is_sent_has_an_example(described: dict[str, Any]) -> None:
    for path, method, operation in operations(described):
        assert operation["summary"], path
        if method in WRITING and path not in NOTHING_TO_SEND:
            assert operation["requestBody"]["content"]["application/json"]["examples"], path


@pytest.mark.django_db
def test_the_page_shows_every_operation_and_loads_nothing_from_elsewhere(described: dict[str, Any]) -> None:
    client = Client()
    assert client.get("/api/v1/docs/").headers["Location"].startswith("/konto/")
    client.force_login(make_user())
    answer = client.get("/api/v1/docs/")
    page = answer.content.decode()
    for section in sections(described):
        for operation in section.operations:
            assert f"<code>{operation.method} {operation.path}</code>" in page
    assert "new_customer.phone" in page
    assert "address.city" in page
    assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', page)
    assert not re.findall(r'<script(?![^>]*\bsrc=)|\bstyle="|\bon\w+="', page)
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


def test_nested_messages_are_named_by_their_path() -> None:
    nested = {"a": {"b": ["x", "y"]}, "c": {0: ["z"], 3: ["z"]}, "d": {"non_field_errors": ["w"]}}
    assert by_field(nested) == {"a.b": ["x", "y"], "c": ["z"], "d": ["w"]}
    assert by_field(["v"]) == {"non_field_errors": ["v"]}
