"""A long list is counted to its end only where that is near."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from crm.lib import pages
from crm.lib.pages import Pages
from crm.outbox.models import Heartbeat

pytestmark = [pytest.mark.django_db, pytest.mark.any_store]


@pytest.mark.parametrize(("rows", "shown", "more"), [(1, 1, False), (3, 3, False), (5, 3, True)])
def test_counts_as_far_as_it_shows(
    rows: int, shown: int, more: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MOST", 3)
    Heartbeat.objects.all().delete()
    Heartbeat.objects.bulk_create(
        Heartbeat(sweep=f"of {number}", ran_at=datetime(2026, 6, 3, tzinfo=UTC)) for number in range(rows)
    )
    found = Pages(Heartbeat.objects.order_by("-sweep"), 2)
    with CaptureQueriesContext(connection) as said:
        assert (found.count, found.has_more, found.num_pages) == (shown, more, (shown + 1) // 2)
    assert len(said) == 1
    assert "ORDER BY" not in said[0]["sql"]
    assert found.get_page(1)[0].sweep == f"of {rows - 1}"
