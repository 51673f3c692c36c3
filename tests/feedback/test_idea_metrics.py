"""When a wish settles, against reading the rule word by word over a random past."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection

from contacts.models import Void
from crm.lib.tallies import read
from feedback import idea_metrics as metrics
from feedback.models import Feedback, Idea
from tests.factories.asked import think_ahead
from tests.factories.history import NOW, START, random_history

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=30)
WISHES = """
    SELECT f.id, f.at, w.at, i.decided_at FROM feedback_feedback f
    LEFT JOIN feedback_ideawish w ON w.feedback_id = f.id LEFT JOIN feedback_idea i ON i.id = w.idea_id
    WHERE f.kind = 'wish' AND f.contact_id NOT IN (SELECT contact_id FROM contacts_void)"""


def moment(value: datetime | None) -> datetime | None:
    """SQLite gives moments in UTC without saying so."""
    return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


def by_hand() -> list[tuple[datetime, str]]:
    """Of every wish that counts: when it settled and how; those of the future too."""
    with connection.cursor() as cursor:
        cursor.execute(WISHES)
        rows = [[moment(value) for value in row[1:]] for row in cursor.fetchall()]
    found = []
    for said, put, idea_decided in rows:
        assert said is not None
        decided = max(put, idea_decided) if put and idea_decided else None
        in_time = decided is not None and decided <= said + MONTH
        found.append((decided, "wish.in_time") if in_time and decided else (said + MONTH, "wish.late"))
    return found


@pytest.mark.parametrize("seed", [31, 32])
def test_settled_wishes_agree_with_counting_by_hand(seed: int) -> None:
    think_ahead(random_history(seed))
    start, end = START + timedelta(days=3), NOW - timedelta(hours=5)
    expected = Counter(how for at, how in by_hand() if start <= at < end)
    assert set(expected) == {metrics.IN_TIME, metrics.LATE}
    assert read(metrics.settlements(start, end, at=NOW)) == expected


def test_the_day_that_is_not_over_counts_only_what_has_passed() -> None:
    think_ahead(random_history(33))
    start, end = NOW - timedelta(days=20), NOW + timedelta(days=40)
    expected = Counter(how for at, how in by_hand() if start <= at < NOW)
    assert read(metrics.settlements(start, end, at=NOW)) == expected
    assert sum(1 for at, _how in by_hand() if NOW <= at < end) > 0


def test_stored_figures_agree_with_counting_by_hand() -> None:
    think_ahead(random_history(34))
    bounds = [START, START + timedelta(days=20), START + timedelta(days=33), NOW]
    stored = {
        (figure.span, figure.code): (figure.numerator, figure.denominator)
        for figure in metrics.flow(bounds, at=NOW)
    }
    for number, (start, end) in enumerate(pairwise(bounds)):
        how = Counter(how for at, how in by_hand() if start <= at < end)
        if how:
            assert stored[number, "wishes_decided"] == (how["wish.in_time"], sum(how.values()))
        built = [idea for idea in Idea.objects.all() if idea.built_at and start <= idea.built_at < end]
        assert stored.get((number, "ideas_built"), (0, None)) == (len(built), None)
    assert stored[2, "wishes_decided"][1]
    assert Void.objects.exists()
    assert Feedback.objects.filter(kind="wish", idea_wish=None).exists()
