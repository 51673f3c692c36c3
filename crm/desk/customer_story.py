"""The story of a customer: contacts with their cases and voices, newest first, fifty a page.

What is confidential stays with those inside: others see of it only that there is a case, and its promise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cases.models import Attribution, CaseContact
from cases.visibility import inside_contacts
from contacts.addenda import addenda_of, was_added_to
from contacts.models import Addendum, Contact, Customer, Direction, Outcome
from crm.company.permissions import Circle, Viewer, takes_back
from crm.desk.customer_cases import CaseTold, cases_told
from crm.lib.kept import Kept
from crm.lib.shown import Shown
from feedback.models import Feedback, VoiceKind
from feedback.story_voices import ICONS

PER_PAGE = 50
TOGETHER = ("topic", "recorded_by", "customer", "spoke_with", "void__by")


@dataclass(frozen=True, kw_only=True)
class Entry(Shown):
    """A contact told. Without `channel` it is a confidential one, of which only the case is said.

    `attributed`: the contact, where it came without a name and was given to the customer later.
    """

    at: datetime
    head: str
    did: str = ""
    channel: str = ""
    text: str = ""
    case: CaseTold | None = None
    opens: bool = False
    voice: tuple[str | Promise, str] | None = None
    void: str = ""
    takes_back: UUID | None = None
    adds_to: UUID | None = None
    addenda: Sequence[Addendum] = ()
    attributed: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Story(Shown):
    """`older`: the number of the next page, None where the story begins. `open_cases` are all there are."""

    entries: list[Entry]
    open_cases: list[CaseTold]
    page: int
    older: int | None


def story(customer: Customer, *, viewer: Viewer, now: datetime, tz: tzinfo, page: int = 1) -> Story:
    """One page of the story, and the open cases; two statements, three where something was added."""
    begin = (page - 1) * PER_PAGE
    contacts = CONTACTS.rows(viewer.circle, begin, customer=customer.pk, me=viewer.user_id)
    shown = contacts[:PER_PAGE]
    ids = {vars(contact)["case_pk"] for contact in shown} - {None}
    cases = cases_told(customer, ids, viewer=viewer, now=now, tz=tz)
    added = addenda_of([contact.pk for contact in shown if vars(contact)["added"]])
    told = Told(customer=customer, cases=cases, added=added, viewer=viewer, now=now)
    return Story(
        entries=[_entry(contact, told) for contact in shown],
        open_cases=[case for case in cases.values() if case.open],
        page=page,
        older=page + 1 if len(contacts) > PER_PAGE else None,
    )


def _contacts(circle: Circle, begin: int, *, customer: Any, me: Any) -> QuerySet[Contact]:
    """Contacts of the customer, or spoken by them for a firm, whose matter this person sees, and what opened a case."""
    this = OuterRef("pk")
    links = CaseContact.objects.filter(contact=this)
    hidden = links.filter(opened_case=True, case__topic__confidential=True)
    return (
        Contact.objects.filter(Q(customer=customer) | Q(spoke_with=customer))
        .annotate(
            readable=Exists(inside_contacts(Contact.objects.filter(pk=this), Viewer(me, *circle))),
            case_pk=Subquery(links.values("case")[:1]),
            opens=Exists(links.filter(opened_case=True)),
            added=was_added_to(),
            attributed=Exists(Attribution.objects.filter(contact=this, undone_at=None)),
            voice=Subquery(Feedback.objects.filter(contact=this).values("kind")[:1]),
        )
        .filter(Q(readable=True) | Exists(hidden))
        .select_related(*TOGETHER)
        .order_by("-recorded_at", "-pk")[begin : begin + PER_PAGE + 1]
    )


CONTACTS = Kept(_contacts, customer=BigIntegerField(), me=BigIntegerField())


@dataclass(frozen=True, kw_only=True)
class Told:
    """What stands around the contacts of a page: whose they are, their cases, what was added, and who reads it when."""

    customer: Customer
    cases: Mapping[int, CaseTold]
    added: Mapping[int, Sequence[Addendum]]
    viewer: Viewer
    now: datetime


def _entry(contact: Contact, around: Told) -> Entry:
    told = vars(contact)
    case = around.cases.get(told["case_pk"])
    if not told["readable"]:
        return Entry(at=contact.recorded_at, head=_("Vertraulich"), case=case, opens=True)
    head = _head(contact, case if told["opens"] else None)
    text = contact.text.strip()
    return Entry(
        at=contact.recorded_at,
        head=head,
        did=_did(contact, around.customer),
        channel=contact.channel,
        text="" if text == head else text,  # a short text is its own title
        case=case,
        opens=told["opens"],
        voice=_voice(told["voice"]),
        void=_void(contact),
        takes_back=contact.client_id if _takes_back(contact, around.viewer, around.now) else None,
        adds_to=None if hasattr(contact, "void") else contact.client_id,
        addenda=around.added.get(contact.pk, ()),
        attributed=contact.client_id if told["attributed"] else None,
    )


def _takes_back(contact: Contact, viewer: Viewer, now: datetime) -> bool:
    recorded = contact.recorded_by_id, contact.recorded_at
    return not hasattr(contact, "void") and takes_back(viewer, *recorded, now=now)


def _head(contact: Contact, opened: CaseTold | None) -> str:
    if opened is not None:
        return opened.matter
    if contact.topic is not None:
        return contact.topic.name
    return _("Antwort") if contact.direction == Direction.OUT else _("Kontakt")


def _did(contact: Contact, customer: Customer) -> str:
    """ "sofort gelöst von Jonas Petersen", and for whom or with whom, where that is somebody else."""
    name = {"name": contact.recorded_by}
    if contact.direction == Direction.OUT:
        did = _("%(name)s hat sich gemeldet") % name
    elif contact.outcome == Outcome.RESOLVED:
        did = _("sofort gelöst von %(name)s") % name
    else:
        did = _("aufgenommen von %(name)s") % name
    if contact.customer is not None and contact.customer_id != customer.pk:
        return _("für %(name)s, %(did)s") % {"name": contact.customer.name, "did": did}
    if contact.spoke_with is not None and contact.spoke_with_id != customer.pk:
        return _("mit %(name)s, %(did)s") % {"name": contact.spoke_with.name, "did": did}
    return did


def _voice(kind: str | None) -> tuple[str | Promise, str] | None:
    return (VoiceKind(kind).label, ICONS[VoiceKind(kind)]) if kind else None


def _void(contact: Contact) -> str:
    if not hasattr(contact, "void"):
        return ""
    return _("Storno: zurückgenommen von %(name)s") % {"name": contact.void.by}
