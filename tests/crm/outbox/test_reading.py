from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from crm.company.models import User
from crm.outbox.models import Notice
from crm.outbox.reading import mark_all_read, mark_read, notices_of, unread_count

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def lena() -> User:
    return User.objects.create(username="lena")


def told(user: User, key: str, **facts: Any) -> Notice:
    filled = {
        "medium": Notice.APP,
        "recipient": user,
        "dedupe_key": key,
        "subject_key": "case:17",
        "subject": "Stufe 1",
        "text": "Fällig.",
        "created_at": NOW,
        "not_before": NOW,
        **facts,
    }
    return Notice.objects.create(**filled)


def test_a_person_sees_what_was_told_to_them_the_newest_first(lena: User) -> None:
    told(lena, "older", created_at=NOW - timedelta(hours=1))
    told(lena, "newer")
    told(User.objects.create(username="milan"), "his")
    told(lena, "mail", medium=Notice.MAIL, address="lena@example.org")
    told(lena, "taken back", dropped_at=NOW)
    told(lena, "may be undone", not_before=NOW + timedelta(seconds=15))
    assert [notice.dedupe_key for notice in notices_of(lena, now=NOW)] == ["newer", "older"]


def test_reading_one_leaves_the_other_unread_and_keeps_the_first_moment(lena: User) -> None:
    told(lena, "a")
    read = told(lena, "b")
    mark_read(read, at=NOW)
    mark_read(read, at=NOW + timedelta(hours=1))
    read.refresh_from_db()
    assert (read.read_at, unread_count(lena, now=NOW)) == (NOW, 1)


def test_reading_all_reads_mine_only(lena: User) -> None:
    milan = User.objects.create(username="milan")
    for user in (lena, milan):
        told(user, f"a{user.pk}")
        told(user, f"b{user.pk}")
    assert mark_all_read(lena, at=NOW) == 2
    assert (unread_count(lena, now=NOW), unread_count(milan, now=NOW)) == (0, 2)
