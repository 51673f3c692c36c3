"""Rows of customers and contacts for tests, made through the acts where there is one."""

from datetime import UTC, datetime
from itertools import count
from typing import Any, TypeVar
from uuid import uuid4

from django.db.models import Model

from contacts.models import Campaign, Channel, Contact, Customer, Outcome, Product, Reason, Source, Topic
from contacts.recording import ContactFacts, NewCustomer, create_customer, record_contact
from contacts.sources import Origin
from crm.company.models import Team, User
from crm.lib.history import save_as

MONDAY = datetime(2025, 11, 24, 9, 0, tzinfo=UTC)
_serial = count(1)
Row = TypeVar("Row", bound=Model)


def _saved(row: Row) -> Row:
    save_as(row, by=None, at=MONDAY)
    return row


def a_source(name: str = "", *, parent: Source | None = None, **more: Any) -> Source:
    return _saved(Source(name=name or f"Herkunft {next(_serial)}", parent=parent, **more))


def a_reason(name: str = "", **more: Any) -> Reason:
    return _saved(Reason(name=name or f"Anlass {next(_serial)}", **more))


def a_campaign(code: str = "", *, source: Source | None = None, **more: Any) -> Campaign:
    code = code or f"C{next(_serial)}"
    return _saved(Campaign(code=code, name=f"Anzeige {code}", source=source or a_source(), **more))


def a_product(name: str = "", **more: Any) -> Product:
    return _saved(Product(name=name or f"Produkt {next(_serial)}", **more))


def a_topic(name: str = "", *, team: Team, parent: Topic | None = None, **more: Any) -> Topic:
    return _saved(Topic(name=name or f"Anliegen {next(_serial)}", team=team, parent=parent, **more))


def a_customer(
    last_name: str = "Maier",
    *,
    by: User | None = None,
    at: datetime = MONDAY,
    origin: Origin | None = None,
    **more: Any,
) -> Customer:
    """A customer as the counter makes one; `more` are fields of NewCustomer."""
    new = NewCustomer(last_name=last_name, **more)
    return create_customer(new, by=by, at=at, origin=origin or Origin())[0]


def a_contact(
    customer: Customer | None = None,
    *,
    by: User,
    topic: Topic | None = None,
    at: datetime = MONDAY,
    **more: Any,
) -> Contact:
    """A contact at the counter; without a topic it had no concern. `more` are fields of ContactFacts."""
    facts: dict[str, Any] = {
        "client_id": uuid4(),
        "fingerprint": "0" * 64,
        "channel": Channel.SHOP.value,
        "outcome": Outcome.RESOLVED.value if topic else Outcome.NO_CONCERN.value,
        "happened_at": at,
        "recorded_at": at,
        "received_at": at,
    }
    return record_contact(ContactFacts(customer=customer, topic=topic, **facts | more), by=by)
