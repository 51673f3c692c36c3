"""Every number of the subjects and of the Zielbild over random histories, periods and filters, against plain loops.

Small here; `python -m tools.figures` does many on both stores.
"""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import pytest
from django.core.cache import cache
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from crm.dashboard.cohorts import COHORTS
from crm.dashboard.figures.blocks import Subject
from crm.dashboard.figures.filters import Filters
from crm.dashboard.figures.period import Kind, Period
from crm.dashboard.figures.subjects import SUBJECTS
from crm.dashboard.flow import write_figures
from crm.dashboard.goal import Goal
from crm.dashboard.goals import goals
from crm.dashboard.models import OWN_FIGURES, DailyFigure, OwnGoal
from crm.dashboard.nightly import count_stock, write_day
from crm.dashboard.own_goals import own_goal
from crm.dashboard.reading import read_everything
from crm.dashboard.rebuilding import rebuild
from feedback.survey_counts import write_counts
from tests.crm.dashboard.figures import by_hand, by_hand_voices, limits_by_hand
from tests.crm.dashboard.figures.rows import (
    DAY,
    NOTHING,
    TODAY,
    Cells,
    Counted,
    Facts,
    Lines,
    Stands,
    day_of,
    drawn,
    read_facts,
    text,
)
from tests.crm.dashboard.figures.standing import standing_at
from tests.crm.dashboard.goals_by_hand import goals_by_hand, own_goals_by_hand
from tests.factories.eventful import YEAR, eventful_history, life_goes_on
from tests.factories.history import NOW, History

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("FIGURES_EXAMPLES", "1"))
TOLD = os.environ.get("FIGURES_TOLD", "")
"""A file that is told how many numbers were compared."""
CONTACTS = 120 if EXAMPLES > 1 else 80
SHORT = st.tuples(
    st.integers(0, 40).map(lambda n: (n + 3) % 41), st.integers(0, 40).map(lambda n: (n + 24) % 41)
)
LONG = st.tuples(st.integers(0, 9), st.integers(100, 130))
"""First and last day, so many days ago. Only long periods have customers whose first ninety days are over."""
BY_HAND: Final[dict[str, Callable[[Facts, Period], Counted]]] = {
    "contacts": by_hand.contacts,
    "at_once": by_hand.at_once,
    "open_cases": by_hand.open_cases,
    "times": by_hand.times,
    "voices": by_hand_voices.voices,
    "origins": by_hand_voices.origins,
    "master_data": by_hand_voices.master_data,
    "surveys": by_hand_voices.surveys,
    "ideas": by_hand_voices.ideas,
}
OFTEN: Final = 0.75
"""So often somebody counted how things stood at the end of a period."""
HUNDRED: Final = Fraction(100)
Narrow = dict[str, Any]
EMPTY: Final = {"0", "0,0", NOTHING}


def test_every_subject_is_counted_by_hand() -> None:
    assert BY_HAND.keys() == SUBJECTS.keys()


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[Phase.generate],  # a history is large: making it smaller takes longer than reading it
    database=None,
    derandomize=EXAMPLES == 1,
    suppress_health_check=list(HealthCheck),
)
@given(
    seed=st.integers(0, 2**32),
    short=st.lists(SHORT.map(sorted), min_size=1, max_size=3 if EXAMPLES > 1 else 1),
    long=LONG,
    channel=st.sampled_from(["shop", "phone"]),
)
def test_every_number_is_what_its_rows_say(
    seed: int, short: list[list[int]], long: tuple[int, int], channel: str
) -> None:
    compared = 0
    with transaction.atomic():
        cache.clear()
        past = eventful_history(seed, contacts=CONTACTS)
        periods = [_period(*days) for days in short]
        wide = _period(*long)
        facts = _nights(past, [*periods, wide])
        site = next(iter(facts.large_sites), None)
        sites: list[Narrow] = [{"site": site}] if site else []
        narrows: list[Narrow] = [{}, {"channel": channel}, {"topic": past.topics[1].pk}, *sites]
        for narrow in narrows:
            for period in periods if narrow else [*periods, wide]:
                compared += _compare(period, Filters(**narrow), facts.narrowed(**narrow))
        compared += _compare_goals(facts)
        transaction.set_rollback(True)
    if TOLD:
        with Path(TOLD).open("a") as file:
            file.write(f"{compared}\n")


def _period(first: int, last: int) -> Period:
    return Period(Kind.OWN, TODAY - last * DAY, TODAY - first * DAY)


def _nights(past: History, periods: list[Period]) -> Facts:
    """Nights that count how things stand, and at the end the days of the last quarter and of the weeks a year ago.

    First contacts are counted on all days.
    """
    ends = {
        day
        for each in periods
        for day in (each.last, each.before.last, each.year_ago.last)
        if past.random.random() < OFTEN
    }
    stands: dict[date, Stands] = {}
    for day in sorted(ends | {TODAY - 22 * DAY, TODAY - 8 * DAY}):
        if day >= TODAY - DAY:
            continue
        at = datetime.combine(day + DAY, time(2), UTC)
        write_figures(count_stock(day, now=at))
        stands[day] = standing_at(at)
        life_goes_on(past)
    stands[TODAY - DAY] = now = standing_at(NOW)
    began = min(day_of(contact.recorded_at) for contact in past.contacts)
    for first, last in ((TODAY - YEAR - 42 * DAY, TODAY - YEAR), (TODAY - 91 * DAY, TODAY - 42 * DAY)):
        for _portion in rebuild(first, last, now=NOW):
            pass
    DailyFigure.objects.filter(code__in=COHORTS).delete()  # a first night looks at everybody
    for back in (29, 15, 1):
        write_day(TODAY - back * DAY, now=NOW)
    write_counts(TODAY - YEAR - 50 * DAY, TODAY)
    every = frozenset(began + number * DAY for number in range((TODAY - began).days))
    counted = every - {TODAY - back * DAY for back in range(92, YEAR.days)}
    return read_facts(counted=counted, at_once_counted=every, nights=stands, now=now)


def _compare(period: Period, filters: Filters, facts: Facts) -> int:
    compared = 0
    for code, count in BY_HAND.items():
        told = SUBJECTS[code](period, filters, NOW)
        if filters.dimension and told.notes and "gilt hier nicht" in told.notes[0]:
            continue
        cells, lines = count(facts, period)
        about = (code, period.first, period.last, filters.query)
        compared += _compare_blocks(told, cells, about) + _compare_lines(told, lines, about)
        compared += _compare_limits(told, limits_by_hand.charts(code, period, cells), about)
    return compared


def _compare_blocks(told: Subject, cells: Cells, about: tuple[Any, ...]) -> int:
    shown = {
        (block.code, row.label): row
        for block in told.blocks
        for row in block.rows
        if not EMPTY.issuperset(row.shown)
    }
    wanted = {
        key: atoms for key, atoms in cells.items() if not EMPTY.issuperset(text(atom) for atom in atoms)
    }
    assert shown.keys() == wanted.keys(), about
    for key, atoms in wanted.items():
        assert shown[key].shown == tuple(text(atom) for atom in atoms), (*about, key)
        points = [drawn(atom) for atom in atoms[: len(shown[key].values)]]
        assert list(shown[key].values) == pytest.approx(points), (*about, key)
    return sum(len(atoms) for atoms in wanted.values())


def _compare_lines(told: Subject, lines: Lines, about: tuple[Any, ...]) -> int:
    shown = {each.label: (each.value, each.before, each.year_ago) for each in told.headlines}
    assert shown == lines, about
    return sum(bool(each) for line in lines.values() for each in line)


def _compare_limits(told: Subject, wanted: dict[str, limits_by_hand.Called], about: tuple[Any, ...]) -> int:
    """The limits of each chart, what they call, and the numbers they colour."""
    compared = 0
    for block in told.blocks:
        called = wanted.get(block.code, limits_by_hand.Called(None, {}, ""))
        shown = block.limits and (block.limits.lower, block.limits.mean, block.limits.upper)
        if called.limits is None:
            assert shown is None, (*about, block.code)
        else:
            assert shown == pytest.approx(called.limits), (*about, block.code)
            compared += 3
        assert {row.label: row.call for row in block.rows if row.call} == called.calls, (*about, block.code)
        compared += len(called.calls)
    for line in told.headlines:
        of = limits_by_hand.COLOURED.get((told.code, line.label), "")
        assert line.signal == (wanted[of].tone if of in wanted else ""), (*about, line.label)
    return compared


def _compare_goals(facts: Facts) -> int:
    compared = 0
    wanted = goals_by_hand(facts)
    for goal in goals(now=NOW):
        told = wanted.pop(goal.code)
        assert goal.value == pytest.approx(told.value), goal.code
        assert [value for _day, value in goal.trend] == pytest.approx(told.weeks), goal.code
        measures = {each.code: each.value for each in goal.measures}
        assert measures == pytest.approx(told.measures), goal.code
        compared += 1 + len(told.weeks) + len(measures) + _compare_usual(goal)
    assert not wanted
    reading = read_everything(NOW)
    own = own_goals_by_hand(facts)
    assert own.keys() == set(OWN_FIGURES)
    for figure, (value, weeks) in own.items():
        goal = own_goal(OwnGoal(pk=1, figure=figure, target=1), reading, place=1, keeper="")
        assert goal.value == pytest.approx(value), figure
        assert [value for _day, value in goal.trend] == pytest.approx(weeks), figure
        compared += 1 + len(weeks) + _compare_usual(goal)
    return compared


def _compare_usual(goal: Goal) -> int:
    """What the chart of a goal says of its weeks that are over."""
    weeks = [value for _day, value in goal.trend]
    settled = weeks[: len(weeks) - goal.provisional]
    usual = limits_by_hand.individuals(settled, highest=HUNDRED if goal.unit == "percent" else None)
    assert (goal.signal or "") == limits_by_hand.moved(settled, usual), goal.code
    if usual is None:
        assert goal.usual is None, goal.code
        return 0
    assert goal.usual is not None, goal.code
    assert (goal.usual.lower, goal.usual.mean, goal.usual.upper) == pytest.approx(usual), goal.code
    return 3
