"""The hits of the search field, each with the reason it was found."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.db.models.expressions import Combinable
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.counted import Counted
from contacts.models import Affiliation, Contact, Customer, Kind
from contacts.privacy.standing import locked_by_number
from contacts.search import Hit, find
from crm.desk.case_number import case_meant
from crm.desk.person import last_words
from crm.lib.shown import Shown

SHOWN = 5
ALL = 20
BESIDE_CHOSEN = 2


@dataclass(frozen=True, kw_only=True)
class HitLine(Shown):
    """One hit as shown: `why` it was found, or, where the name itself was typed, when they were last here."""

    pk: int
    name: str
    town: str
    why: str
    marks: list[str]


@dataclass(frozen=True, kw_only=True)
class Hits(Shown):
    """The lines to show, how many more there are, and what was typed of the one who stands above them."""

    lines: list[HitLine]
    more: int
    marks: list[str] = field(default_factory=list)
    locked: str = ""  # the number of somebody whose data nobody may use


NOTHING = Hits(lines=[], more=0)


def hits(query: str, *, limit: int, now: datetime, without: int | None = None) -> Hits:
    """Who is meant by `query`, best first. `without`: somebody who stands above the list already."""
    if not query.strip():
        return NOTHING
    found = find(query, limit=ALL, told=_told)
    of_case = _of_case(query, without=without)
    before = {line.pk for line in of_case} | {without}
    others = [hit for hit in found if hit.customer.pk not in before]
    shown = others[: limit - len(of_case)]
    marks = [mark for hit in found if hit.customer.pk == without for mark in hit.marks]
    if not found and not of_case and (locked := locked_by_number(query)):
        return Hits(lines=[], more=0, locked=locked.number_label)
    return Hits(lines=of_case + _lines(shown, now=now), more=len(others) - len(shown), marks=marks)


def _of_case(query: str, *, without: int | None) -> list[HitLine]:
    """Whose case it is, where its number was typed. A confidential one tells nobody whose it is."""
    case = case_meant(query)
    if case is None or case.customer is None or case.topic.confidential or case.customer_id == without:
        return []
    why = _("Vorgang #%(number)s: %(topic)s") % {"number": case.number, "topic": case.topic}
    return [HitLine(pk=case.customer.pk, name=case.customer.name, town="", why=why, marks=[])]


def _lines(found: list[Hit], *, now: datetime) -> list[HitLine]:
    return [
        HitLine(
            pk=hit.customer.pk,
            name=hit.customer.name,
            town=_short(hit),
            why=hit.why or _why(hit.customer, now=now),
            marks=list(hit.marks),
        )
        for hit in found
    ]


def _short(hit: Hit) -> str:
    """The town alone, unless its postcode was typed."""
    postcode_typed = any(mark[:1].isdigit() and mark in hit.town for mark in hit.marks)
    return hit.town if postcode_typed else hit.town.lstrip("0123456789 ") or hit.town


def _told() -> dict[str, Combinable]:
    """Last contact and number of people, read with the customers found."""
    last = Contact.objects.filter(customer=OuterRef("pk"), void=None).order_by("-recorded_at", "-id")
    return {
        "last_at": Subquery(last.values("recorded_at")[:1]),
        "last_channel": Subquery(last.values("channel")[:1]),
        "persons": Counted(Affiliation.objects.filter(organisation=OuterRef("pk"))),
    }


def _why(customer: Customer, *, now: datetime) -> str:
    facts = vars(customer)
    persons = facts["persons"]
    if customer.kind == Kind.ORGANISATION and isinstance(persons, int) and persons:
        return ngettext("Firma, %(n)s Person", "Firma, %(n)s Personen", persons) % {"n": persons}
    last_at = facts["last_at"]
    if isinstance(last_at, datetime):
        return last_words(str(facts["last_channel"]), last_at, now=now)
    return str(Kind(customer.kind).label) if customer.kind == Kind.ORGANISATION else customer.number_label
