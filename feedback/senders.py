"""Who somebody said to be who wrote from the outside, and which customers that may be: suggested, never linked."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db.models import Case, CharField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from contacts.models import Call, Contact, Customer, EmailAddress, PhoneNumber
from crm.company.company_facts import home_country
from crm.lib import emails, phones
from feedback.models import PossibleSender, PublicSender

MOST: Final = 3


@dataclass(frozen=True, kw_only=True)
class Possible:
    """A customer somebody without a name may be, and by what."""

    customer: Customer
    why: str


def note_sender(contact: Contact, *, name: str, reach: str) -> PublicSender | None:
    """Keep what was typed beside its contact, and what it means as telephone number or address."""
    if not name and not reach:
        return None
    mail = emails.parse(reach).normalised if "@" in reach else ""
    number = "" if mail or not reach else phones.parse(reach, home_country()).e164
    sender = PublicSender.objects.create(contact=contact, name=name, reach=reach, email=mail, e164=number)
    PossibleSender.objects.bulk_create(
        PossibleSender(sender=sender, customer_id=pk) for pk in _known_by(number=number, address=mail)
    )
    return sender


def said_to_be(contact: str) -> Subquery:
    """ "Ulrike Maier, ulrike@example.org" for the contact of a row, NULL where nobody said anything."""
    comma = Case(When(Q(name="") | Q(reach=""), then=Value("")), default=Value(", "))
    both = Concat("name", comma, "reach", output_field=CharField())
    rows = PublicSender.objects.filter(contact=OuterRef(contact)).annotate(both=both)
    return Subquery(rows.values("both")[:1])


def may_be(contact_ids: Collection[int]) -> dict[int, list[Customer]]:
    """Customers who had the number or address that the senders of these contacts gave. One statement."""
    rows = PossibleSender.objects.filter(sender__contact__in=contact_ids, customer__standing="")
    found: dict[int, list[Customer]] = {}
    for row in rows.select_related("sender", "customer").order_by("pk"):
        found.setdefault(row.sender.contact_id, []).append(row.customer)
    return found


def suggested(contact: Contact) -> list[Possible]:
    """Who may have written or called: only whoever has exactly the number or address that was given or called from."""
    sender = PublicSender.objects.filter(contact=contact).first()
    if sender is None:
        number = Call.objects.filter(contact=contact).values_list("e164", flat=True).first() or ""
        address, then = "", set[int]()
    else:
        number, address = sender.e164, sender.email
        then = set(PossibleSender.objects.filter(sender=sender).values_list("customer", flat=True))
    now = set(_known_by(number=number, address=address))
    words = _("hat dieselbe Telefonnummer") if number else _("hat dieselbe E-Mail-Adresse")
    before = _("hatte dieselbe Telefonnummer") if number else _("hatte dieselbe E-Mail-Adresse")
    found = Customer.objects.select_related("address").filter(pk__in=now | then).order_by("sort_name", "pk")
    return [Possible(customer=row, why=words if row.pk in now else before) for row in found[:MOST]]


def why_suggested(contact: Contact, customer_id: int) -> str:
    """By what this customer may be whoever wrote; "" where nothing says so."""
    return next((each.why for each in suggested(contact) if each.customer.pk == customer_id), "")


def _known_by(*, number: str, address: str) -> list[int]:
    if number:
        rows = PhoneNumber.objects.filter(e164=number, customer__standing="")
        return list(rows.order_by("customer").values_list("customer", flat=True).distinct()[:MOST])
    if address:
        mails = EmailAddress.objects.filter(normalised=address, customer__standing="")
        return list(mails.order_by("customer").values_list("customer", flat=True).distinct()[:MOST])
    return []
