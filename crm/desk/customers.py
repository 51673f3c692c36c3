"""Customers as a list: the newest ones, those with gaps, those that were searched for."""

from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from cases.counted import MOST, Counted
from cases.models import Case, Status
from contacts.models import Customer, EmailAddress, Finding, PhoneNumber
from contacts.search import find
from crm.company.company_facts import home_country
from crm.desk.person import town_of
from crm.lib import emails, formats, phones
from crm.lib.shown import Shown

PER_PAGE = 50
HITS = 20
SAME_SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Line(Shown):
    """One customer in the list. `gaps`: open findings in the master data."""

    number: int
    number_label: str
    name: str
    town: str
    phone: str
    open_cases: int
    gaps: int


@dataclass(frozen=True, kw_only=True)
class Found:
    """One hit of the search: `why` it was found, "" where the name itself was typed."""

    number: int
    name: str
    detail: str
    why: str
    marks: list[str]


def newest(*, with_gaps: bool = False) -> QuerySet[Customer]:
    """Who was added last stands first; `with_gaps` leaves only those with an open finding."""
    rows = Customer.objects.order_by("-pk")
    if with_gaps:
        rows = rows.filter(pk__in=Finding.objects.filter(resolved_at=None).values("customer"))
    return rows


def how_many(rows: QuerySet[Customer]) -> int:
    """So many, as far as anybody reads: whoever is further down is searched for."""
    return rows.order_by()[:MOST].count()


def lines(rows: QuerySet[Customer], *, skip: int) -> list[Line]:
    """One page of the list, in one statement."""
    me = OuterRef("pk")
    first_phone = PhoneNumber.objects.filter(customer=me).order_by("pk")
    shown = rows.select_related("address").annotate(
        first_phone=Subquery(first_phone.values("raw")[:1]),
        open_cases=Counted(Case.objects.filter(customer=me).exclude(status=Status.RESOLVED)),
        gaps=Counted(Finding.objects.filter(customer=me, resolved_at=None)),
    )
    return [
        Line(
            number=row.number,
            number_label=row.number_label,
            name=row.name,
            town=town_of(row),
            phone=formats.phone(row.first_phone or ""),
            open_cases=row.open_cases,
            gaps=row.gaps,
        )
        for row in shown[skip : skip + PER_PAGE]
    ]


def found(query: str) -> list[Found]:
    """Who is meant by `query`, best first, with the reason; two statements."""
    return [
        Found(
            number=hit.customer.number,
            name=hit.customer.name,
            detail=hit.detail,
            why=hit.why,
            marks=hit.marks,
        )
        for hit in find(query, limit=HITS)
    ]


def reached_alike(phone: str, email: str, country: str) -> list[tuple[Customer, str]]:
    """Who has exactly this telephone number or e-mail address already, and which. Families and firms share them."""
    same: dict[int, tuple[Customer, str]] = {}
    number = phones.parse(phone, country or home_country()).e164 if phone.strip() else ""
    address = emails.parse(email).normalised if email.strip() else ""
    if number:
        alike = PhoneNumber.objects.filter(e164=number).select_related("customer__address")
        same |= {row.customer_id: (row.customer, formats.phone(number)) for row in alike[:SAME_SHOWN]}
    if address:
        written = EmailAddress.objects.filter(normalised=address).select_related("customer__address")
        for mail in written[:SAME_SHOWN]:
            same.setdefault(mail.customer_id, (mail.customer, address))
    return list(same.values())
