"""What changed beyond noise: of goals, of praise and complaints, and of topics; the worst first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from contacts.models import Topic
from crm.company.presence import company_day
from crm.dashboard.goal import Goal
from crm.dashboard.goal_row import shown
from crm.dashboard.listening import CONTACTS, WEEKS, rises
from crm.dashboard.voice_figures import figures
from crm.dashboard.weeks import read_weeks

MOST: Final = 3
"""More nobody remembers on a Monday."""


@dataclass(frozen=True)
class Moved:
    """One thing that moved, in words; `worse`: somebody should look."""

    words: str
    worse: bool


def moved(goals: list[Goal], *, now: datetime) -> list[Moved]:
    """At most three: what got worse before what got better. Three statements at most beside the goals'."""
    found = [*_goals(goals), *_voices(now), *_topics(now)]
    return sorted(found, key=lambda each: not each.worse)[:MOST]


def _goals(goals: list[Goal]) -> Iterator[Moved]:
    for goal in goals:
        if goal.change is None or goal.usual is None:
            continue
        words = {
            "title": goal.title,
            "figure": shown(goal.settled[-1], goal.unit),
            "lower": shown(goal.usual.lower, goal.unit),
            "upper": shown(goal.usual.upper, goal.unit),
        }
        worse = goal.change == "worse"
        said = (
            _("%(title)s: zuletzt %(figure)s in der Woche, schlechter als üblich (%(lower)s bis %(upper)s).")
            if worse
            else _("%(title)s: zuletzt %(figure)s in der Woche, besser als üblich (%(lower)s bis %(upper)s).")
        )
        yield Moved(said % words, worse)


def _voices(now: datetime) -> Iterator[Moved]:
    """Praise and complaints per 1,000 contacts, where their own limits call it."""
    charts, _shares = figures(now)
    for chart in charts:
        signal = str(chart.drawn["signal"]) if chart.drawn else ""
        if signal:
            yield Moved(f"{chart.title}: {chart.headline}", signal == "down")


def _topics(now: datetime) -> Iterator[Moved]:
    """What customers come with more often than usual: neither good nor bad, but somebody should know."""
    weeks = read_weeks(CONTACTS, today=company_day(now), weeks=WEEKS)
    called = sorted(rises(weeks).items(), key=lambda each: each[1].chance)[:MOST]
    names = {topic.pk: topic for topic in Topic.objects.filter(pk__in=[pk for pk, _rise in called])}
    for pk, rise in called:
        if pk in names:
            words = {"topic": names[pk].name, "now": rise.now, "usual": round(rise.usual)}
            said = _("%(topic)s: %(now)s Kontakte in 7 Tagen, üblich sind etwa %(usual)s.")
            yield Moved(said % words, worse=False)
