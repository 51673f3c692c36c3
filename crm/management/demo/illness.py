"""Somebody falls ill, and nobody stands in: what is theirs goes back to the team, where it waits for a new owner."""

from datetime import datetime, timedelta
from typing import Final

from crm.company.absences import plan_absence
from crm.company.permissions import viewer_of
from crm.company.presence import company_day
from crm.management.demo.finale import before
from crm.management.demo.nights import Clockwork
from crm.management.demo.people import ILL, WORKSHOP
from crm.management.demo.world import World

_MINUTES_BEFORE: Final = 6 * 60
_DAYS: Final = 15
_SWEPT_AFTER: Final = timedelta(minutes=15)


def fall_ill(world: World, clockwork: Clockwork, *, until: datetime) -> None:
    """Six working hours before the end the lead enters the absence; a sweep later the cases have nobody."""
    team = world.company.teams[WORKSHOP]

    def call_in(now: datetime) -> None:
        day = company_day(now)
        plan_absence(
            world.company.users[ILL],
            starts_on=day,
            ends_on=day + timedelta(days=_DAYS),
            substitute=None,
            by=viewer_of(team.lead, today=day),
            at=now,
        )
        world.agenda.add(now + _SWEPT_AFTER, clockwork.give_back)

    world.agenda.add(before(until, _MINUTES_BEFORE, world.hours[team.site.name]), call_in)
