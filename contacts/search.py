"""Finds customers by anything one can say about them, and says why each was found."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.utils.translation import gettext as _

from contacts.models import Customer, Kind, PhoneNumber
from contacts.search_candidates import candidates
from contacts.search_index import index_customer, reindex
from contacts.search_marks import marks
from contacts.search_ranking import EXACT, PHONE_END, By, Fit, judge, score
from contacts.search_terms import read
from crm.lib.kept import Kept

__all__ = ["Hit", "find", "index_customer", "reindex"]


Told = Callable[[], Mapping[str, Combinable]]
OFTEN = 20  # hits that are shown at most, but by the API


def _nothing_more() -> dict[str, Combinable]:
    return {}


@dataclass(frozen=True)
class Hit:
    """A customer found. `why` is "" if the name itself was typed; `marks` are parts of name and town to highlight.

    `town` ("88131 Lindau") and `detail` (town, number and first telephone number) are for the line below the name.
    """

    customer: Customer
    score: int
    why: str
    marks: list[str]
    town: str
    detail: str


def find(query: str, *, limit: int = OFTEN, told: Told = _nothing_more) -> list[Hit]:
    """The customers that fit every term of `query`, best first. Two statements, whatever is typed.

    told: gives what else to read about each customer found, as annotations by name.
    """
    terms = read(query)
    if not terms:
        return []
    judged = [
        (fits, text, pk) for pk, text in candidates(terms, wanted=limit) if (fits := judge(terms, text))
    ]
    judged.sort(key=lambda each: (-score(each[0]), each[1], each[2]))
    best = judged[:limit]
    customers = _load([pk for _fits, _text, pk in best], told)
    return [_hit(customers[pk], fits) for fits, _text, pk in best if pk in customers]


def _load(ids: Sequence[int], told: Told) -> dict[int, Customer]:
    if not ids:
        return {}
    if len(ids) > OFTEN:
        rows = list(_found(told, ids))
    else:  # filled up, so that one statement serves every number of hits
        filled = [*ids, *[ids[0]] * (OFTEN - len(ids))]
        rows = FOUND.rows(told, **dict(zip(PLACES, filled, strict=True)))
    return {row.pk: row for row in rows}


def _found(told: Told, ids: Sequence[Any]) -> QuerySet[Customer]:
    first_phone = PhoneNumber.objects.filter(customer=OuterRef("pk")).order_by("pk").values("raw")[:1]
    rows = Customer.objects.filter(pk__in=ids).select_related("address").order_by()
    return rows.annotate(first_phone=Subquery(first_phone), **told())


PLACES = [f"place_{number}" for number in range(OFTEN)]
FOUND = Kept(
    lambda told, **ids: _found(told, list(ids.values())), **{place: BigIntegerField() for place in PLACES}
)


def _hit(customer: Customer, fits: Sequence[Fit]) -> Hit:
    address = getattr(customer, "address", None)
    town = f"{address.postal_code} {address.city}".strip() if address else ""
    phone: str | None = getattr(customer, "first_phone", None)
    return Hit(
        customer=customer,
        score=score(fits),
        why=_why(customer, fits),
        marks=marks(
            f"{customer.name} {town}",
            fragments=[form for fit in fits for form in fit.term.forms],
            whole=[fit.value for fit in fits if fit.by in (By.SOUND, By.SLIP)],
        ),
        town=town,
        detail=" · ".join(part for part in (town, customer.number_label, phone) if part),
    )


def _why(customer: Customer, fits: Sequence[Fit]) -> str:
    if all(fit.by is By.PLACE for fit in fits) and getattr(customer, "address", None):
        return _("wohnt in %(town)s") % {"town": customer.address.city or customer.address.postal_code}
    heard = " ".join(fit.term.typed for fit in fits if fit.by is By.SOUND)
    reasons = [_reason(customer, fit, heard=heard) for fit in fits]
    return " · ".join(dict.fromkeys(reason for reason in reasons if reason))


def _reason(customer: Customer, fit: Fit, *, heard: str) -> str:
    """heard: all that was typed and only sounds alike, said once."""
    typed = {"typed": fit.term.typed}
    if fit.by is By.SOUND:
        return _("klingt wie „%(typed)s“") % {"typed": heard}
    if fit.by is By.SLIP:
        return _("ähnlich wie „%(typed)s“") % typed
    if fit.by is By.PHONE:
        return _phone_reason(fit)
    if fit.by is By.MAIL:
        return _("E-Mail enthält „%(typed)s“") % typed
    if fit.by is By.NUMBER:
        return _("Kundennummer %(number)s") % {"number": customer.number_label}
    if fit.by is By.FIRM and customer.kind == Kind.PERSON:
        return _("Firma %(firm)s") % {"firm": customer.organisation}
    return ""


def _phone_reason(fit: Fit) -> str:
    typed = {"typed": fit.term.typed}
    if fit.weight == EXACT:
        return _("Telefon %(typed)s") % typed
    if fit.weight == PHONE_END:
        return _("Telefon endet auf %(typed)s") % typed
    return _("Telefon enthält %(typed)s") % typed
