"""A kept statement gives what its queryset gives, on both stores, however often and with whatever values."""

from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import connection
from django.db.models import BigIntegerField, CharField, Count, DateTimeField, OuterRef, Q, QuerySet, Subquery
from pytest_django import DjangoAssertNumQueries

from crm.lib.kept import Kept, Slot
from crm.outbox.models import Heartbeat, Notice
from tests.factories.company import make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _beats() -> None:
    for hours, name in enumerate(["escalations", "mail", "100 %s %"]):
        Heartbeat.objects.create(
            sweep=name, ran_at=NOW + timedelta(hours=hours), took_ms=hours, handled=hours % 2
        )


def _since(moment: Any) -> QuerySet[Heartbeat]:
    return Heartbeat.objects.filter(ran_at__gte=moment).order_by("sweep")


def test_model_rows_equal_those_of_the_queryset() -> None:
    kept = Kept(lambda *, moment: _since(moment), moment=DateTimeField())
    for hours in (0, 1, 2, 3):
        moment = NOW + timedelta(hours=hours)
        expected = [vars(row) | {"_state": None} for row in _since(moment)]
        assert [vars(row) | {"_state": None} for row in kept.rows(moment=moment)] == expected


def test_values_keep_their_types_and_annotations() -> None:
    def build(*, moment: Any) -> QuerySet[Any, Any]:
        same = Heartbeat.objects.filter(sweep=OuterRef("sweep"), ran_at__gte=moment)
        return Heartbeat.objects.order_by("sweep").values(
            "sweep", "ran_at", late=Subquery(same.values("ran_at")[:1])
        )

    moment = NOW + timedelta(hours=1)
    assert Kept(build, moment=DateTimeField()).rows(moment=moment) == list(build(moment=moment))


def test_it_is_worked_out_once_for_each_shape(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    built: list[str] = []

    def build(start: str, *, least: Slot) -> QuerySet[Any, str]:
        built.append(start)
        return Heartbeat.objects.filter(sweep__startswith=start, took_ms__gte=least).values_list(
            "sweep", flat=True
        )

    kept = Kept(build, least=BigIntegerField())
    with django_assert_num_queries(3):
        assert kept.rows("e", least=0) == ["escalations"]
        assert kept.rows("e", least=1) == []
        assert kept.rows("m", least=1) == ["mail"]
    assert built == ["e", "m"]


def test_a_per_cent_sign_in_a_constant_stays_one() -> None:
    def build(*, least: Slot) -> QuerySet[Any, str]:
        return Heartbeat.objects.filter(sweep="100 %s %", took_ms__gte=least).values_list("sweep", flat=True)

    assert Kept(build, least=BigIntegerField()).rows(least=0) == ["100 %s %"]


def test_text_is_put_in_as_a_value_not_as_sql() -> None:
    kept = Kept(lambda *, name: Heartbeat.objects.filter(sweep=name), name=CharField())
    assert kept.rows(name="mail' OR '1'='1") == []
    assert [row.took_ms for row in kept.rows(name="100 %s %")] == [2]


def test_union_and_count_take_slots_too() -> None:
    def build(*, moment: Slot) -> QuerySet[Any, tuple[Any, ...]]:
        early = Heartbeat.objects.filter(ran_at__lt=moment).values_list("sweep", "took_ms")
        late = Heartbeat.objects.filter(ran_at__gte=moment).values_list("sweep", "took_ms")
        return early.union(late, all=True)

    def count(*, moment: Slot) -> QuerySet[Any, int]:
        return (
            Heartbeat.objects.values("handled")
            .annotate(n=Count("pk", filter=Q(ran_at__gte=moment)))
            .values_list("n", flat=True)
            .order_by("handled")
        )

    moment = NOW + timedelta(hours=1)
    assert sorted(Kept(build, moment=DateTimeField()).rows(moment=moment)) == [
        ("100 %s %", 2), ("escalations", 0), ("mail", 1),
    ]  # fmt: skip
    assert Kept(count, moment=DateTimeField()).rows(moment=moment) == [1, 1]


def test_related_rows_come_along() -> None:
    ada = make_user()
    Notice.objects.create(
        recipient=ada, medium=Notice.APP, dedupe_key="1", subject="Neu", created_at=NOW, not_before=NOW
    )
    kept = Kept(
        lambda *, reader: Notice.objects.filter(recipient=reader).select_related("recipient"),
        reader=BigIntegerField(),
    )
    [notice] = kept.rows(reader=ada.pk)
    assert notice.recipient == ada


def test_what_cannot_fit_anything_is_not_asked(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    kept = Kept(lambda names: Heartbeat.objects.filter(sweep__in=names))
    with django_assert_num_queries(0):
        assert kept.rows(()) == []
    assert [row.sweep for row in kept.rows(("mail",))] == ["mail"]


def test_a_number_no_column_can_hold_fits_nothing() -> None:
    kept = Kept(lambda *, took: Heartbeat.objects.filter(took_ms=took), took=BigIntegerField())
    assert kept.rows(took=10**30) == []
    assert len(kept.rows(took=1)) == 1


def test_a_forgotten_value_is_refused() -> None:
    kept = Kept(lambda *, moment: _since(moment), moment=DateTimeField())
    with pytest.raises(TypeError):
        kept.rows()


@pytest.mark.django_db(transaction=True)
def test_threads_use_their_own_connection() -> None:
    kept = Kept(lambda *, moment: _since(moment), moment=DateTimeField())
    kept.rows(moment=NOW)
    found: list[int] = []

    def ask() -> None:
        try:
            found.append(len(kept.rows(moment=NOW)))
        finally:
            connection.close()

    thread = Thread(target=ask)
    thread.start()
    thread.join()
    assert found == [3]
