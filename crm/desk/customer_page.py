"""What the page of one customer shows beside the story: who, how and why they came, how to reach them, with whom."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from django.db.models import (
    BigIntegerField,
    CharField,
    DateTimeField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models import Case as Either
from django.db.models.functions import Cast, Coalesce, Concat, NullIf, Trim
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.counted import Counted
from cases.models import Case, Status
from contacts.confirming import newest_confirmed
from contacts.consent import newest_word
from contacts.models import (
    Affiliation,
    Customer,
    DuplicatePair,
    EmailAddress,
    Finding,
    Kind,
    Merge,
    PhoneNumber,
    Purpose,
    Reason,
    Source,
    Touch,
)
from contacts.proposing import Proposal, proposals
from contacts.search_index import Findable
from contacts.sources import gaps
from crm.company.models import User
from crm.desk.customer_gaps import Completeness, completeness
from crm.desk.person import town_of
from crm.desk.questions import CHOICES, Choice
from crm.lib.kept import Kept
from crm.lib.shown import Shown
from crm.outbox.reading import notices_of

PEOPLE_SHOWN = 30
# A customer's name as a column, as one says it without a title.
SPOKEN = Coalesce(
    NullIf(Trim(Concat("first_name", Value(" "), "last_name")), Value("")),
    "organisation",
    output_field=CharField(),
)
TOUCHES_SHOWN = 6
TOGETHER = ("address", "group", "source", "reason", "campaign", "referred_by", "created_by")
Ways = list[tuple[str, str]]
Doublet = tuple[int, str, str]


@dataclass(frozen=True, kw_only=True)
class CustomerPage(Shown):
    """`phones` and `emails`: as typed, and the form a link can use ("" while doubtful). `touches` come oldest first.

    `partners`: whom they speak for, or who speaks for them, with their function and, of people, the first telephone
    number. `more_partners`: there are others. `doublets`: open pairs with key, number and name of the other one;
    `merges`: standing ones, with number and name of the customer who went up in this one. `proposals`: the finding
    and what the doubtful value was probably meant to be.
    """

    customer: Customer
    subtitle: str
    path_title: str
    phones: Ways
    emails: Ways
    complete: Completeness
    touches: list[Touch]
    earlier_touches: bool
    referred: list[tuple[str, str]]
    partners: list[tuple[Customer, str, str]]
    more_partners: bool
    doublets: list[Doublet]
    merges: list[Doublet]
    proposals: list[tuple[str, Proposal]]


def read(number: int, *, user: User, now: datetime) -> Customer:
    """The customer with this number, words of consent and the counts for the bar. Raises Customer.DoesNotExist."""
    found = CUSTOMER.rows(number=number, me=user.pk, now=now)
    if not found:
        raise Customer.DoesNotExist
    return found[0]


def _customer(*, number: Any, me: Any, now: Any) -> QuerySet[Customer]:
    my_work = Case.objects.filter(Q(owner=me) & ~Q(status=Status.RESOLVED))
    return (
        Customer.objects.filter(number=number)
        .select_related(*TOGETHER)
        .annotate(
            work_count=Counted(my_work),
            unread_count=Counted(notices_of(me, now=now).filter(read_at=None)),
            confirmed_at=newest_confirmed(),
            **newest_word(Purpose.SURVEY),
            **newest_word(Purpose.POLL),
            **newest_word(Purpose.NEWS),
        )
    )


CUSTOMER = Kept(_customer, number=BigIntegerField(), me=BigIntegerField(), now=DateTimeField())


def page_of(customer: Customer, *, tz: tzinfo) -> CustomerPage:
    """Three statements, whatever there is; one more for each postcode or town that is in doubt."""
    found = _beside(customer)
    codes = [code for _order, code, _empty in found["finding"]]
    ways = Findable(
        customer,
        [PhoneNumber(raw=raw, e164=e164) for _order, raw, e164 in found["phone"]],
        [EmailAddress(raw=raw, normalised=normalised) for _order, raw, normalised in found["email"]],
        getattr(customer, "address", None),
    )
    touches = TOUCHES.rows(customer=customer.pk)
    others = [
        (link.organisation, link.role, "")
        if link.person_id == customer.pk
        else (link.person, link.role, vars(link)["phone"] or "")
        for link in PARTNERS.rows(customer=customer.pk)
    ]
    return CustomerPage(
        customer=customer,
        subtitle=_subtitle(customer, tz),
        path_title=_path_title(customer),
        phones=[(raw, e164) for _order, raw, e164 in found["phone"]],
        emails=[(raw, normalised) for _order, raw, normalised in found["email"]],
        complete=completeness(
            ways,
            codes=codes,
            choices=_choices(found),
            edit_url=reverse("customer_edit", args=[customer.number]),
        ),
        touches=touches[:TOUCHES_SHOWN][::-1],
        earlier_touches=len(touches) > TOUCHES_SHOWN,
        referred=[(number, name) for _order, name, number in found["referred"]],
        partners=others[:PEOPLE_SHOWN],
        more_partners=len(others) > PEOPLE_SHOWN,
        doublets=found["doublet"],
        merges=found["merge"],
        proposals=[(code, each) for code in codes for each in proposals(ways, code)[:1]],
    )


def _choices(found: dict[str, list[tuple[int, str, str]]]) -> dict[str, list[Choice]]:
    """What one can answer with one tap; of a source with finer ones with a second."""
    below: dict[str, list[Choice]] = defaultdict(list)
    for _order, name, keys in found["finer"]:
        key, _colon, parent = keys.partition(":")
        below[parent].append(Choice(key, name))
    return {
        "source": [Choice(pk, name, finer=below[pk]) for _order, name, pk in found["source"]][:CHOICES],
        "reason": [Choice(pk, name) for _order, name, pk in found["reason"]][:CHOICES],
    }


def _subtitle(customer: Customer, tz: tzinfo) -> str:
    """ "K-20418 · Musikhaus Maier · 88131 Lindau · Kundin seit März 2019"."""
    month = {"month": date_format(customer.created_at.astimezone(tz), "F Y")}
    since = {
        "ms": _("Kundin seit %(month)s") % month,
        "mr": _("Kunde seit %(month)s") % month,
    }.get(customer.salutation, _("bei uns seit %(month)s") % month)
    firm = customer.organisation if customer.organisation != customer.name else ""
    return " · ".join(part for part in (customer.number_label, firm, town_of(customer), since) if part)


def _path_title(customer: Customer) -> str:
    return {
        "ms": _("Wie und warum sie zu uns kam"),
        "mr": _("Wie und warum er zu uns kam"),
    }.get(customer.salutation, _("Herkunft und Anlass"))


def _beside(customer: Customer) -> dict[str, list[tuple[int, str, str]]]:
    """Ways to reach them, open findings and what to choose from for a missing answer: one statement, each in order."""
    found: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for what, *values in BESIDE.rows(tuple(gaps(customer)), customer=customer.pk):
        found[what].append((values[0], values[1], values[2]))
    for each in found.values():
        each.sort(key=lambda line: line[:2])
    return found


def _parts(asked: tuple[str, ...], *, customer: Any) -> QuerySet[Any, Any]:
    mine = {"customer": customer}
    parts = [
        _lines(PhoneNumber.objects.filter(**mine), "phone", order="pk", text="raw", more="e164"),
        _lines(EmailAddress.objects.filter(**mine), "email", order="pk", text="raw", more="normalised"),
        _lines(
            Finding.objects.filter(**mine, resolved_at=None),
            "finding",
            order="pk",
            text="code",
            more=Value(""),
        ),
        _lines(
            Customer.objects.filter(referred_by=customer), "referred", order="pk", text=SPOKEN, more="number"
        ),
    ]
    parts += [
        _lines(
            DuplicatePair.objects.filter(**{me: customer}, not_same_at=None),
            "doublet",
            order="pk",
            text=f"{you}__number",
            more=_name_of(you),
        )
        for me, you in (("one", "other"), ("other", "one"))
    ]
    standing = Merge.objects.filter(winner=customer, undone_at=None)
    parts.append(_lines(standing, "merge", order="pk", text="loser_number", more="loser_name"))
    if "source_missing" in asked:
        tops = Source.objects.filter(active=True, parent=None)
        parts.append(_lines(tops, "source", order="position", text="name", more="pk"))
        finer = Source.objects.filter(active=True, parent__active=True)
        below = Concat("pk", Value(":"), "parent", output_field=CharField())
        parts.append(_lines(finer, "finer", order="position", text="name", more=below))
    if "reason_missing" in asked:
        reasons = Reason.objects.filter(active=True)
        parts.append(_lines(reasons, "reason", order="position", text="name", more="pk"))
    return parts[0].union(*parts[1:], all=True)


def _name_of(path: str) -> Either:
    """As `Customer.name` says it, without the title."""
    person = Trim(Concat(f"{path}__first_name", Value(" "), f"{path}__last_name"))
    firm = {f"{path}__kind": Kind.ORGANISATION}
    return Either(When(**firm, then=f"{path}__organisation"), default=person)


def _touches(*, customer: Any) -> QuerySet[Touch]:
    touches = Touch.objects.filter(customer=customer).select_related("source", "campaign")
    return touches[: TOUCHES_SHOWN + 1]


def _partners(*, customer: Any) -> QuerySet[Affiliation]:
    numbers = PhoneNumber.objects.filter(customer=OuterRef("person")).exclude(e164="").order_by("pk")
    links = Affiliation.objects.filter(Q(person=customer) | Q(organisation=customer))
    told = links.annotate(phone=Subquery(numbers.values("e164")[:1]))
    in_order = told.order_by("person__sort_name", "organisation__sort_name", "pk")
    return in_order.select_related("person", "organisation")[: PEOPLE_SHOWN + 1]


BESIDE = Kept(_parts, customer=BigIntegerField())
TOUCHES = Kept(_touches, customer=BigIntegerField())
PARTNERS = Kept(_partners, customer=BigIntegerField())


def _lines(rows: "QuerySet[Any]", what: str, *, order: str, text: Any, more: Any) -> "QuerySet[Any]":
    return rows.order_by().values_list(
        Value(what, output_field=CharField()),
        Cast(order, BigIntegerField()),
        Cast(text, TextField()),
        Cast(more, TextField()),
    )
