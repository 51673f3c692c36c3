"""Taking a contact back: it counts nowhere from then on, but nothing is deleted."""

from datetime import datetime

from contacts.models import Contact, Void
from contacts.tidying import tidy
from crm.company.models import User


def void_contact(contact: Contact, *, by: User, at: datetime, reason: str = "") -> Void:
    """The contact's void; a second one changes nothing."""
    why = tidy({"void_reason": reason})["void_reason"]
    void, _ = Void.objects.get_or_create(contact=contact, defaults={"at": at, "by": by, "reason": why})
    return void
