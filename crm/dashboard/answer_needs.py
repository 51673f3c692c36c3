"""What to write next: topics that are asked often and rarely solved at once, and where an answer was missing."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from cases.answer_gaps import open_gaps
from cases.answers import in_force
from cases.models import Answer
from contacts.models import Topic
from crm.dashboard.first_contact import by_topic
from crm.dashboard.first_contact_reading import Numbers
from crm.dashboard.origin_period import Period

MOST: Final = 15


@dataclass(frozen=True)
class Need:
    """A topic: how its contacts counted, how many cases were lacking knowledge, how many answers were missing, and
    how many there are.
    """

    topic: Topic
    numbers: Numbers
    knowledge: int
    missing: int
    answers: int

    @property
    def weight(self) -> tuple[int, int, int]:
        """So many contacts would have gone better with an answer: cases made, and answers that were missing."""
        return self.numbers.followed_up + self.missing, self.knowledge, self.numbers.base


def needs(period: Period, *, today: date) -> list[Need]:
    """The most pressing first; topics that need nothing are left out. Six statements."""
    counted = by_topic(period, today=today)
    missing = Counter(open_gaps().filter(topic__isnull=False).order_by().values_list("topic", flat=True))
    written = Counter(in_force(Answer.objects.order_by(), today).values_list("topic", flat=True))
    rows = Topic.objects.filter(pk__in={*counted, *missing}, active=True, solvable_at_once=True)
    found = []
    for row in rows.select_related("parent"):
        numbers, knowledge = counted.get(row.pk, (Numbers(), 0))
        answers = written[row.pk] + (written[row.parent_id] if row.parent_id else 0)
        found.append(Need(row, numbers, knowledge, missing[row.pk], answers))
    pressing = [need for need in found if need.numbers.followed_up or need.missing]
    return sorted(pressing, key=lambda need: need.weight, reverse=True)[:MOST]
