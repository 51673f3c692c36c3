"""The customers of the years before Anklang, with the date since which they are customers."""

from datetime import datetime, timedelta
from random import Random
from typing import Final

from contacts.models import Kind
from contacts.recording import NewCustomer, create_customer
from contacts.sources import Origin, decline
from crm.company.models import User
from crm.management.demo.company import Company
from crm.management.demo.customers import People
from crm.management.demo.names import some_name
from crm.management.demo.origins import how_they_came
from crm.management.demo.reachable import some_email

_YEARS: Final = timedelta(days=365 * 8)
_ASKED_IN_VAIN: Final = 0.4


def bring_in_regulars(
    people: People, company: Company, rng: Random, *, count: int, by: User, before: datetime
) -> None:
    """Store `count` customers and those who speak for the firms among them."""
    for at in sorted(before - _YEARS * rng.random() ** 1.5 for _number in range(count)):
        since = at.replace(hour=rng.randint(8, 15), microsecond=0)
        new = people.somebody_new()
        origin = how_they_came(rng, company, rng.choice(("shop", "hotline", "magazine")), day=since.date())
        customer, _doubts = create_customer(new, by=by, at=since, origin=origin)
        if rng.random() < _ASKED_IN_VAIN:
            decline(customer, "source", by=by, at=since)
            decline(customer, "reason", by=by, at=since)
        speakers: tuple[int, ...] = ()
        if new.kind == Kind.ORGANISATION:
            speakers = _speakers(new, origin, rng, by=by, at=since)
        people.add(customer, new, speakers=speakers)


def _speakers(firm: NewCustomer, origin: Origin, rng: Random, *, by: User, at: datetime) -> tuple[int, ...]:
    """One or two people who speak for a firm."""
    found = []
    for _number in range(rng.choice((1, 1, 2))):
        name = some_name(rng)
        person = NewCustomer(
            salutation=name.salutation,
            first_name=name.first,
            last_name=name.last,
            organisation=firm.organisation,
            email=some_email(rng, name.first, name.last),
        )
        found.append(create_customer(person, by=by, at=at, origin=origin)[0].pk)
    return tuple(found)
