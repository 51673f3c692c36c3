"""How and why customers came. The first source is frozen; every later one is a touch; a gap is a finding."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.models import Campaign, Contact, Customer, Reason, Source, Touch
from contacts.quality import open_findings, resolve_findings
from contacts.referring import not_themselves
from contacts.rules import REASON_MISSING, RULES, SOURCE_MISSING
from contacts.search_index import Findable
from contacts.tidying import tidy
from crm.company.models import User
from crm.lib.acts import refuse
from crm.lib.history import save_as

GAPS = {"source": SOURCE_MISSING, "reason": REASON_MISSING}


@dataclass(frozen=True, kw_only=True)
class Origin:
    """How and why somebody came, as far as they said. A campaign names its source."""

    source: Source | None = None
    reason: Reason | None = None
    reason_text: str = ""
    campaign: Campaign | None = None
    referred_by: Customer | None = None

    @property
    def known_source(self) -> Source | None:
        return self.source or (self.campaign.source if self.campaign else None)


def gaps(customer: Customer) -> list[str]:
    """Codes of what is neither known nor asked. For each of them an open finding exists."""
    alone = Findable(customer)
    return [code for code in GAPS.values() if RULES[code].broken.one(alone)]


def knows_reason(customer: Customer) -> bool:
    return customer.reason_id is not None or customer.reason_text != ""


def fill_origin(customer: Customer, origin: Origin) -> list[str]:
    """Set on the row, unsaved, what it does not know yet; the names of the fields set.

    Raises Refused when they would recommend themselves.
    """
    fields: list[str] = []
    source = origin.known_source
    if customer.source_id is None and source is not None:
        customer.source, customer.campaign = source, origin.campaign
        fields += ["source", "campaign"]
    if not knows_reason(customer) and (origin.reason or origin.reason_text):
        customer.reason, customer.reason_text = origin.reason, origin.reason_text
        fields += ["reason", "reason_text"]
    if customer.referred_by_id is None and origin.referred_by is not None:
        not_themselves(customer, origin.referred_by)
        customer.referred_by = origin.referred_by
        fields.append("referred_by")
    return fields


def note_origin(
    customer: Customer,
    *,
    is_new: bool,
    source: Source | None = None,
    reason: Reason | None = None,
    reason_text: str = "",
    campaign: Campaign | None = None,
    referred_by: Customer | None = None,
    contact: Contact | None = None,
    by: User | None,
    at: datetime,
) -> None:
    """Keep what a contact said about source and reason: fill what is unknown, else add a touch.

    is_new: the customer came with this very contact, so its source is the first and no touch. Nothing said
    costs no statement: the findings of an unknown source exist since the customer does.
    """
    text = tidy({"reason_text": reason_text})["reason_text"]
    origin = Origin(
        source=source, reason=reason, reason_text=text, campaign=campaign, referred_by=referred_by
    )
    with transaction.atomic(savepoint=False):
        fills = _fill(customer, origin, by=by, at=at)
        came_by = origin.known_source
        if came_by is not None and "source" not in fills and not is_new:
            Touch.objects.create(customer=customer, at=at, source=came_by, campaign=campaign, contact=contact)


def _fill(customer: Customer, origin: Origin, *, by: User | None, at: datetime) -> list[str]:
    if not fill_origin(customer, origin):
        return []
    _lock(customer)  # somebody else may have heard it at the same moment: theirs was the first
    before = gaps(customer)
    fields = fill_origin(customer, origin)
    if fields:
        customer.version += 1
        save_as(customer, by=by, at=at, update_fields=[*fields, "version"])
        resolve_findings(customer, set(before) - set(gaps(customer)), at=at)
    return fields


@transaction.atomic(savepoint=False)
def decline(customer: Customer, what: Literal["source", "reason"], *, by: User | None, at: datetime) -> None:
    """They were asked and did not know or want to say. The question rests; a later answer still counts."""
    if GAPS[what] in gaps(customer):
        _lock(customer)
    if GAPS[what] not in gaps(customer):
        return
    setattr(customer, f"{what}_asked_at", at)
    customer.version += 1
    save_as(customer, by=by, at=at, update_fields=[f"{what}_asked_at", "version"])
    resolve_findings(customer, [GAPS[what]], at=at)


@transaction.atomic(savepoint=False)
def unask(customer: Customer, what: Literal["source", "reason"], *, by: User | None, at: datetime) -> bool:
    """Take back `decline`: the question is open again. False if nobody declined it."""
    _lock(customer)
    if getattr(customer, f"{what}_asked_at") is None:
        return False
    setattr(customer, f"{what}_asked_at", None)
    customer.version += 1
    fields = [f"{what}_asked_at", "version"]
    save_as(customer, by=by, at=at, reason=_("Zurückgenommen"), update_fields=fields)
    if GAPS[what] in gaps(customer):
        open_findings(customer, [GAPS[what]], at=at)
    return True


@transaction.atomic
def correct_source(customer: Customer, source: Source, *, reason: str, by: User | None, at: datetime) -> None:
    """Replace the first source, which is otherwise frozen. The history keeps the old one and `reason`, the why."""
    if not reason.strip():
        raise refuse("reason", _("Bitte sagen Sie, warum die Herkunft berichtigt wird."))
    _lock(customer)
    before = gaps(customer)
    customer.source, customer.campaign = source, None
    customer.version += 1
    save_as(customer, by=by, at=at, reason=reason.strip(), update_fields=["source", "campaign", "version"])
    resolve_findings(customer, set(before) - set(gaps(customer)), at=at)


def _lock(customer: Customer) -> None:
    customer.refresh_from_db(from_queryset=Customer.objects.select_for_update(of=("self",)))
