"""Who recommended us: a customer, named as one types it at the counter, and never themselves."""

import re
from typing import Final

from django.utils.translation import gettext as _

from contacts.models import Customer
from contacts.search import Hit, find
from crm.lib.acts import refuse

NUMBER: Final = re.compile(r"\s*K-?\s*(\d{1,9})\b", re.IGNORECASE)
CHOICES: Final = 6


def customer_named(typed: str) -> Customer | None:
    """The customer meant by a number ("K-20418", also with the name behind it) or by a name only one has.

    None for nothing typed. Raises Refused, and says who else could be meant.
    """
    typed = typed.strip()
    if not typed:
        return None
    number = NUMBER.match(typed)
    if number:
        row = Customer.objects.filter(number=int(number[1])).first()
        if row is None:
            raise refuse("referred_by", _("Diese Nummer gibt es nicht."))
        return row
    hits = find(typed, limit=CHOICES)
    if not hits:
        raise refuse("referred_by", _("Niemand heißt so. Lassen Sie das Feld leer, oder suchen Sie anders."))
    if len(hits) > 1:
        names = ", ".join(label(hit) for hit in hits[:3])
        raise refuse(
            "referred_by", _("Mehrere passen: %(names)s. Bitte geben Sie die Nummer an.") % {"names": names}
        )
    return hits[0].customer


def label(hit: Hit) -> str:
    """A choice as it is offered and read again: "K-20418 Ulrike Maier, Lindau"."""
    town = f", {hit.town}" if hit.town else ""
    return f"{hit.customer.number_label} {hit.customer.name}{town}"


def label_of(customer: Customer | None) -> str:
    return f"{customer.number_label} {customer.name}" if customer else ""


def not_themselves(customer: Customer, referred_by: Customer | None) -> None:
    """Raises Refused when they would recommend themselves."""
    if referred_by is not None and referred_by.pk == customer.pk:
        raise refuse("referred_by", _("Niemand empfiehlt sich selbst. Bitte wählen Sie jemand anderen."))
