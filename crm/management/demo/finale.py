"""Plays the scenes of the last days, each step through the same acts as everything else."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from django.core.files.base import ContentFile

from cases.acknowledging import acknowledge
from cases.lifecycle import add_note, hand_over, pause
from cases.models import Case
from contacts.models import Outcome
from crm.lib.working_hours import Hours
from crm.lib.working_time import add_working, next_opening, spans_between
from crm.management.demo.counter import Said
from crm.management.demo.customers import Known
from crm.management.demo.nights import Clockwork
from crm.management.demo.rhythm import DOORS
from crm.management.demo.scenes import EARLIER, SCENES, Earlier, Scene, Step
from crm.management.demo.world import World

_TAKEN_AFTER: Final = timedelta(minutes=7)
_TYPED_FOR: Final = timedelta(seconds=140)
_LOOKS_BACK: Final = timedelta(days=40)
_DOORS: Final = {door.name: door for door in DOORS}
OFFICE: Final = "Büro Lindau"


def before(end: datetime, minutes: int, hours: Hours) -> datetime:
    """The moment with so many working minutes until `end`; below 0 so many after it."""
    if minutes <= 0:
        return add_working(end, -minutes * 60, hours)
    left = timedelta(minutes=minutes)
    for opens, closes in reversed(spans_between(end - _LOOKS_BACK, end, hours)):
        if closes - opens >= left:
            return closes - left
        left -= closes - opens
    raise ValueError("the scene lies too far back")


class Finale:
    """Puts the scenes on the agenda."""

    def __init__(
        self, world: World, clockwork: Clockwork, cast: dict[str, Known], *, until: datetime
    ) -> None:
        self._world, self._clockwork, self._cast, self._until = world, clockwork, cast, until
        self._acts: dict[str, Callable[[Scene, Step, Case, datetime], object]] = {
            "tell": self._tell,
            "note": self._note,
            "wait": self._wait,
            "come_back": self._come_back,
            "acknowledge": self._acknowledge,
        }

    def plan(self, *, start: datetime) -> None:
        """Everything that happens after `start`."""
        for scene in SCENES:
            self._world.agenda.add(self._at(scene, scene.before), partial(self._begin, scene))
        for earlier in EARLIER:
            at = next_opening(self._until - timedelta(days=earlier.days), self._world.hours[OFFICE])
            if at > start:
                self._world.agenda.add(at, partial(self._was_there, earlier))

    def _at(self, scene: Scene, minutes: int) -> datetime:
        """Working minutes count as those of the team, so that its deadlines stand where the scene wants them."""
        team = self._world.company.topics[scene.topic].team
        return before(self._until, minutes, self._world.hours[team.site.name])

    def _begin(self, scene: Scene, now: datetime) -> None:
        world, door = self._world, _DOORS[scene.door]
        said = Said(
            door=door,
            happened_at=now - _TYPED_FOR,
            recorded_at=now,
            by=world.company.users[door.crew[-1][0]],
            outcome=Outcome.FOLLOW_UP,
            topic=scene.topic,
            text=scene.text,
            customer=self._cast[scene.who],
            voice=scene.voice,
            campaign_code=scene.campaign_code,
        )
        _contact, case, known = world.counter.take(said)
        assert case is not None
        assert known is not None
        known.case = case.pk
        self._clockwork.left_alone.add(case.pk)
        if scene.owner:
            owner = world.company.users[scene.owner]
            world.agenda.add(
                now + _TAKEN_AFTER,
                lambda at: hand_over(case.pk, team=case.team, owner=owner, by=owner, at=at),
            )
        for step in scene.steps:
            act = self._acts[step.act]
            world.agenda.add(self._at(scene, step.before), partial(act, scene, step, case))

    def _was_there(self, earlier: Earlier, now: datetime) -> None:
        door = _DOORS[earlier.door]
        said = Said(
            door=door,
            happened_at=now,
            recorded_at=now + _TYPED_FOR,
            by=self._world.company.users[door.crew[0][0]],
            outcome=Outcome.NO_CONCERN if earlier.voice else Outcome.RESOLVED,
            topic=earlier.topic,
            text=earlier.text,
            customer=self._cast[earlier.who],
            voice=earlier.voice,
        )
        self._world.counter.take(said)

    def _tell(self, scene: Scene, step: Step, case: Case, now: datetime) -> None:
        owner = self._world.company.users[scene.owner]
        self._world.counter.tell(case, self._cast[scene.who], text=step.text, by=owner, at=now)

    def _note(self, _scene: Scene, step: Step, case: Case, now: datetime) -> None:
        name, words = step.file
        files = [ContentFile(words.encode(), name)] if name else []
        add_note(case.pk, text=step.text, files=files, by=self._world.company.users[step.by], at=now)

    def _wait(self, scene: Scene, step: Step, case: Case, now: datetime) -> None:
        owner = self._world.company.users[scene.owner]
        until = self._today(step) if step.today else self._at(scene, step.until)
        pause(case.pk, kind=step.kind, until=until, reason=step.text, by=owner, at=now)

    def _today(self, step: Step) -> datetime:
        """Before this day ends, be it a Sunday: then it is a private concert, not an opening hour."""
        zone = self._world.hours[OFFICE].zone
        soon = self._until.astimezone(zone) + timedelta(minutes=-step.until)
        day_begins = soon.replace(hour=10, minute=30, second=0)
        midnight = self._until.astimezone(zone).replace(hour=23, minute=55, second=0)
        return min(max(soon, day_begins), max(midnight, self._until + _TAKEN_AFTER))

    def _come_back(self, scene: Scene, step: Step, case: Case, now: datetime) -> None:
        door = _DOORS["email"]
        said = Said(
            door=door,
            happened_at=now - _TYPED_FOR,
            recorded_at=now,
            by=self._world.company.users[door.crew[0][0]],
            outcome=Outcome.FOLLOW_UP,
            text=step.text,
            customer=self._cast[scene.who],
            case=case.pk,
        )
        self._world.counter.take(said)

    def _acknowledge(self, _scene: Scene, step: Step, case: Case, now: datetime) -> None:
        if Case.objects.get(pk=case.pk).unacknowledged_since is not None:
            acknowledge(case.pk, by=self._world.company.users[step.by], at=now)
