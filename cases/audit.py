"""The nightly audit: every deadline there is, computed anew, in batches; a row a night says what was found.

1. The first wake-up after two o'clock opens the row of the night. Each wake-up then works for some seconds.
2. A batch is read and computed; what differs is looked at again alone, with its case locked, because somebody may
   have changed it between two statements.
3. What was found and how far it came is written by a conditional UPDATE: of two at work, the slower one counts nothing.
"""

import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from django.db import transaction
from django.db.models import F

from cases.models import Case, Deadline, DeadlineAudit
from cases.recomputing import Difference, differences, waits_of, with_log
from crm.company.presence import company_day
from crm.outbox.sweeping import SweepResult

HOUR: Final = timedelta(hours=2)
BATCH: Final = 1_000
ROUND_SECONDS: Final = 20
EXAMPLES: Final = 10

log = structlog.get_logger(__name__)


def sweep_audit(now: datetime) -> SweepResult:
    """Go on with this night's audit; `handled` are deadlines checked, `failed` those that differ."""
    audit, _new = DeadlineAudit.objects.get_or_create(
        night=company_day(now - HOUR), defaults={"started_at": now}
    )
    begun = time.monotonic()
    handled = failed = 0
    while audit.finished_at is None and time.monotonic() - begun < ROUND_SECONDS:
        checked, found = _batch(audit, now=now)
        handled, failed = handled + checked, failed + found
        audit.refresh_from_db()
    return SweepResult(handled=handled, failed=failed)


def _batch(audit: DeadlineAudit, *, now: datetime) -> tuple[int, int]:
    start = time.monotonic()
    rows = list(with_log(Deadline.objects.filter(pk__gt=audit.reached)).order_by("pk")[:BATCH])
    mine = DeadlineAudit.objects.filter(pk=audit.pk, reached=audit.reached, finished_at=None)
    if not rows:
        mine.update(finished_at=max(now, audit.started_at))
        return 0, 0
    found = _wrong(rows)
    counted = mine.update(
        reached=rows[-1].pk,
        checked=F("checked") + len(rows),
        differences=F("differences") + len(found),
        took_ms=F("took_ms") + int((time.monotonic() - start) * 1000),
        examples=[*audit.examples, *(_told(each) for each in found)][:EXAMPLES],
    )
    if not counted:
        return 0, 0
    for each in found:
        log.error("deadline_differs", deadline=each.deadline.pk, case=each.deadline.case_id)
    return len(rows), len(found)


def _wrong(rows: Sequence[Deadline]) -> list[Difference]:
    suspicious = differences(rows, waits_of(row.case_id for row in rows))
    return [again for each in suspicious for again in _looked_at_alone(each.deadline)]


@transaction.atomic
def _looked_at_alone(deadline: Deadline) -> list[Difference]:
    Case.objects.select_for_update().values_list("pk").get(pk=deadline.case_id)
    rows = with_log(Deadline.objects.filter(pk=deadline.pk))
    return list(differences(rows, waits_of([deadline.case_id])))


def _told(each: Difference) -> dict[str, Any]:
    wrong = each.computed if each.computed not in (None, each.deadline.due_at) else each.told
    return {
        "number": each.deadline.case.number,
        "kind": each.deadline.kind,
        "round": each.deadline.round,
        "stored": each.deadline.due_at.isoformat(),
        "computed": (wrong or each.deadline.due_at).isoformat(),
    }
