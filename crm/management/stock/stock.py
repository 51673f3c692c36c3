"""What is filled in, and what every part of it needs to know."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import cached_property
from random import Random
from typing import Self

from cases.models import PolicyVersion
from contacts.models import Topic
from crm.management.demo.company import Company

OPENS, CLOSES = 8, 15  # UTC; within the hours of every site, summer and winter
YEARS_BACK = timedelta(days=730)


@dataclass(frozen=True)
class Amount:
    """How many customers, cases and contacts, in how many days up to now; the share of cases that are open."""

    customers: int
    cases: int
    contacts: int
    open_share: float = 0.3
    days: int = 720

    @classmethod
    def of(cls, customers: int) -> Self:
        """The usual company with so many customers: three contacts each in two years, and every second had a case."""
        return cls(customers, customers // 2, customers * 3, open_share=0.1)

    @property
    def open_cases(self) -> int:
        return round(self.cases * self.open_share)


@dataclass
class Stock:
    """The company as it stands `now`, and its dice. `topics` have their team's calendar; `firms` are customers by id.

    `last_contact` and `voices` are the highest ids so far.
    `patient` is a version of the policies that grants so long that nothing of the stock is due yet.
    """

    now: datetime
    rng: Random
    amount: Amount
    company: Company
    topics: list[Topic] = field(default_factory=list)
    last_contact: int = 0
    voices: int = 0
    firms: set[int] = field(default_factory=set)
    patient: PolicyVersion | None = None
    report: Callable[[str], None] = field(default=lambda _line: None)

    @cached_property
    def site_of(self) -> dict[int, int | None]:
        """Where each of the staff works; what they record was said there."""
        return {user.pk: user.site_id for user in self.company.users.values()}

    def count(self, done: int, whole: int, of: str, *, every: int) -> None:
        """Report how many are written; not of each portion, and at the end always."""
        if done % every == 0 or done == whole:
            self.report(f"{_grouped(done)} von {_grouped(whole)} {of}.")

    def moment(self, day: datetime) -> datetime:
        """A moment in the working hours of that day; none after now."""
        opens = datetime.combine(day.date(), time(OPENS), UTC)
        at = opens + timedelta(seconds=self.rng.randrange((CLOSES - OPENS) * 3600))
        return min(at, self.now - timedelta(minutes=1))

    def working_days(self, *, first: int, last: int) -> list[datetime]:
        """The weekdays from `first` to `last` days ago, nearest first."""
        days = (self.now - timedelta(days=back) for back in range(first, last))
        return [day for day in days if day.weekday() < 5]  # noqa: PLR2004 - Saturday


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
