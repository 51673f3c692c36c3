"""What somebody recorded last: the second chance to take an entry back, long after the ten seconds are over.

A counter is read by whoever stands there: a confidential topic stays unsaid. Who added to the confidential case of
others is not told whose it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from cases.models import Case, CaseContact, Hindrance
from cases.visibility import inside
from contacts.models import Contact, Outcome
from crm.company.models import User
from crm.company.permissions import viewer_of
from crm.company.presence import company_day

LINES = 5


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """One saved entry in words: `what` is "Telefon, Lieferung", `who` a name or "Ohne Namen".

    `lack`: why it could not be solved at once, "" while nobody said, None where there is nothing to ask.
    """

    client_id: UUID
    what: str
    who: str
    customer: int | None
    encounter: UUID
    channel: str
    outcome: str
    at: datetime
    void: bool
    undoable: bool
    case_number: int | None = None
    lack: str | None = None


def newest_of(user: User, *, now: datetime) -> list[Recorded]:
    """The last five entries of this person. One statement, three more where one joined a confidential case."""
    contacts = list(_recorded(user)[:LINES])
    hidden = _hidden(contacts, user, now=now)
    return [_in_words(contact, hidden, now=now) for contact in contacts]


def entry_of(user: User, client_id: UUID, *, now: datetime) -> Recorded | None:
    """One entry of this person with the number of its case, or None if it is not theirs. Two statements."""
    said = Hindrance.objects.filter(contact=OuterRef("pk")).values("lack")
    contact = _recorded(user).annotate(lack=Subquery(said)).filter(client_id=client_id).first()
    if contact is None:
        return None
    links = CaseContact.objects.filter(contact=contact).values_list("case__number", "opened_case")
    number, opened = links.first() or (None, False)
    lack = vars(contact)["lack"] or "" if opened and _could_be_solved(contact) else None
    hidden = _hidden([contact], user, now=now)
    return _in_words(contact, hidden, now=now, case_number=number, lack=lack)


def _recorded(user: User) -> QuerySet[Contact]:
    """Entries with `joined`: the number of the confidential case they were added to."""
    added = CaseContact.objects.filter(contact=OuterRef("pk"), case__topic__confidential=True)
    number = added.filter(opened_case=False).values("case__number")[:1]
    rows = Contact.objects.filter(recorded_by=user).select_related("topic", "customer", "void")
    return rows.annotate(joined=Subquery(number))


def _hidden(contacts: Sequence[Contact], user: User, *, now: datetime) -> set[int]:
    """The numbers of those cases whose matter this person does not see."""
    joined = {vars(contact)["joined"] for contact in contacts} - {None}
    if not joined:
        return set()
    viewer = viewer_of(user, today=company_day(now))
    seen = Case.objects.filter(inside(viewer), number__in=joined)
    return joined - set(seen.values_list("number", flat=True))


def _in_words(
    contact: Contact,
    hidden: set[int],
    *,
    now: datetime,
    case_number: int | None = None,
    lack: str | None = None,
) -> Recorded:
    joined = vars(contact)["joined"]
    customer = contact.customer if joined not in hidden else None
    return Recorded(
        client_id=contact.client_id,
        what=f"{contact.get_channel_display()}, {_topic(contact, confidential=joined is not None)}",
        who=f"#{joined}" if joined in hidden else customer.name if customer else _("Ohne Namen"),
        customer=customer.pk if customer else None,
        encounter=contact.encounter,
        channel=contact.channel,
        outcome=contact.get_outcome_display(),
        at=contact.recorded_at,
        void=hasattr(contact, "void"),
        undoable=not hasattr(contact, "void") and company_day(contact.recorded_at) == company_day(now),
        case_number=case_number,
        lack=lack,
    )


def _could_be_solved(contact: Contact) -> bool:
    """It became a case, though its topic can be solved at once."""
    possible = contact.topic is not None and contact.topic.solvable_at_once
    return possible and contact.outcome == Outcome.FOLLOW_UP and not hasattr(contact, "void")


def _topic(contact: Contact, *, confidential: bool) -> str:
    if confidential or (contact.topic is not None and contact.topic.confidential):
        return _("Vertraulich")
    return contact.topic.name if contact.topic else str(Outcome.NO_CONCERN.label)
