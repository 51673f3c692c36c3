"""The nightly run of the rules of keeping: in portions, each row in a transaction of its own, resumable after a kill.

1. From three in the night on, each rule that is switched on gets a run for this night; the row is the truth.
2. A round takes rows behind the last one reached. What fails stays, is counted and waits for the next night.
3. The copy of the erasures beside the backups is brought up to date, whatever happened.
"""

import time
from datetime import datetime
from datetime import time as clock
from typing import Final

import structlog
from django.db import transaction
from django.utils.timezone import localdate, localtime

from contacts.models import RetentionRun
from contacts.privacy.erasure_file import write_missing
from contacts.privacy.retention_rules import RULES, Rule, rule_row
from crm.outbox.sweeping import SweepResult

FROM: Final = clock(3, 0)
ROUND_SECONDS: Final = 20
BATCH: Final = 50

log = structlog.get_logger(__name__)


def sweep_retention(now: datetime) -> SweepResult:
    """One round; the next wake-up goes on where this one stopped."""
    write_missing()
    if localtime(now).time() < FROM:
        return SweepResult()
    begun, handled, failed = time.monotonic(), 0, 0
    for rule in RULES.values():
        run = run_of_tonight(rule, now=now)
        while run is not None and run.finished_at is None and time.monotonic() - begun < ROUND_SECONDS:
            done, broken = _portion(rule, run, now=now)
            handled, failed = handled + done, failed + broken
    return SweepResult(handled=handled, failed=failed)


def run_of_tonight(rule: Rule, *, now: datetime) -> RetentionRun | None:
    """None for a rule that is switched off and did not begin tonight. What held at the beginning holds all night."""
    night = localdate(now)
    run = RetentionRun.objects.filter(code=rule.code, night=night).first()
    choice = rule_row(rule.code)
    if run is not None or not choice.active:
        return run
    due = rule.due(choice.amount, now).count()
    run, _new = RetentionRun.objects.get_or_create(
        code=rule.code, night=night, defaults={"amount": choice.amount, "started_at": now, "due": due}
    )
    return run


def _portion(rule: Rule, run: RetentionRun, *, now: datetime) -> tuple[int, int]:
    keys = list(rule.due(run.amount, now).filter(pk__gt=run.reached).values_list("pk", flat=True)[:BATCH])
    done = failed = 0
    for pk in keys:
        try:
            with transaction.atomic():
                rule.go(pk, now)
            done += 1
        except Exception:
            failed += 1
            log.exception("retention_failed", rule=rule.code, row=pk)
    run.reached = keys[-1] if keys else run.reached
    run.done, run.failed = run.done + done, run.failed + failed
    if len(keys) < BATCH:
        run.finished_at = max(now, run.started_at)
    run.save(update_fields=["reached", "done", "failed", "finished_at"])
    return done, failed
