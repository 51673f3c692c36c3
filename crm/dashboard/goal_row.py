"""A goal as the page draws it: figures in words, gauge and trend as geometry."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from crm.dashboard.goal import Goal, Measure, Text
from crm.lib.charts import CHART, SPARK, Dots, Gauge, Trend, dots, gauge, trend
from crm.lib.formats import decimal, duration, percent
from crm.lib.shown import Shown

UNKNOWN = "–"


@dataclass(frozen=True)
class GoalRow(Shown):
    """What the component `goal` takes, and the two halves of what moved it."""

    number: int
    url: str
    title: Text
    vision: Text
    figure: str
    words: str
    state: str
    gauge: Gauge | None
    target: float
    dots: Dots | None
    each: str
    trend: Trend | None
    trend_label: str
    signal: str
    lead: str
    rest: str
    needs_help: bool
    beside: str
    keeper: str


def row(goal: Goal) -> GoalRow:
    share = goal.value is not None and goal.unit == "percent"
    return GoalRow(
        number=goal.number,
        url=reverse("own_goal", args=[goal.own]) if goal.own else reverse("goal", args=[goal.code]),
        title=goal.title,
        vision=goal.vision,
        figure=figure(goal),
        words=goal.words if goal.value is not None else _("noch nicht bekannt"),
        state=goal.state,
        gauge=_gauge(goal) if share else None,
        target=goal.target / 100 if share else goal.target,
        dots=dots(int(goal.value))
        if goal.unit == "count" and goal.value is not None and not goal.own
        else None,
        each=_("jeder Punkt ein Vorgang") if goal.target else _("jeder Punkt einer zu viel"),
        trend=drawn(goal) if has_trend(goal) else None,
        trend_label=trend_words(goal),
        signal=signal(goal),
        lead=goal.lead,
        rest=goal.moved.removeprefix(goal.lead) if goal.value is not None else f" {goal.reason}",
        needs_help=goal.needs_help,
        beside=" · ".join(_beside(goal)),
        keeper=goal.keeper,
    )


def _beside(goal: Goal) -> Iterator[str]:
    """Since when it is held, and what the vision asks where the company asks something else."""
    if goal.held.words:
        yield goal.held.words
    if goal.vision_target is not None:
        yield _("die Vision sagt %(target)s") % {"target": target_words(goal, goal.vision_target)}


def target_words(goal: Goal, target: float) -> str:
    """Targets are whole: "90 %", as on the Zielbild."""
    return percent(target / 100, digits=0) if goal.unit == "percent" else shown(target, goal.unit)


def figure(goal: Goal) -> str:
    """The headline figure: "87,2 %", "2", or a dash."""
    return shown(goal.value, goal.unit)


def measure_words(measure: Measure) -> str:
    return shown(measure.value, measure.unit)


def shown(value: float | None, unit: str) -> str:
    """A figure with its unit, as one reads it aloud."""
    if value is None:
        return UNKNOWN
    match unit:
        case "percent":
            return percent(value / 100)
        case "minutes":
            return duration(round(value)) if value >= 1 else _("unter 1 min")
        case "per_thousand":
            return decimal(value)
    return str(number_format(int(value), force_grouping=True))


def signal(goal: Goal) -> str:
    """In which colour the newest point stands: up is good here, down is bad."""
    return {"better": "up", "worse": "down"}.get(goal.change or "", "")


def has_trend(goal: Goal) -> bool:
    """One point is none."""
    return len(goal.trend) - [value for _, value in goal.trend].count(None) > 1


def drawn(goal: Goal, *, large: bool = False) -> Trend:
    values = [value for _, value in goal.trend]
    usual = goal.usual
    return trend(
        values,
        limits=(usual.lower, usual.upper) if usual else None,
        mean=usual.mean if usual else None,
        target=goal.target if any(value is not None for value in values) else None,
        provisional=goal.provisional,
        frame=CHART if large else SPARK,
    )


def trend_words(goal: Goal) -> str:
    """The trend for those who do not see it."""
    if not has_trend(goal):
        return _("Noch kein Trend.")
    known = [value for _, value in goal.trend if value is not None]
    words = {"first": shown(known[0], goal.unit), "last": shown(known[-1], goal.unit)}
    said = _("Trend 13 Wochen: von %(first)s auf %(last)s") % words
    if goal.change_words:
        said = f"{said}. {goal.change_words}"
    return f"{said} {_('Die letzte Woche ist vorläufig.')}" if goal.provisional else said


def _gauge(goal: Goal) -> Gauge:
    return gauge(
        (goal.value or 0) / 100,
        target=goal.target / 100,
        was=None if goal.was is None else goal.was / 100,
        interval=None if goal.interval is None else (goal.interval[0] / 100, goal.interval[1] / 100),
    )
