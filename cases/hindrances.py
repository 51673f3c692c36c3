"""Why a concern became a case: said by whoever recorded it, in one tap after saving, as long as they may undo it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import CaseContact, Hindrance, Lack
from contacts.models import Contact, Outcome
from crm.company.models import User
from crm.company.permissions import takes_back, viewer_of
from crm.company.presence import company_day
from crm.lib.acts import NotAllowed, refuse


@transaction.atomic
def say_hindrance(contact_id: int, *, lack: str, by: User, at: datetime) -> Hindrance:
    """What was lacking. A second tap on another word corrects the first. Raises Refused, NotAllowed, DoesNotExist."""
    contact = Contact.objects.select_for_update(of=("self",)).get(pk=contact_id)
    if hasattr(contact, "void") or not opened_a_case(contact):
        raise refuse("", _("Zu diesem Eintrag gibt es keinen Vorgang (mehr)."))
    viewer = viewer_of(by, today=company_day(at))
    if not takes_back(viewer, contact.recorded_by_id, contact.recorded_at, now=at):
        raise NotAllowed
    if lack not in Lack.values:
        raise refuse("lack", _("Bitte wählen Sie einen der Gründe."))
    row, _new = Hindrance.objects.update_or_create(
        contact=contact, defaults={"lack": lack, "at": at, "by": by}
    )
    return row


def opened_a_case(contact: Contact) -> bool:
    """Only then is there something to ask: who adds to a case that is there was not the first to be told."""
    follow_up = contact.outcome == Outcome.FOLLOW_UP
    return follow_up and CaseContact.objects.filter(contact=contact, opened_case=True).exists()
