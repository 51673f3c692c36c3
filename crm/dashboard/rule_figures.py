"""What last night found for every rule, so that a choice of the company can be judged without looking at anybody."""

from datetime import date
from typing import Final

from contacts.models import Customer
from contacts.rule_counts import Counts, count_rules
from crm.dashboard.models import DailyFigure

MOST_AT_ONCE: Final = 20_000
"""With more customers than that nobody waits for a count: it comes in the night."""


def newest_counts() -> tuple[Counts, date | None] | None:
    """The counts and the day they are of (None: just counted); None while there are none."""
    days = DailyFigure.objects.filter(code="rule_broken").order_by("-day")
    day = days.values_list("day", flat=True).first()
    if day is None:
        many = Customer.objects.order_by()[: MOST_AT_ONCE + 1].count()
        return None if many > MOST_AT_ONCE else (count_rules().everybody, None)
    counts = Counts()
    for row in DailyFigure.objects.filter(code="rule_broken", day=day):
        code = row.dimension.removeprefix("rule:")
        counts.broken[code], counts.applies[code] = row.numerator, row.denominator or 0
    return counts, day
