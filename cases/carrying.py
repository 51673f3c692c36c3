"""Deadlines when two cases become one: the earlier promise wins, and nothing that was promised moves later."""

from dataclasses import dataclass, field

from cases.acting import CaseAct
from cases.arming import ORDER, TARGETS, climb
from cases.deadlines import due_at, used_seconds
from cases.models import Deadline, DeadlineKind, DeadlineState
from cases.pausing import pause_spans
from cases.policies import steps_of
from crm.company.calendars import hours_of

MERGED, PARTED = "merged", "merge_undone"


@dataclass
class Carried:
    """`stands`: a deadline of the case that went, and the one that keeps its promise now. `copies`: which of those were
    made for it, and the deadline of the case that stays which gave way (0: none)."""

    stands: dict[int, int] = field(default_factory=dict)
    copies: dict[int, int] = field(default_factory=dict)


def carry(gone: CaseAct, kept: CaseAct) -> Carried:
    """Every running deadline of `gone` is kept by `kept` from now on, and dropped there."""
    carried = Carried()
    for kind in ORDER:
        theirs, mine = gone.running(kind), kept.running(kind)
        if theirs is None:
            continue
        if mine is None or theirs.due_at < mine.due_at:
            copy = _as_promised(theirs, kept)
            if mine is not None:
                copy.promised_at = min(copy.promised_at, mine.promised_at)
                kept.drop(kind, why=MERGED)
            kept.add(copy)
            carried.copies[copy.pk] = mine.pk if mine else 0
            mine = copy
        carried.stands[theirs.pk] = mine.pk
        gone.drop(kind, why=MERGED)
    return carried


def _as_promised(theirs: Deadline, kept: CaseAct) -> Deadline:
    """The same promise on the other case, on the same rung. A solution counts that case's waits, so its target is what
    leads to the same moment, or to one before it."""
    round_, cycle = kept.next_round(theirs.kind)
    copy = Deadline(
        kind=theirs.kind,
        round=round_,
        started_at=theirs.started_at,
        target_seconds=theirs.target_seconds,
        due_at=theirs.due_at,
        promised_at=theirs.promised_at,
        policy_version_id=theirs.policy_version_id,
        calendar_version_id=theirs.calendar_version_id,
        missed_at=theirs.missed_at,
        next_step=theirs.next_step,
        next_step_at=theirs.next_step_at,
        cycle=max(cycle, theirs.cycle),
    )
    if theirs.kind == DeadlineKind.RESOLUTION:
        hours, waits = hours_of(copy.calendar_version_id), pause_spans(kept.case.pk)
        copy.target_seconds = used_seconds(copy.started_at, copy.due_at, hours, waits)
        copy.due_at = due_at(copy.started_at, copy.target_seconds, hours, waits)
        copy.promised_at = min(copy.promised_at, copy.due_at)
    return copy


def give_back(gone: CaseAct, kept: CaseAct, carried: Carried) -> None:
    """Both cases have their own deadlines again; what was answered meanwhile stays answered for both."""
    ids = [*carried.stands, *carried.stands.values(), *carried.copies.values()]
    rows = Deadline.objects.in_bulk(ids)
    for act in (gone, kept):
        rows |= {deadline.pk: deadline for deadline in act.deadlines.values()}
    for theirs_id, stands_id in carried.stands.items():
        stands = rows[stands_id]
        mine = rows.get(carried.copies.get(stands_id, 0))
        if stands_id in carried.copies and stands.state != DeadlineState.MET:
            kept.drop(stands.kind, why=PARTED)
        if mine is not None and kept.running(mine.kind) is None:
            _again(kept, mine, stands)
        if gone.running(stands.kind) is None:
            _again(gone, rows[theirs_id], stands)


def _again(act: CaseAct, deadline: Deadline, stands: Deadline) -> None:
    """Running again as the next cycle, or met by what met the promise that stood for it."""
    act.write_deadlines()
    deadline.dropped_at, deadline.drop_reason = None, ""
    if stands.state == DeadlineState.MET and stands.met_at is not None:
        deadline.state, deadline.met_at, deadline.next_step_at = DeadlineState.MET, stands.met_at, None
        if stands.met_at > deadline.due_at and deadline.missed_at is None:
            deadline.missed_at = deadline.due_at
        act.log(deadline, "met", at=stands.met_at, detail=PARTED)
        return
    deadline.state, deadline.cycle = DeadlineState.ARMED, deadline.cycle + 1
    waits = pause_spans(act.case.pk) if deadline.kind == DeadlineKind.RESOLUTION else []
    if deadline.kind in TARGETS and deadline.target_seconds is not None:
        hours = hours_of(deadline.calendar_version_id)
        deadline.due_at = due_at(deadline.started_at, deadline.target_seconds, hours, waits)
    climb(deadline, steps_of(deadline.policy_version_id, deadline.kind)[0], pauses=waits)
    act.deadlines[deadline.kind] = deadline
    act.log(deadline, "armed", detail=PARTED)
