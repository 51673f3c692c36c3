"""What somebody recorded last: the second chance to take an entry back, long after the ten seconds are over."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from cases.models import CaseContact
from contacts.models import Contact, Outcome
from crm.company.models import User
from crm.company.presence import company_day

LINES = 5


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """One saved entry in words: `what` is "Telefon, Lieferung", `who` a name or "Ohne Namen"."""

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


def newest_of(user: User, *, now: datetime) -> list[Recorded]:
    """The last five entries of this person. One statement."""
    rows = Contact.objects.filter(recorded_by=user).select_related("topic", "customer", "void")
    return [_in_words(contact, now=now) for contact in rows[:LINES]]


def entry_of(user: User, client_id: UUID, *, now: datetime) -> Recorded | None:
    """One entry of this person with the number of its case, or None if it is not theirs. Two statements."""
    rows = Contact.objects.filter(recorded_by=user, client_id=client_id)
    contact = rows.select_related("topic", "customer", "void").first()
    if contact is None:
        return None
    number = CaseContact.objects.filter(contact=contact).values_list("case__number", flat=True).first()
    return _in_words(contact, now=now, case_number=number)


def _in_words(contact: Contact, *, now: datetime, case_number: int | None = None) -> Recorded:
    topic = contact.topic.name if contact.topic else Outcome.NO_CONCERN.label
    return Recorded(
        client_id=contact.client_id,
        what=f"{contact.get_channel_display()}, {topic}",
        who=contact.customer.name if contact.customer else _("Ohne Namen"),
        customer=contact.customer_id,
        encounter=contact.encounter,
        channel=contact.channel,
        outcome=contact.get_outcome_display(),
        at=contact.recorded_at,
        void=hasattr(contact, "void"),
        undoable=not hasattr(contact, "void") and company_day(contact.recorded_at) == company_day(now),
        case_number=case_number,
    )
