"""Taking a capture back: the contact becomes void, and whatever it promised or kept is set right."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cases.answer_gaps import forget_missing
from cases.answers import take_back_help
from cases.undoing import undo_contact
from contacts.models import Contact
from contacts.voiding import void_contact
from crm.company.models import User
from crm.company.permissions import viewer_of, voids
from crm.company.presence import company_day
from crm.lib.acts import NotAllowed, refuse


@transaction.atomic
def undo(contact: Contact, *, by: User, at: datetime, reason: str = "") -> None:
    """Make a contact void. The recorder may that day, lead and admin always. Raises NotAllowed, Refused."""
    today = company_day(at)
    viewer = viewer_of(by, today=today)
    recorded_on = company_day(contact.recorded_at)
    if not voids(viewer, recorder_id=contact.recorded_by_id, recorded_on=recorded_on, today=today):
        raise NotAllowed
    locked = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if hasattr(locked, "void"):
        raise refuse("", _("Dieser Kontakt ist schon zurückgenommen."))
    void_contact(locked, by=by, at=at, reason=reason)
    take_back_help(locked)
    forget_missing(locked)
    undo_contact(locked, by=by, at=at)
