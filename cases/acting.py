"""One act on a case: lock, check the version, change, and write case, deadlines, history and event together.

Only `cases.lifecycle`, `cases.acknowledging` and `cases.opening` use this; nothing else writes a case.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cases.arming import armed, running
from cases.models import Case, CaseEvent, Deadline, DeadlineEvent, DeadlineState, Escalation, Status
from cases.policies import newest_of
from contacts.models import Contact
from crm.company.models import User
from crm.lib.acts import Outdated, refuse
from crm.lib.history import save_as
from crm.lib.many import update_many

RUNNING = [DeadlineState.ARMED, DeadlineState.PAUSED]
DEADLINE_FIELDS = [
    "state",
    "started_at",
    "target_seconds",
    "due_at",
    "policy_version",
    "calendar_version",
    "met_at",
    "missed_at",
    "dropped_at",
    "drop_reason",
    "next_step",
    "next_step_at",
    "cycle",
]
NOT_TOLD = ("id", "version")


class CaseAct:
    """A locked case with its running deadlines; must live inside one transaction."""

    def __init__(self, case: Case, deadlines: Sequence[Deadline], *, by: User | None, at: datetime) -> None:
        self.case, self.by, self.at = case, by, at
        self.deadlines = {deadline.kind: deadline for deadline in deadlines}
        self._changed: list[Deadline] = []
        self._deadline_events: list[DeadlineEvent] = []
        self._event: CaseEvent | None = None

    @classmethod
    def begin(
        cls, case_id: int, *, by: User | None, at: datetime, expected_version: int | None = None
    ) -> CaseAct:
        """Lock the case. Raises Case.DoesNotExist, Outdated (with what others changed meanwhile)."""
        # Locked alone and then read with its neighbours: PostgreSQL, having waited for somebody who handed the case
        # over, takes the new row together with the old team, finds that they do not belong together, and gives none.
        Case.objects.select_for_update().values_list("pk").get(pk=case_id)
        case = Case.objects.select_related("topic", "team", "owner").get(pk=case_id)
        if expected_version is not None and case.version != expected_version:
            raise Outdated(current=case.version, differences=differences_since(case, expected_version))
        deadlines = Deadline.objects.filter(case=case, state__in=RUNNING)
        return cls(case, list(deadlines), by=by, at=at)

    def running(self, kind: str) -> Deadline | None:
        """The running (or paused) deadline of this kind."""
        return self.deadlines.get(kind)

    def tell(self, verb: str, *, text: str = "", contact: Contact | None = None, **data: Any) -> None:
        """The one line of the story this act writes."""
        self._event = CaseEvent(
            case=self.case, at=self.at, by=self.by, verb=verb, text=text, contact=contact, data=data
        )

    def log(self, deadline: Deadline, what: str, *, at: datetime | None = None, detail: str = "") -> None:
        """Remember that `deadline` changed, and write the line that explains it."""
        if deadline not in self._changed:
            self._changed.append(deadline)
        self._deadline_events.append(
            DeadlineEvent(
                deadline=deadline, at=at or self.at, what=what, due_at=deadline.due_at, detail=detail
            )
        )

    def arm(self, kind: str, *, start: datetime, calendar_version_id: int) -> Deadline:
        """Arm a new round of a working-time deadline; its cycle goes on from the round before.

        It follows the version of the policy that is in force now, whatever the rounds before were promised with.
        """
        round_, cycle = self.next_round(kind)
        self.case.policy_version = newest_of(self.case.policy_version_id)
        deadline = armed(
            kind,
            version=self.case.policy_version,
            calendar_version_id=calendar_version_id,
            start=start,
            round_=round_,
            cycle=cycle,
        )
        self.add(deadline)
        return deadline

    def add(self, deadline: Deadline) -> None:
        """Insert a new deadline; what went before it is written first, since only one of a kind may run."""
        self.write_deadlines()
        deadline.case = self.case
        deadline.save(force_insert=True)
        self.deadlines[deadline.kind] = deadline
        self.log(deadline, "armed")

    def next_round(self, kind: str) -> tuple[int, int]:
        """Round and cycle for the next deadline of this kind."""
        last = Deadline.objects.filter(case=self.case, kind=kind).order_by("-round").first()
        return (last.round + 1, last.cycle + 1) if last else (1, 1)

    def meet(self, kind: str, *, at: datetime) -> None:
        """A promise is kept at `at` (late, if that is after it was due). Its escalations need nobody any more."""
        deadline = self.deadlines.pop(kind, None)
        if deadline is None:
            return
        if at > deadline.due_at and deadline.missed_at is None:
            deadline.missed_at = deadline.due_at
            self.log(deadline, "missed", at=deadline.due_at)
        deadline.state, deadline.met_at, deadline.next_step_at = DeadlineState.MET, at, None
        self.log(deadline, "met", at=at)
        self._settle_escalations(deadline)

    def drop(self, kind: str, *, why: str) -> None:
        """A deadline that cannot be met any more leaves the bases, with its reason."""
        deadline = self.deadlines.pop(kind, None)
        if deadline is None:
            return
        deadline.state, deadline.dropped_at, deadline.next_step_at = DeadlineState.DROPPED, self.at, None
        deadline.drop_reason = why
        self.log(deadline, "dropped", detail=why)
        self._settle_escalations(deadline)

    def _settle_escalations(self, deadline: Deadline) -> None:
        if self.case.unacknowledged_since is None:
            return
        open_ones = Escalation.objects.filter(case=self.case, acknowledged_at=None)
        open_ones.filter(deadline=deadline).update(acknowledged_at=self.at)
        first = open_ones.order_by("fired_at").values_list("fired_at", flat=True).first()
        self.case.unacknowledged_since = first

    def settle(self) -> None:
        """Somebody took care of the whole case: no escalation waits for an answer any more."""
        if self.case.unacknowledged_since is not None:
            Escalation.objects.filter(case=self.case, acknowledged_at=None).update(acknowledged_at=self.at)
            self.case.unacknowledged_since = None

    def resolve_state(self) -> None:
        """Take every timer off a case that ends."""
        self.settle()
        case = self.case
        case.status, case.resolved_at = Status.RESOLVED, self.at
        case.due_at = case.escalate_at = case.retry_at = None
        case.escalation_kind, case.escalation_step, case.escalation_cycle = "", None, None

    def write_deadlines(self) -> None:
        """Write what changed so far, before another deadline of the same kind may run."""
        if self._changed:
            update_many(self._changed, DEADLINE_FIELDS)
            self._changed = []

    def finish(self, *, reason: str = "", by_sweep: bool = False) -> Case:
        """Write everything: deadlines, their log, the case with its next moment, its history and the story's line.

        A sweep does not raise the version: it must not make outdated what somebody is typing.
        """
        case = self.case
        if case.status != Status.RESOLVED:
            rearm(case, list(self.deadlines.values()))
        self.write_deadlines()
        DeadlineEvent.objects.bulk_create(self._deadline_events)
        case.version += 0 if by_sweep else 1
        save_as(case, by=self.by, at=self.at, reason=reason)
        if self._event is not None:
            self._event.save(force_insert=True)
        return case


def rearm(case: Case, deadlines: Sequence[Deadline]) -> None:
    """Take over the earliest due moment and the earliest rung of the running deadlines."""
    ticking = running(deadlines)
    first = ticking[0]
    case.due_at = min(deadline.due_at for deadline in ticking)
    case.escalate_at, case.escalation_kind = first.next_step_at, first.kind
    case.escalation_step, case.escalation_cycle = first.next_step, first.cycle
    case.retry_at, case.failures, case.failure = None, 0, ""


def differences_since(case: Case, version: int) -> dict[str, list[Any]]:
    """What changed since `version`: {field: [then, now]}; empty when that version was never seen."""
    then = case.history.filter(version=version).order_by("-history_id").values().first()
    if then is None:
        return {}
    now = case.history.order_by("-history_id").values().first() or {}
    return {
        field: [value, now.get(field)]
        for field, value in then.items()
        if not field.startswith("history") and field not in NOT_TOLD and now.get(field) != value
    }


def require_open(case: Case) -> None:
    if case.status == Status.RESOLVED:
        raise refuse("", _("Dieser Vorgang ist schon gelöst. Öffnen Sie ihn wieder, um weiterzuarbeiten."))
