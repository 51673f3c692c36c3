"""One line per subject: what it asks, its first number beside those before and a year ago, and how that went.

All subjects are counted for this once a minute, for everybody who looks at the same period.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.cache import cache
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from crm.company.presence import company_day
from crm.dashboard.figures import at_once
from crm.dashboard.figures.blocks import Headline, Subject
from crm.dashboard.figures.filters import Filters
from crm.dashboard.figures.menu import SHORT
from crm.dashboard.figures.period import Period
from crm.dashboard.figures.subjects import MODULES
from crm.dashboard.figures.together import read_together
from crm.lib.charts import Trend, trend
from crm.lib.number_words import first_word

KEPT_SECONDS: Final = 60
FEWEST_POINTS: Final = 3


@dataclass(frozen=True)
class Line:
    """`moved`: names of the numbers that moved by more than chance."""

    code: str
    title: str
    question: str
    first: Headline | None
    spark: Trend | None
    moved: tuple[str, ...]


def overview(period: Period, *, now: datetime) -> list[Line]:
    """In the order of the menu."""
    key = f"kennzahlen:overview:{period.query}:{company_day(now)}:{get_language()}"
    found: list[Line] | None = cache.get(key)
    if found is None:
        found = [_line(subject) for subject in _in_short(period, now=now)]
        cache.set(key, found, KEPT_SECONDS)
    return found


def _in_short(period: Period, *, now: datetime) -> list[Subject]:
    """The subjects without their parts."""
    read = read_together(period, now=now, today=company_day(now))
    of = {module: read.firsts if module is at_once else read.daily for module in MODULES}
    told = {module.CODE: module.told(figures, Filters(), (), None) for module, figures in of.items()}
    return [told[code] for code in SHORT if code in told]


def sentence(lines: list[Line]) -> str:
    """What of all this is more than chance."""
    moved = [name for line in lines for name in line.moved]
    if not moved:
        return _("Nichts hat sich stärker bewegt, als der Zufall es tut.")
    words = {"n": first_word(len(moved)), "names": ", ".join(moved)}
    told = ngettext(
        "Mehr als Zufall bewegt sich eine Zahl: %(names)s.",
        "%(n)s Zahlen bewegen sich mehr als zufällig: %(names)s.",
        len(moved),
    )
    return told % words


def _line(subject: Subject) -> Line:
    first = subject.headlines[0] if subject.headlines else None
    moved = tuple(each.label for each in subject.headlines if each.signal)
    return Line(subject.code, subject.title, subject.question, first, _spark(subject), moved)


def _spark(subject: Subject) -> Trend | None:
    """The course of the first chart that is one."""
    course = next((block for block in subject.blocks if block.kind == "trend"), None)
    values = [row.values[0] for row in course.rows if row.values] if course else []
    if course is None or len(values) - values.count(None) < FEWEST_POINTS:
        return None
    limits = course.limits
    return trend(
        values,
        limits=(limits.lower, limits.upper) if limits else None,
        mean=limits.mean if limits else None,
        provisional=course.provisional,
        from_zero=course.unit != "percent",
    )
