"""Every subject can be told of any period and filter, by few statements, and its tables are whole."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from crm.dashboard.figures.blocks import Headline, Subject
from crm.dashboard.figures.filters import Filters
from crm.dashboard.figures.overview import overview
from crm.dashboard.figures.period import Kind, Period, ending
from crm.dashboard.figures.subjects import SUBJECTS
from crm.dashboard.nightly import write_day
from tests.factories.history import NOW, random_history

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
YESTERDAY = TODAY - timedelta(days=1)
STATEMENTS = {
    "contacts": 3,
    "at_once": 4,
    "open_cases": 5,
    "times": 3,
    "voices": 4,
    "origins": 4,
    "master_data": 3,
    "surveys": 2,
    "ideas": 5,
}
"""When nothing is kept; the directory is one of them. A page has three more: session, person, bar."""
OVERVIEW = 3


def whole(told: Subject) -> None:
    """Every row has a cell for each column, drawn values never outnumber them, and texts are there."""
    assert told.title
    assert told.question
    assert told.headlines
    for block in told.blocks:
        assert block.columns
        assert block.empty
        assert 0 <= block.provisional <= max(len(block.rows), 1)
        for row in block.rows:
            assert len(row.shown) == len(block.columns) - 1, block.code
            assert len(row.values) <= len(row.shown), block.code


def in_short(told: Subject) -> tuple[Headline | None, tuple[str, ...]]:
    return told.headlines[0], tuple(each.label for each in told.headlines if each.signal)


def test_every_subject_of_every_kind_of_period() -> None:
    past = random_history(12)
    write_day(YESTERDAY, now=NOW)
    filters = [
        Filters(),
        Filters(channel="phone"),
        Filters(topic=past.topics[1].pk),
        Filters(site=past.sites[0].pk),
    ]
    periods = [ending(kind, TODAY, today=TODAY) for kind in Kind if kind is not Kind.OWN]
    periods += [
        Period(Kind.OWN, TODAY - timedelta(days=400), TODAY),
        ending(Kind.MONTH, NOW.date().replace(year=2020), today=TODAY),
    ]
    asked: dict[str, int] = {}
    firsts: dict[tuple[Period, str], tuple[Headline | None, tuple[str, ...]]] = {}
    for code, telling in SUBJECTS.items():
        for period in periods:
            for each in filters if period is periods[2] else filters[:1]:
                cache.clear()
                with CaptureQueriesContext(connection) as queries:
                    told = telling(period, each, NOW)
                asked[code] = max(asked.get(code, 0), len(queries))
                assert told.code == code
                whole(told)
                if not each.dimension:
                    firsts[period, code] = in_short(told)
    assert asked == STATEMENTS
    for period in periods:
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            lines = overview(period, now=NOW)
        assert len(queries) <= OVERVIEW
        for line in lines:
            first, moved = firsts[period, line.code]
            assert (line.first, line.moved) == (first, moved), (period, line.code)
