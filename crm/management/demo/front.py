"""The people at the doors: who comes, what it is about, and how it ends, visit by visit."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import accumulate
from random import Random
from typing import Final

from cases.hindrances import say_hindrance
from cases.models import Lack
from contacts.models import Contact, Customer, Outcome
from contacts.recording import NewCustomer
from contacts.sources import Origin, decline
from crm.company.models import User
from crm.company.presence import company_day
from crm.desk.voiding import undo
from crm.lib.working_time import add_working, next_opening
from crm.management.demo.casework import Casework
from crm.management.demo.concerns import Concerns
from crm.management.demo.counter import Said
from crm.management.demo.customers import Known
from crm.management.demo.dice import happens
from crm.management.demo.offer import RECOMMENDED
from crm.management.demo.origins import how_they_came
from crm.management.demo.rhythm import Door, Visit
from crm.management.demo.texts.voices import SLIPS
from crm.management.demo.world import World

_NEW: Final = 0.36
_ABOUT_THEIR_CASE: Final = 0.6
_NOTHING: Final = 0.03
_ONE_MORE: Final = 0.05
_GAP_CLOSED: Final = 0.45
_ASKED_IN_VAIN: Final = 0.5
_NAMED: Final = 0.6  # of those who recommended us
_UNDONE: Final = 0.02
_NOTICED: Final = timedelta(seconds=8)
_LACK_SAID, _AS_LIKELY, _ALSO_MISSED = 0.65, 0.6, 0.25
LIKELY: Final = (
    ("Ersatzteil", Lack.PARTS),
    ("Reparatur", Lack.OTHER_TEAM),
    ("Beratung", Lack.KNOWLEDGE),
    ("Saiten und Pflege", Lack.KNOWLEDGE),
    ("Garantie", Lack.RIGHTS),
    ("Rechnung", Lack.RIGHTS),
)


class Front:
    """Turns visits into captures."""

    def __init__(self, world: World, casework: Casework) -> None:
        self._world, self._casework, self._rng = world, casework, world.rng
        self._concerns = Concerns(world.rng, world.company)
        self._lacks = Random("Woran lag es?")  # noqa: S311 - as below
        self._friends = Random(RECOMMENDED)  # noqa: S311 - a demo, the same each time

    def expect(self, visits: Iterable[Visit]) -> None:
        """Put the recording of every visit on the agenda."""
        for visit in visits:
            self._world.agenda.add(self._recorded_at(visit), partial(self._receive, visit))

    def _recorded_at(self, visit: Visit) -> datetime:
        """At the counter a minute or three later; what is written waits until somebody reads it."""
        rng = self._rng
        if not visit.door.always:
            return visit.at + timedelta(seconds=int(rng.triangular(20, 420, 75)))
        hours = self._world.hours[visit.door.site]
        opens = next_opening(visit.at, hours)
        waits = rng.triangular(2, 70, 12) if opens > visit.at else rng.triangular(1, 40, 5)
        return add_working(opens, int(waits * 60), hours)

    def _receive(self, visit: Visit, now: datetime) -> None:
        door, rng = visit.door, self._rng
        said = Said(
            door=door,
            happened_at=visit.at,
            recorded_at=now,
            by=self._by(door),
            outcome=Outcome.NO_CONCERN,
            encounter=self._world.counter.new_id(),
        )
        if rng.random() < _NOTHING:
            self._world.counter.take(replace(said, text=self._concerns.nothing(door)))
            return
        known, new = self._who(door)
        if known is not None and known.case is not None and rng.random() < _ABOUT_THEIR_CASE:
            text = self._concerns.about_their_case(door, known.town)
            about = replace(said, outcome=Outcome.FOLLOW_UP, customer=known, case=known.case, text=text)
            self._world.counter.take(about)
            return
        known = self._record(replace(said, customer=known, new=new))
        if known is not None and not door.always and rng.random() < _ONE_MORE:
            self._one_more(said, known, now)

    def _one_more(self, said: Said, known: Known, now: datetime) -> None:
        """ "Noch ein Anliegen": the same person, the same encounter."""
        again = now + timedelta(seconds=self._rng.randint(60, 240))

        def record(at: datetime) -> None:
            self._record(replace(said, happened_at=now, recorded_at=at, customer=known))

        self._world.agenda.add(again, record)

    def _record(self, said: Said) -> Known | None:
        town = said.customer.town if said.customer else said.new.city if said.new else ""
        nameless = said.customer is None and said.new is None
        concern = self._concerns.some(said.door, said.recorded_at, town=town, nameless=nameless)
        origin = Origin() if concern.campaign_code else self._origin(said)
        promised = concern.outcome == Outcome.FOLLOW_UP
        lack = self._lack(concern.matter.topic) if promised else ""
        said = replace(
            said,
            outcome=concern.outcome,
            topic=concern.matter.topic,
            text=concern.text,
            voice=concern.voice,
            campaign_code=concern.campaign_code,
            answer=concern.answer,
            product=concern.product,
            picks_up=concern.picks_up or (promised and not _reachable(said)),
            origin=origin,
            answer_missing=lack == Lack.KNOWLEDGE and happens(self._lacks, _ALSO_MISSED),
        )
        contact, case, known = self._world.counter.take(said)
        if said.new is not None:
            self._ask_in_vain(contact, said)
        elif case is None and happens(self._rng, _UNDONE):
            self._world.agenda.add(
                said.recorded_at + _NOTICED,
                lambda now: undo(contact, by=said.by, at=now, reason=self._rng.choice(SLIPS)),
            )
        if case is not None and promised:
            self._casework.begin(case, concern.matter, known, said.recorded_at)
            if lack and contact.topic is not None and contact.topic.solvable_at_once:
                say_hindrance(contact.pk, lack=lack, by=said.by, at=said.recorded_at + _NOTICED)
        return known

    def _lack(self, topic: str) -> str:
        """Why it could not be solved at once; some say nothing."""
        if not happens(self._lacks, _LACK_SAID):
            return ""
        likely = next((each for name, each in LIKELY if topic.startswith(name)), Lack.OTHER_TEAM)
        return str(likely if happens(self._lacks, _AS_LIKELY) else self._lacks.choice(Lack.values))

    def _who(self, door: Door) -> tuple[Known | None, NewCustomer | None]:
        rng, people = self._rng, self._world.people
        if rng.random() >= door.named:
            return None, None
        known = None if rng.random() < _NEW else people.somebody_known()
        if known is not None:
            return known, None
        return None, people.somebody_new(writes=door.channel in {"web", "email"})

    def _origin(self, said: Said) -> Origin:
        """New ones are asked how they came; known ones too, where it is not known yet."""
        if said.new is not None:
            told = how_they_came(
                self._rng, self._world.company, said.door.name, day=company_day(said.recorded_at)
            )
            return replace(told, referred_by=self._friend(told))
        known = said.customer
        if known is None or (known.knows_source and known.knows_reason) or self._rng.random() > _GAP_CLOSED:
            return Origin()
        asked = how_they_came(
            self._rng, self._world.company, said.door.name, day=company_day(said.recorded_at)
        )
        return Origin(
            source=None if known.knows_source else asked.source,
            reason=None if known.knows_reason else asked.reason,
        )

    def _friend(self, told: Origin) -> Customer | None:
        """Who recommended us, where somebody did and says so."""
        source = told.source
        if source is None or RECOMMENDED not in (source.name, source.parent and source.parent.name):
            return None
        friend = self._world.people.somebody_of(self._friends) if happens(self._friends, _NAMED) else None
        return Customer.objects.get(pk=friend.pk) if friend else None

    def _ask_in_vain(self, contact: Contact, said: Said) -> None:
        if contact.customer is not None and self._rng.random() < _ASKED_IN_VAIN:
            decline(contact.customer, "source", by=said.by, at=said.recorded_at)
            decline(contact.customer, "reason", by=said.by, at=said.recorded_at)

    def _by(self, door: Door) -> User:
        names, weights = zip(*door.crew, strict=True)
        name = self._rng.choices(names, cum_weights=list(accumulate(weights)))[0]
        return self._world.company.users[name]


def _reachable(said: Said) -> bool:
    """Whether somebody can answer; who left no way to do so comes by."""
    if said.customer is not None:
        return said.customer.reachable
    return said.new is not None and bool(said.new.phone or said.new.email or said.new.street)
