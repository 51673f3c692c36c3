"""What every part of the story needs: the company, its hours, the people at hand, the clock and the dice."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from crm.company.calendars import current_version, hours_of
from crm.company.models import Team, User
from crm.company.presence import absences_on
from crm.lib.working_hours import Hours
from crm.lib.working_time import add_working
from crm.management.demo.agenda import Agenda
from crm.management.demo.company import Company
from crm.management.demo.counter import Counter
from crm.management.demo.customers import People
from crm.management.demo.people import members_of

_LOOK_AHEAD = timedelta(days=2)


@dataclass(frozen=True)
class World:
    """`hours` by the name of the site."""

    rng: Random
    company: Company
    people: People
    counter: Counter
    agenda: Agenda
    hours: dict[str, Hours]

    def later(self, at: datetime, team: Team, minutes: float) -> datetime:
        """`minutes` of the team's working time after `at`."""
        return add_working(at, max(int(minutes * 60), 1), self.hours[team.site.name])

    def somebody_of(self, team: Team, at: datetime) -> User:
        """A member who is there and stays for the next days."""
        away = {*absences_on(at), *absences_on(at + _LOOK_AHEAD)}
        here = [
            user
            for username in members_of(team.name)
            if (user := self.company.users[username]).pk not in away
        ]
        return self.rng.choice(here)


def hours_by_site(company: Company) -> dict[str, Hours]:
    """The working hours of every site, by its name."""
    return {name: hours_of(current_version(site.calendar).pk) for name, site in company.sites.items()}
