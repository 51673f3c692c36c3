from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from crm.outbox.enqueue import drop, enqueue
from crm.outbox.models import Notice

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def message(key: str, *, subject_key: str = "case:17", **facts: datetime) -> Notice:
    return Notice(
        medium=Notice.MAIL,
        address="lena@example.org",
        dedupe_key=key,
        subject_key=subject_key,
        subject="Stufe 1",
        text="Fällig.",
        created_at=NOW,
        not_before=NOW,
        **facts,
    )


def test_a_message_with_a_known_key_is_left_out_and_the_others_are_kept() -> None:
    enqueue([message("a")])
    enqueue([message("a"), message("b")])
    assert sorted(Notice.objects.values_list("dedupe_key", flat=True)) == ["a", "b"]


def test_nothing_to_say_needs_no_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        enqueue([])


def test_taking_back_leaves_what_was_sent_or_read_and_other_subjects() -> None:
    enqueue(
        [
            message("waits"),
            message("dead", dead_at=NOW),
            message("sent", sent_at=NOW),
            message("read", read_at=NOW),
            message("other", subject_key="case:171"),
        ]
    )
    assert drop("case:17", NOW) == 2
    dropped = Notice.objects.filter(dropped_at=NOW)
    assert sorted(dropped.values_list("dedupe_key", flat=True)) == ["dead", "waits"]
    assert drop("case:17", NOW) == 0
