"""Moving open deadlines to a new version: an explicit act, worked off as a job, one case after the other.

Each case is locked, judged with what holds at that moment, and written whole: deadlines, their log, what became of
each (`MovedDeadline`, once per job), the story's line and the history. A second look at a case changes nothing.
"""

import logging
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cases.acting import CaseAct
from cases.deadlines import PauseSpan
from cases.models import MOVED, Case, Deadline, MovedDeadline, PolicyVersion
from cases.moving_rules import CALENDAR, POLICY, SAID_BY_SOLUTION, Fate, Target, behind, fate
from cases.moving_steps import Rungs, arm_again
from cases.pausing import pause_spans
from crm.company.models import CalendarVersion, User
from crm.lib.acts import refuse
from crm.outbox.jobs import Portion, start_job
from crm.outbox.models import Job

KIND = "move_deadlines"
CASES_A_PORTION = 40

log = logging.getLogger(__name__)


def newest_target(what: str, owner_id: int) -> Target | None:
    """The newest version of a policy or calendar; None for one that is not there."""
    versions: QuerySet[PolicyVersion] | QuerySet[CalendarVersion]
    if what == POLICY:
        versions = PolicyVersion.objects.filter(policy=owner_id).select_related("policy")
    else:
        versions = CalendarVersion.objects.filter(calendar=owner_id).select_related("calendar")
    version = versions.order_by("-number").first()
    return None if version is None else Target(what, version)


def target_of(job: Job) -> Target:
    """What a job moves to: the version that was the newest when it was started."""
    if job.params["what"] == POLICY:
        versions = PolicyVersion.objects.select_related("policy")
        return Target(POLICY, versions.get(pk=job.params["version"]))
    return Target(CALENDAR, CalendarVersion.objects.select_related("calendar").get(pk=job.params["version"]))


@transaction.atomic
def start_moving(what: str, owner_id: int, *, expected_version: int, by: User, at: datetime) -> Job:
    """Start moving to the newest version. `expected_version` is the one whose preview the person saw, by id.

    Raises Refused when there is nothing to move, when it runs already, or when a newer version came between.
    """
    target = newest_target(what, owner_id)
    if target is None or target.version.pk != expected_version:
        raise refuse(
            "",
            _("Inzwischen gibt es eine neuere Fassung. Bitte sehen Sie sich die Vorschau noch einmal an."),
        )
    cases = behind(target).values("case").distinct().count()
    if not cases:
        raise refuse("", _("Es gibt nichts umzustellen: Alle laufenden Fristen folgen schon dieser Fassung."))
    params = {"what": what, "version": target.version.pk}
    return start_job(KIND, subject=target.subject, params=params, total=cases, by=by, at=at)


def move_portion(job: Job, now: datetime) -> Portion:
    """The next cases of a job of this kind."""
    target = target_of(job)
    rows = behind(target).filter(case__gt=job.cursor).order_by("case").values_list("case", flat=True)
    cases = list(rows.distinct()[:CASES_A_PORTION])
    failed, error = 0, ""
    for case_id in cases:
        try:
            move_case(case_id, target, job=job, now=now)
        except Exception as trouble:
            failed += 1
            error = f"{type(trouble).__name__}"
            log.exception("the deadlines of a case could not be moved", extra={"case": case_id})
    finished = len(cases) < CASES_A_PORTION
    return Portion(len(cases), failed, cases[-1] if cases else job.cursor, finished, error)


@transaction.atomic
def move_case(case_id: int, target: Target, *, job: Job, now: datetime) -> list[MovedDeadline]:
    """Move what runs in one case; what was moved by this job before is left alone."""
    act = CaseAct.begin(case_id, by=job.started_by, at=now)
    mine = set(behind(target).filter(case=case_id).exclude(moves__job=job).values_list("pk", flat=True))
    concerned = [deadline for deadline in act.deadlines.values() if deadline.pk in mine]
    if not concerned:
        return []
    pauses, said = pause_spans(case_id), solution_was_said(act.case)
    rungs = Rungs.of(act.case, now=now)
    told: list[MovedDeadline] = []
    for deadline in concerned:
        after = fate(deadline, target, pauses=pauses, said=said, now=now)
        told.append(_row(deadline, after, job=job, now=now))
        if after.moves:
            take_over(deadline, target, after, rungs=rungs, pauses=pauses)
            act.log(deadline, "moved", detail=f"job {job.pk}")
    MovedDeadline.objects.bulk_create(told)
    moved = [row for row in told if row.outcome in MOVED]
    if moved:
        _tell(act, moved, target)
    return told


def solution_was_said(case: Case) -> bool:
    """Whether the customer was promised the solution because no answer could be promised."""
    return Deadline.objects.filter(case=case, round=1, drop_reason__in=SAID_BY_SOLUTION).exists()


def _row(deadline: Deadline, after: Fate, *, job: Job, now: datetime) -> MovedDeadline:
    return MovedDeadline(
        job=job,
        deadline=deadline,
        at=now,
        outcome=after.outcome,
        was_due_at=deadline.due_at,
        due_at=after.due_at,
        from_policy_version_id=deadline.policy_version_id,
        from_calendar_version_id=deadline.calendar_version_id,
    )


def take_over(
    deadline: Deadline, target: Target, after: Fate, *, rungs: Rungs, pauses: Sequence[PauseSpan]
) -> None:
    """Let a deadline that moves follow the target, on the rung of the new ladder that comes next."""
    deadline.due_at, deadline.target_seconds = after.due_at, after.target_seconds
    if isinstance(target.version, PolicyVersion):
        deadline.policy_version = target.version
    else:
        deadline.calendar_version = target.version
    arm_again(deadline, rungs, pauses=pauses)


def _tell(act: CaseAct, moved: list[MovedDeadline], target: Target) -> None:
    version = target.version
    if isinstance(version, PolicyVersion) and act.case.policy_version_id != version.pk:
        act.case.policy_version = version
    changed = [
        {"kind": row.deadline.kind, "was": row.was_due_at.isoformat(), "due_at": row.due_at.isoformat()}
        for row in moved
        if row.due_at != row.was_due_at
    ]
    act.tell("moved", what=target.what, name=target.name, number=version.number, deadlines=changed)
    act.finish(reason=_("Fristen umgestellt"), by_sweep=True)
