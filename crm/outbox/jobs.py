"""Background work with progress. A job is a row; a sweep works it off in portions, however often it is killed.

1. Claim a job nobody holds by a conditional UPDATE; losing that race is normal.
2. Carry out one portion and write how far it came, both in one transaction: done whole or not at all.
3. Go on until it is finished or the round has taken long enough; the next round goes on where this one stopped.
4. A portion that breaks is tried again with growing distance; after `MOST_ATTEMPTS` the job has failed, and is shown.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from crm.company.models import User
from crm.lib.acts import refuse
from crm.lib.logging import lines_of
from crm.outbox.models import Job
from crm.outbox.sweeping import SweepResult

LEASE = timedelta(minutes=2)
ROUND_SECONDS = 20
MOST_ATTEMPTS = 5
RUNNING = (Job.WAITING, Job.RUNNING)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Portion:
    """What one portion did: rows looked at, those of them that failed, where the next begins; `error`: of the last."""

    handled: int
    failed: int
    cursor: int
    finished: bool
    error: str = ""


Work = Callable[[Job, datetime], Portion]
"""Carries out the portion that begins at `job.cursor`, inside a transaction that also writes the progress."""

_works: dict[str, Work] = {}


def carry_out(kind: str, work: Work) -> None:
    """Call once at start: `work` does the jobs of this kind."""
    _works[kind] = work


def start_job(
    kind: str, *, subject: str, params: dict[str, Any], total: int, by: User | None, at: datetime
) -> Job:
    """Put a job into the line. Raises Refused while one about the same subject runs."""
    if Job.objects.filter(kind=kind, subject=subject, state__in=RUNNING).exists():
        raise refuse("", _("Das läuft schon. Bitte warten Sie, bis es fertig ist."))
    return Job.objects.create(
        kind=kind, subject=subject, params=params, total=total, started_by=by, created_at=at
    )


@transaction.atomic
def try_again(job_id: int) -> bool:
    """Let a failed job go on where it stopped; False if it has not failed, or another runs in its place."""
    job = Job.objects.select_for_update().get(pk=job_id)
    others = Job.objects.filter(kind=job.kind, subject=job.subject, state__in=RUNNING)
    if job.state != Job.FAILED or others.exists():
        return False
    job.state, job.finished_at, job.attempts, job.error = Job.WAITING, None, 0, ""
    job.save(update_fields=["state", "finished_at", "attempts", "error"])
    return True


def sweep_jobs(now: datetime) -> SweepResult:
    """Work off what waits, one job after the other, for at most `ROUND_SECONDS`."""
    return work_off(now, tick=time.monotonic)


def work_off(now: datetime, *, tick: Callable[[], float]) -> SweepResult:
    """A round by a clock of one's own. tick: seconds that only grow."""
    begun, handled, failed = tick(), 0, 0

    def clock() -> datetime:
        return now + timedelta(seconds=tick() - begun)

    while tick() - begun < ROUND_SECONDS and (job := _claim(clock())) is not None:
        try:
            while tick() - begun < ROUND_SECONDS:
                portion = _do_portion(job, clock())
                handled, failed = handled + portion.handled, failed + portion.failed
                if portion.finished:
                    break
            else:
                Job.objects.filter(pk=job.pk, state=Job.RUNNING).update(lease_until=None)
        except Exception as error:
            failed += 1
            _put_off(job, error, now=clock())
            log.exception("a portion of a job failed", extra={"job": job.pk})
    return SweepResult(handled=handled, failed=failed)


def _claim(now: datetime) -> Job | None:
    free = Q(lease_until=None) | Q(lease_until__lte=now)
    for job in Job.objects.filter(free, state__in=RUNNING, kind__in=_works).order_by("pk"):
        mine = Job.objects.filter(pk=job.pk, state=job.state, lease_until=job.lease_until)
        if mine.update(state=Job.RUNNING, lease_until=now + LEASE):
            return job
    return None


@transaction.atomic
def _do_portion(job: Job, now: datetime) -> Portion:
    portion = _works[job.kind](job, now)
    job.done += portion.handled
    job.failed += portion.failed
    job.total = max(job.total, job.done)
    values: dict[str, Any] = {"done": job.done, "failed": job.failed, "total": job.total}
    values |= {"cursor": portion.cursor, "attempts": 0, "error": portion.error or job.error}
    if portion.finished:
        values |= {"state": Job.DONE, "finished_at": now, "lease_until": None, "total": job.done}
    else:
        values |= {"lease_until": now + LEASE}
    held = Job.objects.filter(pk=job.pk, state=Job.RUNNING, cursor=job.cursor)
    if not held.update(**values):
        raise RuntimeError("another worker has taken this job over")
    job.cursor, job.error = portion.cursor, values["error"]
    return portion


def _put_off(job: Job, error: Exception, *, now: datetime) -> None:
    """Only if the job still stands where this worker left it; who took it over goes on."""
    held = Job.objects.filter(pk=job.pk, state=Job.RUNNING, cursor=job.cursor)
    said = f"{type(error).__name__} ({lines_of(error)[-1]})"[:300]
    held.update(attempts=F("attempts") + 1, lease_until=now + LEASE * (job.attempts + 1), error=said)
    worn_out = held.filter(attempts__gte=MOST_ATTEMPTS)
    worn_out.update(state=Job.FAILED, finished_at=now, lease_until=None)
