"""The customers of the years before Anklang, with the date since which they are customers."""

from datetime import datetime, timedelta
from random import Random
from typing import Final

from contacts.confirming import confirm
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
_UNCONFIRMED: Final = 29
"""One of so many has not been asked for long whether everything is still right."""


def bring_in_regulars(
    people: People, company: Company, rng: Random, *, count: int, by: User, before: datetime
) -> None:
    """Store `count` customers and those who speak for the firms among them."""
    days = sorted(before - _YEARS * rng.random() ** 1.5 for _number in range(count))
    for place, at in enumerate(days):
        since = at.replace(hour=rng.randint(8, 15), microsecond=0)
        new = people.somebody_new()
        origin = how_they_came(rng, company, rng.choice(("shop", "hotline", "magazine")), day=since.date())
        customer, _doubts = create_customer(new, by=by, at=since, origin=origin)
        if rng.random() < _ASKED_IN_VAIN:
            decline(customer, "source", by=by, at=since)
            decline(customer, "reason", by=by, at=since)
        if place % _UNCONFIRMED:  # by place, so that no dice falls otherwise than without it
            confirm(customer, by=by, at=since + (before - since) * 0.7)
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
