"""How customers are put in order, and how a firm is recognised by its name."""

from datetime import datetime

from contacts.models import Affiliation, Customer, Kind
from contacts.quality import resolve_findings
from contacts.rules import FIRM_ALONE
from crm.company.models import User
from crm.lib.history import create_many_as
from crm.lib.text import fold

LONGEST = Customer._meta.get_field("sort_name").max_length or 200


def sort_name(customer: Customer) -> str:
    """The folded name in the order of a directory: "mueller anna" for a person, a firm by its own name."""
    if customer.kind == Kind.ORGANISATION and customer.organisation:
        name = customer.organisation
    else:
        name = f"{customer.last_name} {customer.first_name}".strip() or customer.organisation
    return next(iter(fold(name)), name.casefold())[:LONGEST]


def firm_called(name: str) -> Customer | None:
    """The one organisation of that name, however its umlauts are written; None if none or several are."""
    forms = [form[:LONGEST] for form in fold(name)]
    if not forms:
        return None
    found = Customer.objects.filter(kind=Kind.ORGANISATION, sort_name__in=forms).order_by()[:2]
    return found[0] if len(found) == 1 else None


def speak_for_firm(customer: Customer, *, by: User | None, at: datetime) -> bool:
    """Link a person to the one firm of the name they gave, unless they are linked already; False without such a firm.

    The firm then has somebody to speak with.
    """
    firm = firm_called(customer.organisation) if customer.kind == Kind.PERSON else None
    if firm is None:
        return False
    if not customer.affiliations.filter(organisation=firm).exists():
        link(customer, firm, by=by, at=at)
    return True


def link(person: Customer, firm: Customer, *, by: User | None, at: datetime, role: str = "") -> None:
    """From now on this person speaks for that firm."""
    create_many_as([Affiliation(person=person, organisation=firm, role=role)], by=by, at=at)
    resolve_findings(firm, [FIRM_ALONE], at=at)
