"""What is missing or doubtful in master data. Doubt stops nobody at the counter: it is stored and said."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from contacts.models import Customer, Finding
from contacts.rules import EMAIL_DOUBTFUL, PHONE_DOUBTFUL, POSTCODE_DOUBTFUL, RULES
from crm.lib import postcodes
from crm.lib.emails import Email
from crm.lib.phones import Phone


class FindingText(NamedTuple):
    """What a finding is called, and the question that settles it, to be said aloud."""

    label: str | Promise
    question: str | Promise


FINDINGS = {code: FindingText(rule.label, rule.question) for code, rule in RULES.items()}


@dataclass(frozen=True)
class Doubt:
    """One doubtful value: the finding's `code`, the `field` it was typed into, and what to tell."""

    code: str
    field: str
    message: str


def phone_doubts(phones: Iterable[Phone]) -> list[Doubt]:
    message = _(
        "Telefon: „%(value)s“ sieht nicht wie eine vollständige Nummer aus. Gespeichert wie eingegeben."
    )
    return [
        Doubt(PHONE_DOUBTFUL, "phone", message % {"value": phone.raw}) for phone in phones if phone.doubtful
    ]


def email_doubts(emails: Iterable[Email]) -> list[Doubt]:
    message = _("E-Mail: „%(value)s“ sieht nicht wie eine gültige Adresse aus. Gespeichert wie eingegeben.")
    return [
        Doubt(EMAIL_DOUBTFUL, "email", message % {"value": email.raw}) for email in emails if email.doubtful
    ]


def postcode_doubts(code: str, country: str) -> list[Doubt]:
    if postcodes.fits(code, country):
        return []
    message = _("Postleitzahl: „%(value)s“ passt nicht zum Land %(country)s. Gespeichert wie eingegeben.")
    return [Doubt(POSTCODE_DOUBTFUL, "postal_code", message % {"value": code, "country": country})]


def open_findings(customer: Customer, codes: Iterable[str], *, at: datetime) -> None:
    """Write an open finding for each code; one that is open already keeps its date."""
    rows = [Finding(customer=customer, code=code, since=at) for code in dict.fromkeys(codes)]
    if rows:
        Finding.objects.bulk_create(rows, ignore_conflicts=True)


def resolve_findings(customer: Customer, codes: Collection[str], *, at: datetime) -> None:
    """Close the open findings among `codes`; they stay as a record."""
    if codes:
        customer.findings.filter(code__in=codes, resolved_at=None).update(resolved_at=at)


def settle_findings(
    customer: Customer, *, checked: Collection[str], found: Collection[str], at: datetime
) -> None:
    """After a look at the rules `checked`: open what was `found`, close the rest of them."""
    resolve_findings(customer, set(checked) - set(found), at=at)
    open_findings(customer, found, at=at)
