"""S9: an answer from 400 up says in plain German what to do, and nothing about the machine, the data or anybody."""

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain, product
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from contacts.recording import NewCustomer
from crm.company.models import Role, User
from crm.desk.capture import Captured
from tests.cases.pages import MONDAY
from tests.factories.api import Api
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_store]

ADDRESS = "ulrike.maier@example.org"
SECRET = f'SELECT "password" FROM "company_user" in {settings.BASE_DIR}/crm/settings.py, asked by {ADDRESS}'
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
# Whatever stands in an answer of ours, it is none of these.
INNARDS = {
    "a traceback": re.compile(
        r"Traceback|File \"|\bline \d+, in |\.py\b|Exception\b|\w+Error\b|DoesNotExist|given query"
    ),
    "a statement": re.compile(
        r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b|sqlite|psycopg|constraint|\w+_\w+\.\w+_id"
    ),
    "a path": re.compile(r"site-packages|/(home|root|srv|usr|tmp|dev|work|var|etc)/"),
    "an e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.\w+"),
}


def addresses(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    """Every address as it stands in the URL configuration."""
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern).removeprefix("^")
        if isinstance(entry, URLPattern):
            yield path
        else:
            yield from addresses(entry, path)


LEAVING = ("/logout/", "/sperre/", "/sperre/zu/")  # whoever asks these is signed in no more
ADDRESSES = [path for path in addresses(get_resolver()) if not path.endswith(LEAVING)]
UNKNOWN = {
    "int": "999999999",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "slug": "nirgends",
    "str": "nirgends",
}


def about(known: Captured) -> dict[str, object]:
    """What stands in the variable part of an address that is about something we have, by how it begins."""
    case, customer = known.case, known.contact.customer
    assert case is not None
    assert customer is not None
    return {
        "/vorgaenge/": case.number,
        "/kunden/": customer.number,
        "/erfassen/": known.contact.client_id,
        "/api/v1/cases/": case.pk,
        "/api/v1/contacts/": known.contact.pk,
        "/api/v1/customers/": customer.pk,
    }


def asked_for(address: str, known: dict[str, object]) -> set[str]:
    """An address about nothing there is, and about something."""
    ours = next((str(value) for start, value in known.items() if address.startswith(start)), None)
    return {
        re.sub(r"<(\w+):\w+>", lambda part: ours or UNKNOWN[part[1]], address),
        re.sub(r"<(\w+):\w+>", lambda part: UNKNOWN[part[1]], address),
    }


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def worker() -> User:
    return make_user(Role.FRONTDESK, email=ADDRESS, password="ein langer Satz")


def browser(user: User | None = None, **options: Any) -> Client:
    client = Client(raise_request_exception=False, **options)
    if user:
        client.force_login(user)
    return client


def told(answer: Any, client: Client) -> list[str]:
    """What an answer tells that it must not."""
    text = answer.content.decode()
    found = [f"{what}: {match[0]}" for what, words in INNARDS.items() if (match := words.search(text))]
    session = client.cookies.get(settings.SESSION_COOKIE_NAME)
    if session and session.value and session.value in text:
        found.append("the session")
    return found + (["the key"] if settings.SECRET_KEY in text else [])


@pytest.mark.parametrize(
    ("sent", "step"),
    [('{"x": ["', 1), ('{"kind": "?", "last_name": 1, "text": []}', 3), ("kind=%00&version=x&text=%ff", 3)],
    ids=["broken", "wrong", "hostile"],
)
def test_no_refusal_of_any_address_tells_anything(worker: User, sent: str, step: int) -> None:
    make_policy()
    new = NewCustomer(first_name="Ulrike", last_name="Maier", email=ADDRESS, phone="0176 04069083")
    done = captured(make_topic(make_team((worker,))), by=worker, at=MONDAY, new_customer=new)
    clients = {"nobody": browser(), "somebody": browser(worker)}
    kind = "application/json" if sent.startswith("{") else "application/x-www-form-urlencoded"
    statuses, wrong = Counter[int](), []
    for path in chain.from_iterable(asked_for(address, about(done)) for address in ADDRESSES[::step]):
        for method, (who, client) in product(METHODS, clients.items()):
            answer = client.generic(method, path, sent.encode(), kind, headers={"If-Match": "0"})
            if answer.status_code >= 400:
                statuses[answer.status_code] += 1
                wrong += [f"{who} {method} {path}: {each}" for each in told(answer, client)]
    assert wrong == []
    assert {400, 401, 403, 404, 405} | ({409} if step == 1 else set()) <= set(statuses)
    assert statuses[500] == 0


def breaks(error: Exception) -> Callable[..., Any]:
    def broken(*_args: object, **_facts: object) -> None:
        raise error

    return broken


ERRORS = [
    (PermissionDenied(SECRET), 403, "Das ist für Sie nicht offen."),
    (Http404(SECRET), 404, "Diese Seite gibt es nicht."),
    (SuspiciousOperation(SECRET), 400, "Diese Anfrage konnten wir nicht lesen."),
    (OperationalError(SECRET), 503, "Das hat nicht geklappt, es liegt an uns."),
    (ValueError(SECRET), 500, "Das hat nicht geklappt, es liegt an uns."),
]


@pytest.mark.parametrize(("error", "status", "says"), ERRORS, ids=lambda each: type(each).__name__)
def test_a_page_that_breaks_says_in_german_what_to_do(
    monkeypatch: pytest.MonkeyPatch, worker: User, error: Exception, status: int, says: str
) -> None:
    monkeypatch.setattr("crm.outbox.views.notices.render", breaks(error))
    client = browser(worker)
    answer = client.get("/hinweise/")
    assert (answer.status_code, answer["Content-Language"]) == (status, "de")
    assert f"<h1>{says}</h1>" in answer.content.decode()
    assert '<html lang="de">' in answer.content.decode()
    assert told(answer, client) == []


API_ERRORS = [
    (PermissionDenied(SECRET), 403, "Dafür fehlt Ihnen das Recht."),
    (Http404(SECRET), 404, "Nicht gefunden."),
    (SuspiciousOperation(SECRET), 400, "Diese Anfrage konnten wir nicht lesen."),
    (OperationalError(SECRET), 503, "Das hat nicht geklappt, es liegt an uns."),
    (ValueError(SECRET), 500, "Das hat nicht geklappt, es liegt an uns."),
]


@pytest.mark.parametrize(("error", "status", "says"), API_ERRORS, ids=lambda each: type(each).__name__)
def test_an_address_of_the_api_that_breaks_says_so_as_json(
    monkeypatch: pytest.MonkeyPatch, worker: User, error: Exception, status: int, says: str
) -> None:
    monkeypatch.setattr("contacts.api.choices.TopicList.list", breaks(error))
    api = Api(worker)
    answer = api.get("topics/")
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/json")
    assert answer.json() == {"detail": says}
    assert told(answer, api.client) == []


def test_an_error_page_does_not_need_the_database(monkeypatch: pytest.MonkeyPatch, worker: User) -> None:
    client = browser(worker)
    monkeypatch.setattr("crm.desk.context.unread_count", breaks(OperationalError(SECRET)))
    answer = client.get("/hinweise/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "Das hat nicht geklappt, es liegt an uns." in answer.content.decode()
    assert told(answer, client) == []


def test_a_form_from_elsewhere_is_refused_in_german(worker: User) -> None:
    client = browser(worker, enforce_csrf_checks=True)
    answer = client.post("/hinweise/gelesen/")
    assert answer.status_code == 403
    assert "<h1>Diese Seite war zu lange offen.</h1>" in answer.content.decode()
    assert told(answer, client) == []


@pytest.mark.parametrize("path", ["/hinweise/", "/api/v1/topics/"])
def test_a_strange_host_is_refused_in_german(path: str) -> None:
    client = browser()
    answer = client.get(path, headers={"host": "evil.example.org"})
    assert answer.status_code == 400
    assert "Diese Anfrage konnten wir nicht lesen." in answer.content.decode()
    assert "evil" not in answer.content.decode()
    assert told(answer, client) == []


def test_who_reads_english_is_told_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crm.outbox.views.notices.render", breaks(ValueError(SECRET)))
    answer = browser(make_user(language="en")).get("/hinweise/")
    assert answer.status_code == 500
    assert '<html lang="en">' in answer.content.decode()
