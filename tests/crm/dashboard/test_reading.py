"""What is counted live is counted once for everybody who looks within ten seconds; the bar is counted anew."""

from datetime import timedelta

import pytest

from cases.metrics import unfinished
from cases.models import Case
from crm.dashboard.reading import read_for_many
from crm.lib.tallies import tally
from tests.factories.history import NOW, random_history

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_within_ten_seconds_everybody_reads_the_same() -> None:
    random_history(34, contacts=60)
    first = read_for_many(NOW, beside=[tally(unfinished(), "mine")]).counted
    Case.objects.exclude(status="resolved").update(due_at=NOW - timedelta(days=2))
    again = read_for_many(NOW + 9 * SECOND, beside=[tally(unfinished().none(), "mine")]).counted
    later = read_for_many(NOW + 11 * SECOND, beside=[tally(unfinished(), "mine")]).counted
    open_cases = unfinished().count()
    assert (first["mine"], again["mine"], later["mine"]) == (open_cases, 0, open_cases)
    assert again["cases.overdue"] == first["cases.overdue"] < later["cases.overdue"] == open_cases


def test_a_reading_of_another_moment_is_not_taken_for_now() -> None:
    random_history(35, contacts=30)
    tomorrow = read_for_many(NOW + timedelta(days=1), beside=[tally(unfinished(), "mine")])
    assert read_for_many(NOW, beside=[tally(unfinished(), "mine")]).now == NOW
    assert tomorrow.now == NOW + timedelta(days=1)
