"""What is counted live is counted once for everybody who looks within ten seconds; the bar is counted anew."""

from datetime import timedelta

import pytest

from cases.metrics import unfinished
from cases.models import Case
from crm.dashboard.reading import read_for_many
from crm.dashboard.views.bar import bar_counted, bar_counts
from tests.factories.company import make_user
from tests.factories.history import NOW, random_history

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_within_ten_seconds_everybody_reads_the_same() -> None:
    random_history(34, contacts=60)
    first = read_for_many(NOW).counted
    Case.objects.exclude(status="resolved").update(due_at=NOW - timedelta(days=2))
    again = read_for_many(NOW + 9 * SECOND).counted
    later = read_for_many(NOW + 11 * SECOND).counted
    assert again["cases.overdue"] == first["cases.overdue"] < later["cases.overdue"] == unfinished().count()


def test_the_bar_is_everybodys_own_and_counted_anew() -> None:
    random_history(34, contacts=60)
    owner = make_user()
    Case.objects.filter(pk__in=unfinished().values("pk")[:3]).update(owner=owner)
    assert bar_counts(bar_counted(owner, now=NOW)) == {"work_count": 3, "notice_count": 0}
    assert bar_counts(bar_counted(make_user(), now=NOW)) == {"work_count": 0, "notice_count": 0}


def test_a_reading_of_another_moment_is_not_taken_for_now() -> None:
    random_history(35, contacts=30)
    tomorrow = read_for_many(NOW + timedelta(days=1))
    assert read_for_many(NOW).now == NOW
    assert tomorrow.now == NOW + timedelta(days=1)
