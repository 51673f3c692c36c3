"""What a visit is about: topic, words, how it ends, and now and then praise, a complaint or a wish."""

from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from random import Random
from typing import Final

from cases.models import Answer
from contacts.models import Outcome, Topic
from crm.company.presence import company_day
from crm.management.demo.company import Company
from crm.management.demo.dice import happens
from crm.management.demo.rhythm import DOORS, FAIR, Door
from crm.management.demo.texts import MATTERS, Matter
from crm.management.demo.texts.others import CONDUCT, OTHER
from crm.management.demo.texts.slots import filled
from crm.management.demo.texts.voices import (
    ABOUT_AN_OPEN_CASE,
    COMPLAINTS,
    MAGAZINE,
    NO_CONCERN,
    PRAISE,
    WISHES,
)
from feedback.models import VoiceKind

_COMPLAINT, _PRAISE, _WISH = 0.010, 0.020, 0.020
_COMPLAINT_SETTLED: Final = 0.25
_WITHOUT_NOTE: Final = {"shop": 0.5, "gate": 0.4, "fair": 0.5}
_MADE_GOOD: Final = "Entschuldigt und gleich in Ordnung gebracht."
_KEPT_OPEN: Final = 0.75  # settles the share solved at once near 88 % (net of returns)
_ANSWER_HELPED: Final = 0.3
_ABOUT_A_PRODUCT: Final = 0.25
_UNKNOWN_CODE: Final = 0.04
_PICKS_UP: Final = {"shop": 0.12, "gate": 0.3}

_BY_TOPIC: Final = {matter.topic: matter for matter in MATTERS}


@dataclass(frozen=True, kw_only=True)
class Concern:
    """One concern, ready to be typed in."""

    matter: Matter
    outcome: str
    text: str
    voice: str = ""
    answer: Answer | None = None
    product: int | None = None
    campaign_code: str = ""
    picks_up: bool = False


class Concerns:
    """Thinks up concerns that fit the door."""

    def __init__(self, rng: Random, company: Company) -> None:
        self._rng, self._company = rng, company
        self._weights = {
            door.name: list(
                accumulate(matter.weight * door.likes.get(_top(matter), 1.0) for matter in MATTERS)
            )
            for door in (*DOORS, FAIR)
        }

    def nothing(self, door: Door) -> str:
        """A note on somebody who wanted nothing."""
        return self._rng.choice(NO_CONCERN.get(door.channel, NO_CONCERN[""]))

    def about_their_case(self, door: Door, town: str) -> str:
        """What somebody says who comes back because of an open case."""
        texts = ABOUT_AN_OPEN_CASE.get(door.channel, ABOUT_AN_OPEN_CASE[""])
        return filled(self._rng.choice(texts), self._rng, town=town)

    def some(self, door: Door, at: datetime, *, town: str, nameless: bool) -> Concern:
        """A concern at this door. Who stays nameless gets it settled at once, or comes back for it."""
        rng = self._rng
        matter = rng.choices(MATTERS, cum_weights=self._weights[door.name])[0]
        chance = rng.random()
        if matter.topic == CONDUCT:
            return self._complaint(matter, *rng.choice(matter.voiced), town=town, nameless=nameless)
        if chance < _COMPLAINT:
            topic, note = rng.choice(COMPLAINTS)
            return self._complaint(_BY_TOPIC[topic], note, _MADE_GOOD, town=town, nameless=nameless)
        if chance < _COMPLAINT + _PRAISE + _WISH:
            kind, texts = (
                (VoiceKind.PRAISE, PRAISE) if chance < _COMPLAINT + _PRAISE else (VoiceKind.WISH, WISHES)
            )
            text = filled(rng.choice(texts), rng, town=town)
            return Concern(matter=_BY_TOPIC[OTHER], outcome=Outcome.NO_CONCERN, text=text, voice=kind)
        return self._plain(matter, door, at, town=town, nameless=nameless)

    def _complaint(self, matter: Matter, note: str, made_good: str, *, town: str, nameless: bool) -> Concern:
        settled = nameless or self._rng.random() < _COMPLAINT_SETTLED
        return Concern(
            matter=matter,
            outcome=Outcome.RESOLVED if settled else Outcome.FOLLOW_UP,
            text=filled(f"{note}\n{made_good}" if settled else note, self._rng, town=town),
            voice=VoiceKind.COMPLAINT,
        )

    def _plain(self, matter: Matter, door: Door, at: datetime, *, town: str, nameless: bool) -> Concern:
        rng = self._rng
        note, settled = rng.choice(matter.voiced)
        code = self._code(door, at)
        if code and happens(rng, 0.5):
            note = f"{rng.choice(MAGAZINE)}\n{note}"
        product = rng.choice(list(self._company.products.values())).pk
        picks_up = rng.random() < _PICKS_UP.get(door.name, 0.0)
        if rng.random() < (1 - matter.at_once) * _KEPT_OPEN and (picks_up or not nameless):
            return Concern(
                matter=matter,
                outcome=Outcome.FOLLOW_UP,
                text=filled(note, rng, town=town),
                product=product if rng.random() < _ABOUT_A_PRODUCT else None,
                campaign_code=code,
                picks_up=picks_up,
            )
        told = "" if rng.random() < _WITHOUT_NOTE.get(door.name, 0.12) else f"{note}\n{settled}"
        answers = self._company.answers.get(matter.topic, [])
        return Concern(
            matter=matter,
            outcome=Outcome.RESOLVED,
            text=filled(told, rng, town=town),
            answer=rng.choice(answers) if answers and rng.random() < _ANSWER_HELPED else None,
            product=product if rng.random() < _ABOUT_A_PRODUCT else None,
            campaign_code=code,
        )

    def _code(self, door: Door, at: datetime) -> str:
        if door is FAIR:
            return "MESSE-FN"
        if door.channel != "magazine":
            return ""
        if self._rng.random() < _UNKNOWN_CODE:
            return f"SB{self._rng.randint(20, 24)}-{self._rng.randint(1, 12)}"
        day = company_day(at)
        running = [
            one.code
            for one in self._company.campaigns
            if one.source.name not in {"Messe", "Musikschule"} and one.starts_on and one.starts_on <= day
        ]
        return self._rng.choice(running)


def matter_of(company: Company, topic: Topic) -> Matter:
    """What is said about a topic."""
    names = (name for name, each in company.topics.items() if each.pk == topic.pk)
    return _BY_TOPIC[next(names)]


def _top(matter: Matter) -> str:
    return matter.topic.split(":")[0]
