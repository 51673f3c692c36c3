"""`prove` tells when what stood at the end of a day is not what its cases say; an undone reopening is no lie."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings

from cases.models import Case, Closure
from cases.open_then import open_then
from crm.dashboard.flow import WAY_OF_COUNTING
from crm.dashboard.models import DailyFigure
from crm.dashboard.standing_proof import standing_proof
from crm.lib.periods import day_bounds
from tests.factories.eventful import eventful_history
from tests.factories.history import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=30)
DAYS = [NOW.date() + timedelta(days=number) for number in range(-20, 15)]
"""With so many days behind them they are settled."""


def was_open(case: Case, at: datetime) -> bool:
    """By its rows, one by one."""
    if case.opened_at >= at:
        return False
    for closure in Closure.objects.filter(case=case):
        if closure.at < at and (closure.reopened_at is None or closure.reopened_at >= at):
            return False
    return True


def write(shift: int = 0) -> None:
    """Every day as its cases say, by team."""
    DailyFigure.objects.all().delete()
    for day in DAYS:
        _start, end = day_bounds(day, settings.TIME_ZONE)
        teams = [case.team_id for case in Case.objects.all() if was_open(case, end)]
        rows = {("cases_open", f"team:{team}"): teams.count(team) for team in teams}
        rows |= {("cases_open", ""): len(teams), ("forgotten", ""): 0, ("cases_overdue", ""): 0}
        for (code, dimension), number in rows.items():
            moved = shift if code == "cases_open" and dimension in ("", f"team:{teams[0]}") else 0
            DailyFigure.objects.create(day=day, code=code, dimension=dimension, numerator=number + moved)
        DailyFigure.objects.create(day=day, code="complete", numerator=1, denominator=WAY_OF_COUNTING)


def test_what_was_open_is_told_by_what_happened_since() -> None:
    past = eventful_history(7, contacts=60)
    moments = sorted(past.moment() for _ in range(5))
    found = open_then(moments)
    for moment, then in zip(moments, found, strict=True):
        assert then.open.total() == sum(was_open(case, moment) for case in Case.objects.all())
    write()
    assert (standing_proof(LATER).broken, standing_proof(LATER).checked) == (0, 14)
    write(shift=40)  # more than may have begun in a day
    assert standing_proof(LATER).broken == 14


def test_parts_add_up_to_their_whole() -> None:
    eventful_history(7, contacts=30)
    write()
    DailyFigure.objects.filter(code="cases_overdue").update(
        numerator=3
    )  # of what is forgotten, which is nothing
    assert standing_proof(LATER).broken == standing_proof(LATER).checked == 14
