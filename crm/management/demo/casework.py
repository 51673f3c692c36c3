"""How the teams work their cases: take it, answer, wait, hand over, solve; mostly in time, now and then too late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cases.acknowledging import acknowledge
from cases.checklists import tick
from cases.lifecycle import add_note, close, hand_over, pause
from cases.models import Case, CaseCheck, DeadlineKind, DeadlineState, Escalation, PauseKind, Status
from contacts.models import Contact, Outcome
from crm.company.models import User
from crm.lib.working_time import worked_seconds, working_day_later
from crm.management.demo.agenda import Happening
from crm.management.demo.counter import Said
from crm.management.demo.customers import Known
from crm.management.demo.people import STAFF, TEAMS
from crm.management.demo.rhythm import DOORS
from crm.management.demo.texts import Matter
from crm.management.demo.texts.slots import filled
from crm.management.demo.texts.voices import (
    ABOUT_AN_OPEN_CASE,
    CAUSES,
    HANDED_OVER,
    INFORMED,
    NOT_INFORMED,
    REOPENED,
)
from crm.management.demo.world import World

_ANSWERED_LATE: Final = 0.05
_COMPLAINT_LATE: Final = 0.01
_WAITS: Final = 0.5
_HANDED_ON: Final = 0.1
_CLOSED_BY_THE_ANSWER: Final = 0.85  # the rest after waits and hand-overs
_NOTED: Final = 0.45
_NOT_TOLD: Final = 0.08
_COMES_BACK: Final = 0.7
_REOPENED: Final = 0.03
_BY_CHANNEL: Final = {door.channel: door for door in reversed(DOORS)}


@dataclass
class Work:
    """One case in somebody's hands."""

    case_id: int
    matter: Matter
    known: Known | None
    owner: User | None = None


class Casework:
    """Everything that happens to a case after the capture."""

    def __init__(self, world: World) -> None:
        self._world, self._rng = world, world.rng

    def begin(self, case: Case, matter: Matter, known: Known | None, at: datetime) -> None:
        """Plan the first steps of a new case."""
        world, rng = self._world, self._rng
        if known is not None:
            known.case = case.pk
        work = Work(case.pk, matter, known)
        hours = world.hours[case.team.site.name]
        minutes = worked_seconds(at, case.due_at or at, hours) / 60
        late = rng.random() < (_COMPLAINT_LATE if case.is_complaint else _ANSWERED_LATE)
        answered = minutes * (rng.uniform(1.05, 1.7) if late else rng.triangular(0.1, 0.96, 0.35))
        taken = min(answered * 0.6, rng.uniform(3, 35))
        world.agenda.add(world.later(at, case.team, taken), lambda now: self._take(work, now))
        if rng.random() < _NOTED:
            note = rng.uniform(taken, answered)
            world.agenda.add(world.later(at, case.team, note), lambda now: self._note(work, now))
        world.agenda.add(world.later(at, case.team, answered), lambda now: self._answer(work, now))

    def react(self, escalation: Escalation, *, recipient: User, at: datetime) -> None:
        """Plan the acknowledgement of an escalation that just fired."""
        world = self._world
        case = escalation.case
        seen_at = world.later(at, case.team, self._rng.uniform(2, 25))
        world.agenda.add(seen_at, lambda now: self._acknowledge(case.pk, recipient, now))

    def _acknowledge(self, case_id: int, recipient: User, now: datetime) -> None:
        case = Case.objects.get(pk=case_id)
        if case.unacknowledged_since is not None:
            acknowledge(case_id, by=recipient, at=now)

    def _open(self, work: Work, now: datetime) -> Case | None:
        """The case, unless it is solved; what went back to the team meanwhile is taken by a colleague first."""
        case = Case.objects.select_related("team__site", "topic").get(pk=work.case_id)
        if case.status == Status.RESOLVED:
            return None
        if case.owner_id is None and work.owner is not None:
            self._hand_to_somebody(case, work, now)
        return case

    def _take(self, work: Work, now: datetime) -> None:
        case = self._open(work, now)
        if case is not None:
            self._hand_to_somebody(case, work, now)

    def _hand_to_somebody(self, case: Case, work: Work, now: datetime) -> None:
        work.owner = self._world.somebody_of(case.team, now)
        hand_over(case.pk, team=case.team, owner=work.owner, by=work.owner, at=now)

    def _note(self, work: Work, now: datetime) -> None:
        if self._open(work, now) is not None and work.owner is not None:
            add_note(
                work.case_id,
                text=self._say(work, self._rng.choice(work.matter.asides)),
                by=work.owner,
                at=now,
            )
            self._tick(work, now, most=2)

    def _tick(self, work: Work, now: datetime, *, most: int | None = None) -> None:
        """What of the checklist is done by now: the first points, or all."""
        assert work.owner is not None
        for point in CaseCheck.objects.filter(case=work.case_id)[:most]:
            if point.done_at is None:
                tick(work.case_id, check=point.pk, done=True, by=work.owner, at=now)

    def _answer(self, work: Work, now: datetime) -> None:
        case, rng = self._open(work, now), self._rng
        if case is None or work.owner is None:
            return
        contact = None
        if work.known is not None:
            contact = self._tell(case, work, rng.choice(work.matter.answers), now)
        chance = rng.random()
        if work.matter.waits and chance < _WAITS:
            self._plan(case, now, (2, 20), lambda at: self._wait(work, at))
        elif chance < _WAITS + _HANDED_ON:
            self._plan(case, now, (5, 60), lambda at: self._hand_on(work, at))
        elif chance < _CLOSED_BY_THE_ANSWER and contact is not None:
            self._plan(case, now, (3, 120), lambda at: self._close(work, at, informed_by=contact))
        else:
            self._plan(case, now, (60, 360), lambda at: self._finish(work, at))

    def _wait(self, work: Work, now: datetime) -> None:
        case, rng = self._open(work, now), self._rng
        if case is None or work.owner is None or case.status == Status.WAITING:
            return
        kind, reason = rng.choice(work.matter.waits)
        hours = self._world.hours[case.team.site.name]
        until = working_day_later(now, rng.choice((1, 1, 2, 2, 3, 4)), hours)
        if kind != PauseKind.CUSTOMER:
            until = self._in_time(case, now, until)
        pause(case.pk, kind=kind, until=until, reason=self._say(work, reason), by=work.owner, at=now)
        minutes = worked_seconds(now, until, hours) / 60
        if kind == PauseKind.CUSTOMER and work.known is not None and rng.random() < _COMES_BACK:
            self._plan(case, now, (30, minutes * 0.9), lambda at: self._comes_back(work, at))
        else:
            self._plan(case, until, (5, 50), lambda at: self._finish(work, at))

    def _in_time(self, case: Case, now: datetime, until: datetime) -> datetime:
        """Only waiting for the customer stops the clock, so other waits end while there is time to finish."""
        resolution = case.deadlines.get(kind=DeadlineKind.RESOLUTION, state=DeadlineState.ARMED)
        left = worked_seconds(now, resolution.due_at, self._world.hours[case.team.site.name]) / 60
        return min(until, self._world.later(now, case.team, max(left * 0.7, 60)))

    def _hand_on(self, work: Work, now: datetime) -> None:
        case, rng = self._open(work, now), self._rng
        if case is None or work.owner is None:
            return
        others = [name for name, *_rest in TEAMS if name not in (case.team.name, STAFF)]
        team = self._world.company.teams[rng.choice(others)]
        owner = self._world.somebody_of(team, now)
        hand_over(case.pk, team=team, owner=owner, reason=rng.choice(HANDED_OVER), by=work.owner, at=now)
        work.owner = owner
        self._plan(case, now, (40, 300), lambda at: self._finish(work, at))

    def _comes_back(self, work: Work, now: datetime) -> None:
        case = self._open(work, now)
        if case is None or work.known is None:
            return
        self._voice(work, case.pk, ABOUT_AN_OPEN_CASE, now)
        self._plan(case, now, (20, 240), lambda at: self._finish(work, at))

    def _finish(self, work: Work, now: datetime) -> None:
        """Tell the customer and close, or close without, for a reason."""
        case, rng = self._open(work, now), self._rng
        if case is None or work.owner is None:
            return
        if work.known is None or rng.random() < _NOT_TOLD:
            self._close(work, now, not_informed_reason=rng.choice(NOT_INFORMED))
            return
        contact = self._tell(case, work, rng.choice(INFORMED), now)
        self._close(work, now, informed_by=contact)

    def _close(
        self, work: Work, now: datetime, *, informed_by: Contact | None = None, not_informed_reason: str = ""
    ) -> None:
        case, rng = self._open(work, now), self._rng
        if case is None or work.owner is None:
            return
        self._tick(work, now)
        close(
            case.pk,
            result=self._say(work, rng.choice(work.matter.results)),
            informed_by=informed_by,
            not_informed_reason=not_informed_reason,
            **(CAUSES[case.number % len(CAUSES)] if case.is_complaint else {}),
            open_points_ok=True,
            by=work.owner,
            at=now,
        )
        if work.known is not None:
            work.known.case = None
            if rng.random() < _REOPENED:
                self._plan(case, now, (300, 1500), lambda at: self._not_done(work, at))

    def _not_done(self, work: Work, now: datetime) -> None:
        """The customer comes back to a case that was thought to be solved."""
        self._voice(work, work.case_id, {"": REOPENED}, now)
        case = self._open(work, now)
        if case is not None and work.known is not None:
            work.known.case = case.pk
            self._plan(case, now, (20, 180), lambda at: self._finish(work, at))

    def _voice(self, work: Work, case_id: int, texts: Mapping[str, tuple[str, ...]], now: datetime) -> None:
        door = _BY_CHANNEL[self._rng.choice(("phone", "phone", "email", "shop"))]
        by = self._world.company.users[self._rng.choice(door.crew)[0]]
        said = Said(
            door=door,
            happened_at=now,
            recorded_at=now,
            by=by,
            outcome=Outcome.FOLLOW_UP,
            text=self._say(work, self._rng.choice(texts.get(door.channel, texts[""]))),
            customer=work.known,
            case=case_id,
        )
        self._world.counter.take(said)

    def _tell(self, case: Case, work: Work, text: str, now: datetime) -> Contact:
        assert work.owner is not None
        return self._world.counter.tell(case, work.known, text=self._say(work, text), by=work.owner, at=now)

    def _plan(self, case: Case, now: datetime, minutes: tuple[float, float], act: Happening) -> None:
        low, high = minutes
        moment = self._world.later(now, case.team, self._rng.uniform(low, max(low, high)))
        self._world.agenda.add(moment, act)

    def _say(self, work: Work, text: str) -> str:
        return filled(text, self._rng, town=work.known.town if work.known else "")
