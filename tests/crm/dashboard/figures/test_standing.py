"""What stands is shown as it stood at the end of the shown time; nothing older or of another time fills a gap."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache

from crm.dashboard.figures.blocks import Block
from crm.dashboard.figures.filters import Filters
from crm.dashboard.figures.period import Kind, Period
from crm.dashboard.figures.subjects import SUBJECTS
from crm.dashboard.models import DailyFigure
from tests.factories.company import make_team
from tests.factories.history import NOW

pytestmark = pytest.mark.django_db
FIRST = NOW.date() - timedelta(days=10)
LAST = FIRST + timedelta(days=3)
PERIOD = Period(Kind.OWN, FIRST, LAST)


def stood(day: date, code: str, dimension: str, number: int, of: int | None = None) -> None:
    DailyFigure.objects.create(day=day, code=code, dimension=dimension, numerator=number, denominator=of)


def block(subject: str, code: str) -> Block:
    return next(each for each in SUBJECTS[subject](PERIOD, Filters(), NOW).blocks if each.code == code)


def test_a_team_that_got_its_work_done_has_none_left() -> None:
    busy, done = (make_team(name=name) for name in ("Werkstatt", "Zentrale"))
    for team in (busy, done):
        stood(FIRST, "cases_open", f"team:{team.pk}", 5)
        stood(FIRST, "cases_unseen", f"team:{team.pk}", 2)
    stood(FIRST, "cases_open", "", 10)
    stood(LAST, "cases_open", f"team:{busy.pk}", 4)  # a team with nothing has no row
    stood(LAST, "cases_open", "", 4)
    assert [(row.label, row.shown) for row in block("open_cases", "teams").rows] == [
        ("Werkstatt", ("4", "0", "0"))
    ]


def test_gaps_of_before_are_not_those_of_a_time_that_nobody_counted() -> None:
    stood(PERIOD.before.last, "master_data", "", 30, 40)
    stood(PERIOD.before.last, "findings", "code:phone_doubtful", 7, 40)
    assert block("master_data", "findings").rows == ()
    cache.clear()
    stood(LAST, "master_data", "", 33, 40)
    stood(LAST, "findings", "code:phone_doubtful", 3, 40)
    assert [row.shown for row in block("master_data", "findings").rows] == [("3", "7", "–")]
