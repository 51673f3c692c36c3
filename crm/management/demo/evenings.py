"""What the company of the demo does with its voices by evening: praise reaches people, complaints get a cause, and
measures are carried out. Without dice, so that the story around it stays what it is.
"""

from datetime import datetime, timedelta
from typing import Final

from cases.complaint_causes import carry_out, name_cause
from cases.models import Closure, ComplaintCause
from feedback.models import PraiseDelivery
from feedback.praising import seen, sweep_praise

READ_AFTER: Final = timedelta(hours=20)
DONE_AFTER: Final = timedelta(days=4)
LEFT_OPEN: Final = 4
"""Every so many-th measure is never carried out, and every so many-th praise is not read."""


def listen(now: datetime) -> None:
    """Praise that was captured is given on; what was given the day before is read by most."""
    sweep_praise(now)
    given = PraiseDelivery.objects.filter(seen_at=None, at__lte=now - READ_AFTER).select_related("to")
    for delivery in given:
        if delivery.voice_id % LEFT_OPEN:
            seen(delivery.voice_id, by=delivery.to, at=now)


def learn(now: datetime) -> None:
    """Causes are sorted into the company's list, and what was decided some days ago is carried out."""
    causes = list(ComplaintCause.objects.filter(active=True).order_by("pk"))
    closed = Closure.objects.filter(case__is_complaint=True, reopened_at=None).exclude(measure="")
    for closure in closed.filter(cause_kind=None, at__lte=now).select_related("case__owner", "by"):
        name_cause(closure.pk, causes[closure.case_id % len(causes)].pk, by=closure.by, at=now)
    decided = closed.filter(measure_done_at=None, at__lte=now - DONE_AFTER).select_related("by")
    for closure in decided:
        if closure.case_id % LEFT_OPEN:
            carry_out(closure.pk, by=closure.by, at=now)
