"""Recording: a new customer with everything said at the counter, and a contact as the fact it is."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.deriving import derive, derive_place
from contacts.models import (
    Address,
    Campaign,
    Contact,
    Customer,
    Direction,
    EmailAddress,
    Kind,
    Outcome,
    PhoneNumber,
    Product,
    Reason,
    Source,
    Topic,
)
from contacts.naming import speak_for_firm
from contacts.quality import Doubt, email_doubts, open_findings, phone_doubts, postcode_doubts
from contacts.rules import broken_by
from contacts.search_index import Findable, write_new
from contacts.sources import Origin, fill_origin
from contacts.tidying import tidy
from crm.company.company_facts import home_country
from crm.company.models import Site, User
from crm.company.numbering import next_number
from crm.lib import emails, phones
from crm.lib.acts import refuse
from crm.lib.history import create_many_as, save_as

NAMES = ("title", "first_name", "last_name", "organisation")
CONTACT_TEXTS = ("channel", "direction", "outcome", "reason_text", "campaign_code", "text")
UNSAID = Origin()


@dataclass(frozen=True, kw_only=True)
class NewCustomer:
    """What was typed about somebody who is not known yet. Everything but a name may stay empty."""

    kind: str = Kind.PERSON.value
    salutation: str = ""
    title: str = ""
    first_name: str = ""
    last_name: str = ""
    organisation: str = ""
    phone: str = ""
    email: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = ""  # the company's own


@dataclass(frozen=True, kw_only=True)
class ContactFacts:
    """The facts of one contact, as rows of ours. Without `encounter` it is an encounter of its own."""

    client_id: UUID
    fingerprint: str
    channel: str
    outcome: str
    happened_at: datetime
    recorded_at: datetime
    received_at: datetime
    direction: str = Direction.IN.value
    site: Site | None = None
    customer: Customer | None = None
    spoke_with: Customer | None = None
    topic: Topic | None = None
    product: Product | None = None
    source: Source | None = None
    reason: Reason | None = None
    reason_text: str = ""
    campaign: Campaign | None = None
    campaign_code: str = ""
    text: str = ""
    encounter: UUID | None = None
    picks_up: bool = False


def create_customer(
    new: NewCustomer, *, by: User | None, at: datetime, origin: Origin = UNSAID
) -> tuple[Customer, list[Doubt]]:
    """Store a new customer with history, findings and search index; what is doubtful is stored as typed.

    Raises Refused without any name, or for what no field can hold.
    """
    typed = tidy(asdict(new))
    said = Origin(
        source=origin.source,
        reason=origin.reason,
        reason_text=tidy({"reason_text": origin.reason_text})["reason_text"],
        campaign=origin.campaign,
        referred_by=origin.referred_by,
    )
    country = typed["country"].upper() or home_country()
    if not any(typed[name] for name in ("first_name", "last_name", "organisation")):
        raise refuse("last_name", _("Bitte geben Sie einen Namen oder eine Firma an."))
    customer = Customer(
        kind=_kind(typed),
        salutation=typed["salutation"],
        **{name: typed[name] for name in NAMES},
        created_at=at,
        created_by=by,
    )
    derive(customer)
    fill_origin(customer, said)
    read_phones = [phones.parse(typed["phone"], country)] if typed["phone"] else []
    read_emails = [emails.parse(typed["email"])] if typed["email"] else []
    doubts = [
        *phone_doubts(read_phones),
        *email_doubts(read_emails),
        *postcode_doubts(typed["postal_code"], country),
    ]
    found = Findable(
        customer,
        [PhoneNumber(customer=customer, raw=one.raw, e164=one.e164) for one in read_phones],
        [EmailAddress(customer=customer, raw=one.raw, normalised=one.normalised) for one in read_emails],
        _address(customer, typed, country),
    )
    _store(found, by=by, at=at)
    return customer, doubts


def record_contact(facts: ContactFacts, *, by: User) -> Contact:
    """Store a contact: one insert. Raises Refused for what cannot be a fact."""
    if facts.happened_at > facts.recorded_at:
        raise refuse("happened_at", _("Der Kontakt kann nicht in der Zukunft liegen."))
    if facts.outcome != Outcome.NO_CONCERN and facts.topic is None:
        raise refuse("topic", _("Bitte wählen Sie ein Anliegen."))
    values = {name: getattr(facts, name) for name in facts.__dataclass_fields__}
    texts = {name: value for name, value in values.items() if name in CONTACT_TEXTS}
    values |= tidy(texts) | {"encounter": facts.encounter or facts.client_id}
    return Contact.objects.create(recorded_by=by, **values)


def _kind(typed: dict[str, str]) -> str:
    """Somebody named only by a firm is that firm."""
    if typed["organisation"] and not (typed["first_name"] or typed["last_name"]):
        return Kind.ORGANISATION
    return typed["kind"]


def _address(customer: Customer, typed: dict[str, str], country: str) -> Address | None:
    parts = {name: typed[name] for name in ("street", "postal_code", "city")}
    if not any(parts.values()):
        return None
    address = Address(customer=customer, country=country, **parts)
    derive_place(address)
    return address


@transaction.atomic(savepoint=False)
def _store(found: Findable, *, by: User | None, at: datetime) -> None:
    customer = found.customer
    customer.number = next_number("customer")
    save_as(customer, by=by, at=at, force_insert=True)
    for rows in (found.phones, found.emails, [found.address] if found.address else []):
        create_many_as(rows, by=by, at=at)
    linked = speak_for_firm(customer, by=by, at=at)
    open_findings(customer, broken_by(replace(found, linked=linked)), at=at)
    write_new([found])
