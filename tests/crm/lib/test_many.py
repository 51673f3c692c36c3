"""Many rows at once: what arrives is what a save of each would have written."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from crm.lib.many import update_many
from crm.outbox.models import Heartbeat, Notice
from tests.factories.company import make_user

pytestmark = pytest.mark.django_db
QUOTED = '"Ä" \\ '
NOW = datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC)


def notices() -> list[Notice]:
    user = make_user()
    return Notice.objects.bulk_create(
        Notice(
            recipient=user,
            medium=Notice.APP,
            dedupe_key=str(n),
            subject="Alt",
            created_at=NOW,
            not_before=NOW,
        )
        for n in range(4)
    )


def test_every_kind_of_value_arrives(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    rows = notices()[:3]
    for n, row in enumerate(rows):
        row.subject, row.attempts = f"Zeile {n} 'mit\n{QUOTED} und 100 %s", n
        row.read_at = None if n == 1 else NOW + timedelta(days=n)
        row.recipient = make_user()
    with django_assert_num_queries(1):
        update_many(rows, ["subject", "attempts", "read_at", "recipient"])
    for row in rows:
        found = Notice.objects.get(pk=row.pk)
        for name in ("subject", "attempts", "read_at", "recipient_id", "not_before"):
            assert getattr(found, name) == getattr(row, name)


def test_a_moment_of_another_zone_is_the_same_moment() -> None:
    [row, *_] = notices()
    row.read_at = NOW.astimezone(timezone.get_default_timezone())
    update_many([row], ["read_at"])
    assert Notice.objects.filter(pk=row.pk, read_at=NOW).exists()


def test_other_rows_and_columns_stay() -> None:
    rows = notices()
    rows[0].subject, rows[0].attempts = "Neu", 7
    update_many(rows[:1], ["subject"])
    assert list(Notice.objects.order_by("pk").values_list("subject", "attempts")) == [
        ("Neu", 0),
        *[("Alt", 0)] * 3,
    ]


def test_a_key_of_text_is_a_key_too() -> None:
    beat = Heartbeat.objects.create(sweep="mail", ran_at=NOW)
    beat.handled = 3
    update_many([beat], ["handled"])
    assert Heartbeat.objects.get().handled == 3


def test_without_rows_nothing_is_said(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        update_many([], ["subject"])


def test_more_than_999_values_travel_in_one_statement(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        Heartbeat.objects.bulk_create(Heartbeat(sweep=str(n), ran_at=NOW) for n in range(900))
