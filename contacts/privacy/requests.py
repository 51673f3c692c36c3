"""What people ask about their own data, and that it is answered within a month (Art. 12 Abs. 3 DSGVO)."""

from calendar import monthrange
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from contacts.models import Customer, Demand, PrivacyRequest
from crm.company.models import User
from crm.lib.acts import refuse
from crm.lib.lengths import fitting

LONGEST_NOTE = 300


def due_on(asked: date) -> date:
    """The same day a month later, or the last day of that month."""
    year, month = divmod(asked.year * 12 + asked.month, 12)
    return date(year, month + 1, min(asked.day, monthrange(year, month + 1)[1]))


@transaction.atomic
def note_request(customer_id: int, *, kind: str, note: str, by: User, at: datetime) -> PrivacyRequest:
    """Write down what somebody asked for; the same thing asked again while it is open stays one. Raises Refused."""
    note = fitting("note", note, LONGEST_NOTE)
    if kind not in Demand.values:
        raise refuse("kind", _("Bitte wählen Sie, worum es geht."))
    customer = Customer.objects.select_for_update().get(pk=customer_id)
    row, _new = PrivacyRequest.objects.get_or_create(
        customer=customer,
        kind=kind,
        done_at=None,
        defaults={"asked_at": at, "due_on": due_on(localdate(at)), "noted_by": by, "note": note},
    )
    return row


def answer_request(request_id: int, *, by: User, at: datetime) -> PrivacyRequest:
    """Done; a second tap changes nothing. Raises PrivacyRequest.DoesNotExist."""
    PrivacyRequest.objects.filter(pk=request_id, done_at=None).update(done_at=at, done_by=by)
    return PrivacyRequest.objects.select_related("customer").get(pk=request_id)
