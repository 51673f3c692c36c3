"""The line over the weeks: a week with few answers would be a figure about single people, and is left out."""

from datetime import date, timedelta

import pytest

from feedback.survey_results import Results, found_in
from feedback.views.survey_results import chart_of

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(("answers", "drawn"), [(4, False), (5, True)])
def test_a_week_is_drawn_from_five_answers_on(answers: int, drawn: bool) -> None:
    week = found_in({("nps", 9): answers, ("answered", 0): answers})
    weeks = [(MONDAY + timedelta(weeks=number), week) for number in range(3)]
    found = Results(total=week, weeks=weeks, topics=[], sites=[], sources=[], choices=[])
    assert (chart_of(found) is not None) == drawn
