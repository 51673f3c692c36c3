"""Mending one finding: from what was typed into the fields of its rule to the change of the customer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.changing import change_customer
from contacts.confirming import confirm
from contacts.models import Affiliation, Customer, Reason, Source
from contacts.naming import link
from contacts.quality import Doubt
from contacts.recording import NewCustomer, create_customer
from contacts.rules import RULES, Fix
from contacts.sources import Origin, note_origin
from contacts.tidying import PLACE
from crm.company.models import User
from crm.lib.acts import refuse

NAMES: Final = ("salutation", "title", "first_name", "last_name", "organisation")


@dataclass
class Mended:
    """The customer afterwards, and what is still doubtful about what was typed."""

    customer: Customer
    doubts: list[Doubt] = field(default_factory=list)


@transaction.atomic
def mend(
    customer: Customer,
    code: str,
    typed: Mapping[str, Any],
    *,
    expected_version: int | None,
    by: User | None,
    at: datetime,
) -> Mended:
    """Carry out what the fields of this rule say. `typed`: texts, and rows for source and reason.

    Raises Refused by field, and Outdated if somebody was faster.
    """
    fix = RULES[code].fix
    if fix in (Fix.SOURCE, Fix.REASON):
        return _origin(customer, typed, by=by, at=at)
    if fix is Fix.CONFIRM:
        confirm(customer, by=by, at=at)
        return Mended(customer)
    if fix is Fix.PERSON:
        return _person(customer, typed, by=by, at=at)
    changes = _changes(customer, fix, typed)
    changed, doubts = change_customer(customer.pk, changes, expected_version=expected_version, by=by, at=at)
    return Mended(changed, doubts)


def _changes(customer: Customer, fix: Fix, typed: Mapping[str, Any]) -> dict[str, Any]:
    if fix is Fix.NAMES:
        return {name: typed[name] for name in NAMES if name in typed}
    if fix is Fix.ADDRESS:
        changes: dict[str, Any] = {"address": {name: typed[name] for name in PLACE if name in typed}}
        if "address_need" in typed:
            changes["address_need"] = typed["address_need"]
        return changes
    changes = {}
    if fix is not Fix.EMAIL and ("phone" in typed):
        stored = [phone.raw for phone in customer.phones.all()]
        changes["phones"] = _instead(stored, typed.get("instead", ""), typed["phone"])
    if fix is not Fix.PHONE and ("email" in typed):
        stored = [email.raw for email in customer.emails.all()]
        changes["emails"] = _instead(stored, typed.get("instead", ""), typed["email"])
    if fix is Fix.WAYS and not any((typed.get("phone", "").strip(), typed.get("email", "").strip())):
        raise refuse("phone", _("Bitte eine Telefonnummer oder eine E-Mail-Adresse eingeben."))
    return changes


def _instead(stored: list[str], old: str, new: str) -> list[str]:
    """`stored` with `new` where `old` stood, or behind the others; an empty one leaves its place."""
    if old in stored:
        return [new if each == old else each for each in stored]
    return [*stored, new]


def _origin(customer: Customer, typed: Mapping[str, Any], *, by: User | None, at: datetime) -> Mended:
    source: Source | None = typed.get("source")
    reason: Reason | None = typed.get("reason")
    text = typed.get("reason_text", "").strip()
    if source is None and reason is None and not text:
        raise refuse("", _("Bitte tippen Sie eine Antwort an."))
    # The question is about the first touch: never a later one.
    note_origin(customer, is_new=True, source=source, reason=reason, reason_text=text, by=by, at=at)
    return Mended(customer)


def _person(firm: Customer, typed: Mapping[str, Any], *, by: User | None, at: datetime) -> Mended:
    """A new person who speaks for the firm, and came as it came."""
    new = NewCustomer(
        salutation=typed.get("salutation", ""),
        first_name=typed.get("first_name", ""),
        last_name=typed.get("last_name", ""),
        organisation=firm.organisation,
        phone=typed.get("phone", ""),
        email=typed.get("email", ""),
    )
    if not (new.first_name.strip() or new.last_name.strip()):
        raise refuse("last_name", _("Wie heißt die Person? Ein Name genügt."))
    came = Origin(source=firm.source, reason=firm.reason, reason_text=firm.reason_text)
    person, doubts = create_customer(new, by=by, at=at, origin=came)
    links = Affiliation.objects.filter(person=person, organisation=firm)
    if not links.exists():  # several firms have that name
        link(person, firm, by=by, at=at)
    return Mended(firm, doubts)
