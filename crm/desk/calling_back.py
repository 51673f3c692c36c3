"""A missed call becomes a contact with a call-back case, by the one door for captures.

1. Due is a call in that ended, or has rung for ten minutes, without anybody who answered. The wait lets a late report
   that somebody did come in first.
2. Each call in a transaction of its own: contact, case and the mark that it is settled. The client id comes from the
   call, so that no kill and no second sweeper makes two of it.
3. Who was answered at the same time after all, by a colleague of the group or at the next try, waits for nobody.
4. Who calls again while the call-back is still open adds to it. Without a number nobody can be called back: the call
   is settled and stays in the list of calls.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

import structlog
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cases.models import CaseContact, Status
from contacts.models import Call, Channel, Direction, Outcome, Topic
from crm.desk.capture import Capture, capture
from crm.desk.ringing import shown_number
from crm.outbox.sweeping import SweepResult

LATE_REPORT: Final = timedelta(seconds=20)
AT_THE_SAME_TIME: Final = timedelta(minutes=1)
RINGS_AT_MOST: Final = timedelta(minutes=10)
BATCH: Final = 50
_CALLS: Final = UUID("6f0c2f0e-6f0b-5f3a-9a0c-5a1f5f1c7e11")

log = structlog.get_logger(__name__)


def missed(now: datetime) -> "QuerySet[Call]":
    """Calls that nobody answered and nobody has looked at."""
    over = Q(ended_at__lte=now - LATE_REPORT) | Q(ended_at=None, started_at__lte=now - RINGS_AT_MOST)
    calls = Call.objects.filter(over, settled_at=None, direction=Direction.IN, answered_at=None)
    return calls.filter(passed_on=False).order_by("started_at", "pk")


def sweep_missed_calls(now: datetime) -> SweepResult:
    """What fails stays due and is tried again; it keeps nobody else waiting."""
    handled = failed = 0
    for pk in list(missed(now).values_list("pk", flat=True)):
        if handled >= BATCH:
            break
        try:
            handled += _call_back(pk, now)
        except Exception:
            failed += 1
            log.exception("call_back_failed", call=pk)
    return SweepResult(handled=handled, failed=failed)


@transaction.atomic
def _call_back(pk: int, now: datetime) -> int:
    """1, or 0 when another sweeper has it or somebody answered after all."""
    skip_locked = connection.features.has_select_for_update_skip_locked
    rows = missed(now).filter(pk=pk).select_for_update(skip_locked=skip_locked, of=("self",))
    call = rows.select_related("line__topic", "line__speaks_for").first()
    if call is None:
        return 0
    call.passed_on = _answered_elsewhere(call)
    if call.number and not call.passed_on:
        call.contact = capture(_said(call), by=call.line.speaks_for, received_at=now).contact
    call.settled_at = now
    call.save(update_fields=["contact", "passed_on", "settled_at"])
    return 1


def _answered_elsewhere(call: Call) -> bool:
    """Systems report a group call once for each telephone that rang."""
    span = (call.started_at - AT_THE_SAME_TIME, (call.ended_at or call.started_at) + AT_THE_SAME_TIME)
    others = Call.objects.filter(line=call.line_id, direction=Direction.IN, answered_at__range=span)
    return bool(call.number) and others.filter(number=call.number).exclude(pk=call.pk).exists()


def _said(call: Call) -> Capture:
    line, people = (
        call.line,
        list(call.callers.filter(customer__standing="").values_list("customer", flat=True)),
    )
    open_case = _open_call_back(call)
    known = people[0] if len(people) == 1 and open_case is None else None
    return Capture(
        client_id=uuid5(_CALLS, f"{call.line_id}:{call.external_id}"),
        channel=Channel.PHONE,
        happened_at=call.started_at,
        outcome=Outcome.FOLLOW_UP,
        topic=None if open_case else _topic(line.topic).pk,
        customer=known,
        case=open_case,
        text=_words(call, people=len(people)),
        site=line.site_id,
        call_back=call.e164 or call.number,
    )


def _topic(topic: Topic) -> Topic:
    """Where the topic of the line is out of use by now, "Sonstiges", which always is."""
    return topic if topic.active else Topic.objects.get(is_other=True)


def _open_call_back(call: Call) -> int | None:
    same = Q(contact__call__e164=call.e164) if call.e164 else Q(contact__call__number=call.number)
    links = CaseContact.objects.filter(same, opened_case=True).exclude(case__status=Status.RESOLVED)
    newest: int | None = links.order_by("-pk").values_list("case", flat=True).first()
    return newest


def _words(call: Call, *, people: int) -> str:
    told = {"number": shown_number(call), "clock": f"{localtime(call.started_at):%H:%M}"}
    said = _("Verpasster Anruf um %(clock)s Uhr von %(number)s. Bitte zurückrufen.") % told
    if people > 1:
        shared = _("Diese Nummer steht bei %(n)d Kundinnen und Kunden.") % {"n": people}
        said = f"{said} {shared}"
    return said
