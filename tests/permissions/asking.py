"""One cell of the matrix: somebody sends a request, everything it did is seen, and then it never happened."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from knox.models import get_token_model

from cases.models import Attachment
from crm.desk.public.thanks import Thanks, address_of
from feedback.models import MessageFile
from tests.permissions import bodies
from tests.permissions.bodies_privacy import RULE, prepare_privacy
from tests.permissions.company import Company, Matter
from tests.permissions.routes import Route
from tests.permissions.rules import ACTORS, INSIDE, Answer, expected

WRITING = re.compile(r'\b(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)
NOT_OURS = {"django_session", "outbox_heartbeat", "contacts_campaignvisit", "contacts_visitplace"}
UNSAFE_OK = {200, 201, 204, 302, 303, 400, 409, 422, 428}
INNARDS = ("Traceback", 'SELECT "', str(settings.BASE_DIR), settings.SECRET_KEY)
UNKNOWN = 999_999_999
FIRST = {"figures": "contacts", "step": "teams", "role of help": "lead", "rule of keeping": RULE}
NAMED = {
    "site",
    "team",
    "person",
    "campaign code",
    "answer file",
    "line secret",
    "voice place",
    "kiosk secret",
    "kiosk",
    "suspect",
    "news key",
    "thanks",
}
BY_CLIENT_ID = (
    "capture_undo",
    "capture_hindrance",
    "contact_addendum",
    "contact_customer",
    "contact_customer_undo",
    "contact_void",
)
NO_CLIENT_ID = "00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True, kw_only=True)
class Cell:
    route: Route
    method: str
    actor: str
    matter: str
    query: str = ""

    def __str__(self) -> str:
        where = f"{self.route.name or self.route.path} {self.matter}{self.query}".strip()
        return f"{self.actor}: {self.method} {where}"


@dataclass(frozen=True)
class Seen:
    """An answer and what the request wrote: the tables, in the order of the statements."""

    response: Any
    wrote: list[str]
    mails: int

    @property
    def text(self) -> str:
        """Everything the actor gets to read, headers and cookies included."""
        body = b"".join(self.response) if self.response.streaming else self.response.content
        head = f"{self.response.headers}{self.response.cookies}"
        return head + body.decode(errors="replace")


class Visitors:
    """Each actor with a browser and, where they have one, a key; the same at the beginning of every request."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self._clients = {actor: Client(raise_request_exception=False) for actor in ACTORS}
        self._keys: dict[str, str] = {}
        for actor in ("token", "gone"):
            _row, self._keys[actor] = get_token_model().objects.create(user=company.people[actor])
        for actor, user in company.people.items():
            if actor != "token":
                self._clients[actor].force_login(user)
        type(company.people["gone"]).objects.filter(pk=company.people["gone"].pk).update(is_active=False)
        self._cookies = {actor: client.cookies.output() for actor, client in self._clients.items()}

    def ask(self, cell: Cell, more: Mapping[str, str] | None = None) -> Seen:
        """Send the request of a cell, with `more` headers. The caller takes everything back."""
        matter = self._matter(cell)
        headers = {
            "If-Match": bodies.seen_version(cell.route.name, matter),
            "Sec-Fetch-Site": "same-origin",
            **(more or {}),
        }
        if cell.actor in self._keys:
            headers["Authorization"] = f"Token {self._keys[cell.actor]}"
        sent, kind = self._sent(cell, matter)
        with writes() as wrote:
            response = self.browser(cell.actor).generic(
                cell.method, self.address(cell), sent, kind, headers=headers
            )
        return Seen(response, wrote, len(mail.outbox))

    def browser(self, actor: str) -> Client:
        """As it was when the actor had just signed in."""
        client = self._clients[actor]
        client.cookies = SimpleCookie(self._cookies[actor].replace("Set-Cookie: ", ""))
        cache.clear()
        mail.outbox.clear()
        return client

    def post(self, cell: Cell, form: dict[str, Any]) -> Any:
        """Send a form of one's own to the address of a cell."""
        return self.browser(cell.actor).post(self.address(cell), form)

    def _matter(self, cell: Cell) -> Matter | None:
        return self.company.matters.get(cell.matter) or (
            None if cell.route.about else self.company.matters["own"]
        )

    def _sent(self, cell: Cell, matter: Matter | None) -> tuple[bytes, str]:
        if cell.method == "GET":
            return b"", "application/octet-stream"
        if cell.route.api:
            body = bodies.body(cell.route.name, cell.method, self.company, matter)
            return b"" if body is None else json.dumps(body).encode(), "application/json"
        form = bodies.form(cell.route.name, self.company, matter, cell.actor)
        return urlencode(form, doseq=True).encode(), "application/x-www-form-urlencoded"

    def address(self, cell: Cell) -> str:
        if not cell.route.name:
            return "/api/v1/nirgends/"
        path = reverse(cell.route.name, args=[self._variable(cell)] if cell.route.about else [])
        hidden = self.company.matters["outside"]
        return path + cell.query.format(
            case=hidden.case.pk,
            case_number=hidden.case.number,
            contact=hidden.contact.client_id if cell.route.name == "capture" else hidden.contact.pk,
            customer=hidden.customer.pk,
            name=hidden.customer.last_name,
            owner=hidden.case.owner_id,
            team=hidden.case.team_id,
            topic=hidden.topic.pk,
        )

    def _variable(self, cell: Cell) -> object:
        about, which = cell.route.about, cell.matter
        if about == "api key" and which == "own":
            return get_token_model().objects.order_by("created").values_list("digest", flat=True)[0]
        if about in FIRST:
            return FIRST[about] if which == "own" else "nirgends"
        if about == "goal":
            return {"unknown": "nirgends", "own": "at_once"}.get(which, which)
        if which == "unknown":
            return NO_CLIENT_ID if cell.route.name in BY_CLIENT_ID else UNKNOWN
        if about == "key":
            return self.company.keys[which]
        if about in ("notice", "absence", "view", "report"):
            rows: Any = getattr(self.company, f"{about}s")
            mine = cell.actor if cell.actor in rows else "admin"
            return rows[mine if which == "own" else which].pk
        if about in NAMED:
            company, outside = self.company, self.company.outside
            if cell.route.name == "settings_person_back":
                return company.people["gone"].pk
            return {
                "site": company.elsewhere.site_id,
                "team": company.spare.pk,
                "person": company.leaver.pk,
                "campaign code": company.campaign.code,
                "answer file": company.answer_file.key,
                "line secret": company.line_secret,
                "voice place": outside.code,
                "kiosk secret": outside.secret,
                "kiosk": outside.kiosk.pk,
                "suspect": outside.suspect.pk,
                "news key": company.news_key,
                "thanks": address_of(Thanks(kind="praise")),
            }[about]
        if about in (
            "dead letter",
            "privacy request",
            "retention class",
            "text block",
            "own goal",
            "cause",
            "source",
            "reason",
            "idea",
            "survey",
            "answer",
            "answer gap",
            "product",
            "campaign",
            "policy",
            "hours",
            "job",
            "read list",
            "group",
            "pair",
            "merge",
            "calendar",
            "device",
            "device pin",
            "call",
            "phone line",
        ):
            row: Any = getattr(self.company, about.replace(" ", "_"))
            return row.pk
        return self._of_matter(cell.route, self.company.matters[which])

    def _of_matter(self, route: Route, matter: Matter) -> object:
        if route.name in BY_CLIENT_ID:
            return matter.contact.client_id
        if route.about == "message file":
            return MessageFile.objects.get(contact=matter.contact).key
        if route.about == "attachment":
            return Attachment.objects.get(event__case=matter.case).key
        row: Any = getattr(matter, route.about)
        return row.pk if route.api or route.about in ("topic", "voice", "wish") else row.number

    def wrong(self, cell: Cell) -> str:
        """What is wrong with the answer to a cell; "" if nothing is. Whatever the request did is taken back."""
        with never_happened():
            matter = self._matter(cell)
            if matter is not None and cell.route.about in ("case", "key") and cell.method != "GET":
                bodies.prepare(cell.route.name, cell.method, matter)
            if matter is not None and cell.method in cell.route.methods:
                prepare_privacy(cell.route.name, matter)
            return self._judge(cell, self.ask(cell))

    def _judge(self, cell: Cell, seen: Seen) -> str:
        wanted = expected(
            cell.route.rule,
            api=cell.route.api,
            answers_method=cell.method in cell.route.methods,
            actor=cell.actor,
            matter=cell.matter if cell.route.about else "",
            method=cell.method,
        )
        got = answered(seen.response, cell.method)
        if got != wanted:
            return f"{cell}: {got}, not {wanted}"
        refused = wanted != Answer.ALLOWED
        if (refused or cell.method == "GET") and (seen.wrote or seen.mails):
            return f"{cell}: wrote {seen.wrote}, {seen.mails} mails"
        told = self.told(cell, seen)
        return f"{cell}: tells {told}" if told else ""

    def told(self, cell: Cell, seen: Seen) -> list[str]:
        """The words in an answer that are not for this actor."""
        text = seen.text
        words = [INNARDS[0], *INNARDS[1:]] if seen.response.status_code >= 400 else []
        for which in ("inside", "outside"):
            matter = self.company.matters[which]
            if cell.actor not in INSIDE[which] or (which == "outside" and cell.actor == "nobody"):
                words += matter.secrets
                words += [word for what, word in matter.linked.items() if what not in cell.route.names]
        return [word for word in words if word in text]


def answered(response: Any, method: str) -> str:
    """The class of an answer."""
    status: int = response.status_code
    login = reverse("account_login")
    if status == 401 or (status == 302 and response["Location"].startswith(f"{login}?next=")):
        return Answer.LOGIN
    if status in (403, 404, 405):
        return Answer(str(status))
    fine = {200, 302, 503} if method == "GET" else UNSAFE_OK  # 503: the probe says what is missing
    return Answer.ALLOWED if status in fine else f"status {status}"


@contextmanager
def never_happened() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def writes() -> Iterator[list[str]]:
    """The tables written to, statement by statement: stricter than comparing rows before and after."""
    found: list[str] = []

    def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        found.extend(table for table in WRITING.findall(sql) if table not in NOT_OURS)
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        yield found
