"""What happens to a case if nobody does anything: each moment until a day, who would hear, and what would change.

It runs on copies with the same functions as the sweeps (`arming`, `recipients`, `step_acts`, `owner_away`) and writes
nothing. It assumes that every sweep is on time and that nobody acts, and knows the absences that are entered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum

from django.utils.timezone import get_default_timezone

from cases.arming import climb, climb_on, running
from cases.deadlines import PauseSpan
from cases.models import Case, CaseRules, Deadline, DeadlineState, EscalationStep
from cases.owner_away import too_long
from cases.recipients import People, Recipient, heard_by
from cases.step_acts import NOTHING, Done, Takers, act
from crm.company.away import Away
from crm.company.models import User
from crm.company.presence import company_day
from crm.lib.working_hours import Hours

MOST = 300
"""Moments of one try-out; a case nobody touches for months repeats itself."""


class What(StrEnum):
    RUNG = "rung"  # a step fires
    MISSED = "missed"  # a deadline passes
    RESUMED = "resumed"  # a wait ends
    RETURNED = "returned"  # the owner is away too long


@dataclass(frozen=True, kw_only=True)
class Moment:
    """`kind`, `step` and `repeats` (from 1 on) of a rung; `due_at` of its deadline; `owner`: whose case it was."""

    at: datetime
    what: What
    kind: str = ""
    step: int = 0
    repeats: int = 0
    due_at: datetime | None = None
    heard_by: tuple[Recipient, ...] = ()
    done: Done = NOTHING
    owner: User | None = None


@dataclass(kw_only=True)
class Scene:
    """A case as it stands at `now`, in copies that are never saved. `fired`: kind and step of the rungs that fired.

    `ladders`: by kind of deadline. `hours`: of the team, for the absence of its owner.
    """

    case: Case
    deadlines: list[Deadline]
    ladders: Mapping[str, Sequence[EscalationStep]]
    now: datetime
    users: dict[int, User]
    away: Away
    rules: CaseRules
    hours: Hours
    waits_until: datetime | None = None
    pauses: Sequence[PauseSpan] = ()
    fired: set[tuple[str, int]] = field(default_factory=set)


def play(scene: Scene) -> Iterator[Moment]:
    """The moments from `now` on, in order, at most `MOST`; `scene` is left as it is."""
    return _Play(scene).moments()


class _Play:
    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.case = copy(scene.case)
        self.deadlines = [copy(each) for each in scene.deadlines]
        self.waits_until = scene.waits_until
        self.missed = {each.kind for each in self.deadlines if each.due_at <= scene.now}
        self.fired = set(scene.fired)
        self.repeats = dict.fromkeys(scene.ladders, 0)
        self.takers = Takers(People(scene.users, {}))
        self.clock, self.looked_on = scene.now, company_day(scene.now) - timedelta(days=1)

    def moments(self) -> Iterator[Moment]:
        for _ in range(MOST):
            happens = min(self._next(), key=lambda each: (each[0], each[1]), default=None)
            if happens is None:
                return
            at, order = happens
            self.clock = max(self.clock, at)
            moment = (self._pass, self._resume, self._look_at_owner, self._fire)[order]()
            if moment is not None:
                yield moment

    def _next(self) -> Iterator[tuple[datetime, int]]:
        """When which of the four things happens next: a deadline passes, a wait ends, a day begins, a rung fires."""
        ticking = running(self.deadlines)
        yield from ((each.due_at, 0) for each in ticking if each.kind not in self.missed)
        if self.waits_until is not None:
            yield self.waits_until, 1
        if self.case.owner_id is not None and self._is_ever_away():
            day = self.looked_on + timedelta(days=1)
            yield max(self.scene.now, datetime.combine(day, time(), get_default_timezone())), 2
        if ticking and ticking[0].next_step_at is not None:
            yield max(self.scene.now, ticking[0].next_step_at), 3

    def _pass(self) -> Moment:
        ticking = [each for each in running(self.deadlines) if each.kind not in self.missed]
        deadline = min(ticking, key=lambda each: each.due_at)
        self.missed.add(deadline.kind)
        return Moment(at=deadline.due_at, what=What.MISSED, kind=deadline.kind, due_at=deadline.due_at)

    def _resume(self) -> Moment:
        at, self.waits_until = self.clock, None
        for deadline in self.deadlines:
            if deadline.state == DeadlineState.PAUSED:
                deadline.state = DeadlineState.ARMED
                ladder = self.scene.ladders[deadline.kind]
                step = next(each for each in ladder if each.position == deadline.next_step)
                climb(deadline, step, sent_at=at, pauses=self.scene.pauses)
        return Moment(at=at, what=What.RESUMED)

    def _look_at_owner(self) -> Moment | None:
        self.looked_on = company_day(self.clock)
        owner_id, scene = self.case.owner_id, self.scene
        if owner_id is None or not too_long(
            scene.away, owner_id, self.looked_on, rules=scene.rules, hours=scene.hours
        ):
            return None
        self.case.owner_id = None
        people = self._people()
        heard = tuple(people.lead_of(self.case))
        return Moment(at=self.clock, what=What.RETURNED, owner=people.by_id.get(owner_id), heard_by=heard)

    def _fire(self) -> Moment:
        deadline = running(self.deadlines)[0]
        ladder = self.scene.ladders[deadline.kind]
        step = next(each for each in ladder if each.position == deadline.next_step)
        self.takers.people = people = self._people()
        once = (deadline.kind, step.position)
        done = NOTHING if once in self.fired else act(step, self.case, self.takers)
        if once in self.fired and step is ladder[-1]:
            self.repeats[deadline.kind] += 1
        self.fired.add(once)
        climb_on(deadline, sent_at=self.clock, ladder=ladder)
        return Moment(
            at=self.clock,
            what=What.RUNG,
            kind=deadline.kind,
            step=step.position,
            repeats=self.repeats[deadline.kind],
            due_at=deadline.due_at,
            heard_by=tuple(heard_by(step.role, self.case, done.after if done.reassigned else None, people)),
            done=done,
        )

    def _people(self) -> People:
        return People(self.scene.users, self.scene.away.on(company_day(self.clock)))

    def _is_ever_away(self) -> bool:
        last = max(
            (row.ends_on for row in self.scene.away.absences if row.user_id == self.case.owner_id),
            default=None,
        )
        return last is not None and self.looked_on < last
