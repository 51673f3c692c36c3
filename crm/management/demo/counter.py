"""The counter: what people voice becomes a capture, through the one door, by whoever takes it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final
from uuid import UUID

from cases.models import Answer, Case
from contacts.models import Contact, Direction, Outcome
from contacts.recording import NewCustomer
from contacts.sources import Origin
from crm.company.models import User
from crm.desk.capture import Capture, capture
from crm.management.demo.company import Company
from crm.management.demo.customers import Known, People
from crm.management.demo.dice import happens
from crm.management.demo.rhythm import Door

_ARRIVES: Final = timedelta(seconds=1)


@dataclass(frozen=True, kw_only=True)
class Said:
    """One concern as it is typed in. `customer` or `new`, or nobody; `case` if it is about an open one."""

    door: Door
    happened_at: datetime
    recorded_at: datetime
    by: User
    outcome: str
    topic: str = ""
    text: str = ""
    customer: Known | None = None
    new: NewCustomer | None = None
    origin: Origin = Origin()  # noqa: RUF009 - frozen and empty
    case: int | None = None
    voice: str = ""
    campaign_code: str = ""
    product: int | None = None
    answer: Answer | None = None
    answer_missing: bool = False
    picks_up: bool = False
    encounter: UUID | None = None


class Counter:
    """Makes captures and keeps in mind who was there."""

    def __init__(self, rng: Random, company: Company, people: People) -> None:
        self._rng, self._company, self._people = rng, company, people
        self.captured = 0

    def take(self, said: Said) -> tuple[Contact, Case | None, Known | None]:
        """Record an inbound concern; gives the contact, its case and who it was."""
        known = said.customer
        client_id = self.new_id()
        done = capture(
            Capture(
                client_id=client_id,
                channel=said.door.channel,
                happened_at=said.happened_at,
                recorded_at=said.recorded_at,
                outcome=said.outcome,
                topic=self._company.topics[said.topic].pk if said.topic else None,
                customer=known.pk if known else None,
                new_customer=said.new,
                spoke_with=self._rng.choice(known.speakers) if known and known.speakers else None,
                text=said.text,
                case=said.case,
                voice=said.voice,
                source=said.origin.source.pk if said.origin.source else None,
                reason=said.origin.reason.pk if said.origin.reason else None,
                reason_text=said.origin.reason_text,
                campaign_code=said.campaign_code
                or (said.origin.campaign.code if said.origin.campaign else ""),
                referred_by=said.origin.referred_by.pk if said.origin.referred_by else None,
                product=said.product,
                site=self._company.sites[said.door.site].pk,
                encounter=said.encounter or client_id,
                picks_up=said.picks_up,
                answer=said.answer.pk if said.answer else None,
                answer_missing=said.answer_missing,
            ),
            by=said.by,
            received_at=said.recorded_at + _ARRIVES,
        )
        self.captured += 1
        if said.new is not None and done.contact.customer is not None:
            known = self._people.add(done.contact.customer, said.new)
        if known is not None:
            self._people.remember(known)
            known.knows_source |= said.origin.known_source is not None or bool(said.campaign_code)
            known.knows_reason |= said.origin.reason is not None or bool(said.origin.reason_text)
        return done.contact, done.case, known

    def tell(self, case: Case, known: Known | None, *, text: str, by: User, at: datetime) -> Contact:
        """Answer a customer on a case, by mail, telephone or letter, as they can be reached."""
        client_id = self.new_id()
        done = capture(
            Capture(
                client_id=client_id,
                channel=self._way_to(known),
                happened_at=at - timedelta(seconds=self._rng.randint(40, 300)),
                recorded_at=at,
                outcome=Outcome.FOLLOW_UP,
                direction=Direction.OUT,
                customer=case.customer_id,
                text=text,
                case=case.pk,
                site=by.site_id,
                encounter=client_id,
            ),
            by=by,
            received_at=at + _ARRIVES,
        )
        self.captured += 1
        return done.contact

    def _way_to(self, known: Known | None) -> str:
        if known is None or not (known.phone or known.email):
            return "letter"
        return "email" if known.email and (not known.phone or happens(self._rng, 0.6)) else "phone"

    def new_id(self) -> UUID:
        """An id as a device would make it, but the same for the same seed."""
        return UUID(int=self._rng.getrandbits(128), version=4)
