"""The call in which a contact was captured: the strip that was tapped, or the call its recorder is on with that person.

A call has one contact, the first. With it the call is settled, so that no sweep makes a missed one of it.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from contacts.models import Call, Channel, Contact, Direction, Ring
from crm.company.models import User

JUST_NOW: Final = timedelta(minutes=10)
"""So long after its end a call is still what one is writing down."""
LASTS: Final = timedelta(hours=4)


def may_be_called(channel: str, by: User, call_id: int | None) -> bool:
    """Is there any call to look for? Costs no statement."""
    return channel == Channel.PHONE and bool(call_id or by.extension)


def settle_call(contact: Contact, *, by: User, call_id: int | None, at: datetime) -> Call | None:
    """Link the call to its contact; must live inside the capture's transaction. A call that has one keeps it, and one
    that rang on nobody's screen of these is none of theirs.
    """
    rang = Exists(Ring.objects.filter(call=OuterRef("pk"), user=by))
    open_ones = Call.objects.filter(contact=None, direction=Direction.IN, started_at__gt=at - LASTS)
    theirs = open_ones.filter(Q(answered_by=by) | Q(rang))
    call = (_tapped(theirs, call_id) if call_id else _going_on(theirs, contact, by, at)).first()
    if call is None:
        return None
    settled = Call.objects.filter(pk=call.pk, contact=None)  # whoever else comes first has it
    return call if settled.update(contact=contact, settled_at=at) else None


def _tapped(calls: "QuerySet[Call]", call_id: int) -> "QuerySet[Call]":
    return calls.filter(pk=call_id)


def _going_on(calls: "QuerySet[Call]", contact: Contact, by: User, at: datetime) -> "QuerySet[Call]":
    recent = Q(ended_at=None) | Q(ended_at__gte=at - JUST_NOW)
    with_them = calls.filter(recent, answered_by=by, callers__customer=contact.customer_id)
    return with_them.order_by("-started_at", "-pk")
