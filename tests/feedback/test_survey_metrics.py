"""Surveys in figures against plain SQL over a random past."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection

from crm.lib.tallies import read
from feedback import survey_metrics as metrics
from tests.factories.asked import ask_around
from tests.factories.history import NOW, START, random_history

pytestmark = pytest.mark.django_db
FOLLOWED = """
    SELECT COUNT(*) FROM feedback_surveyanswer a JOIN cases_deadline d ON d.id = a.promise_id
    WHERE (a.score <= 2 OR a.solved = 'no') AND a.at >= %s AND a.at < %s
      AND d.state <> 'dropped' AND d.met_at IS NOT NULL"""
WAITING = """
    SELECT COUNT(*) FROM feedback_surveyanswer a JOIN cases_deadline d ON d.id = a.promise_id
    WHERE (a.score <= 2 OR a.solved = 'no') AND a.at >= %s AND a.at < %s
      AND d.state = 'armed' AND d.due_at < %s"""
CONTENT = "SELECT COUNT(*) FROM feedback_surveyanswer WHERE score IN (4, 5) AND at >= %s AND at < %s"
ANSWERS = "SELECT COUNT(*) FROM feedback_surveyanswer WHERE at >= %s AND at < %s"
SENT = "SELECT COUNT(*) FROM feedback_invitation WHERE sent_at >= %s AND sent_at < %s"
ANSWERED = """
    SELECT COUNT(*) FROM feedback_invitation i WHERE i.sent_at >= %s AND i.sent_at < %s
      AND i.id IN (SELECT invitation_id FROM feedback_surveyanswer)"""


def slow(sql: str, *values: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, [connection.ops.adapt_datetimefield_value(value) for value in values])
        number: int = cursor.fetchone()[0]
    return number


@pytest.mark.parametrize("seed", [21, 22])
def test_every_figure_agrees_with_plain_sql(seed: int) -> None:
    ask_around(random_history(seed))
    start, end = START + timedelta(days=5), NOW - timedelta(days=1)
    low = read(metrics.low_standing(start, end, at=NOW))
    assert {metrics.FOLLOWED, metrics.WAITING, metrics.RUNNING} <= set(low)
    assert low[metrics.FOLLOWED] == slow(FOLLOWED, start, end)
    assert low[metrics.WAITING] == slow(WAITING, start, end, NOW)
    content = read(metrics.contentment(start, end))
    assert content[metrics.CONTENT] == slow(CONTENT, start, end) > 0
    assert sum(content.values()) == slow(ANSWERS, start, end)
    asked = read(metrics.responses(start, end))
    assert asked[metrics.ANSWERED] == slow(ANSWERED, start, end) > 0
    assert sum(asked.values()) == slow(SENT, start, end) > asked[metrics.ANSWERED]


def test_stored_figures_agree_with_plain_sql_in_each_period() -> None:
    ask_around(random_history(23))
    bounds = [START, START + timedelta(days=15), START + timedelta(days=25), NOW]
    stored = {
        (figure.span, figure.code): (figure.numerator, figure.denominator)
        for figure in metrics.flow(bounds, at=NOW)
    }
    for number, (start, end) in enumerate(pairwise(bounds)):
        followed = slow(FOLLOWED, start, end)
        low = followed + slow(WAITING, start, end, NOW)
        assert stored.get((number, "low_scores"), (0, 0)) == (followed, low)
        assert stored[number, "csat"] == (slow(CONTENT, start, end), slow(ANSWERS, start, end))
        assert stored[number, "responses"] == (slow(ANSWERED, start, end), slow(SENT, start, end))
