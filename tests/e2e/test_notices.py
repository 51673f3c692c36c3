"""A page that stays open: the count at the bell, the title and the warning change without a reload."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from crm.celery import TIMETABLE
from crm.outbox import heartbeat
from crm.outbox.heartbeat import beat
from crm.outbox.models import Heartbeat, Notice
from tests.e2e.conftest import Shop

LOOK_AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"


def tell(shop: Shop, number: int) -> None:
    now = timezone.now()
    Notice.objects.create(
        medium=Notice.APP,
        recipient=shop.trainee,
        dedupe_key=f"n{number}",
        subject_key="case:17",
        subject=f"Hinweis {number}",
        text="",
        created_at=now,
        not_before=now,
    )


def test_an_open_page_learns_of_a_notice_and_of_a_standing_clock(
    shop: Shop, enter: Callable[..., Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heartbeat, "process_age", lambda: timedelta(days=1))
    for entry in TIMETABLE:
        beat(entry.name, ran_at=timezone.now(), took_ms=1, handled=0, failed=0)
    page = enter(shop.trainee, path="/hinweise/")
    expect(page).to_have_title("Hinweise · Anklang")
    tell(shop, 1)
    tell(shop, 2)
    page.evaluate(LOOK_AGAIN)
    expect(page).to_have_title("(2) Hinweise · Anklang")
    expect(page.locator("#notice-count .bar-count")).to_have_text("2")
    expect(page.get_by_role("status").filter(has_text="2 neue Hinweise")).to_have_count(1)

    Heartbeat.objects.update(ran_at=timezone.now() - timedelta(hours=2))
    cache.clear()
    page.evaluate(LOOK_AGAIN)
    expect(page.get_by_role("alert")).to_contain_text("Die Uhr steht.")

    for entry in TIMETABLE:
        beat(entry.name, ran_at=timezone.now(), took_ms=1, handled=0, failed=0)
    cache.clear()
    Notice.objects.update(read_at=timezone.now())
    page.evaluate(LOOK_AGAIN)
    expect(page).to_have_title("Hinweise · Anklang")
    expect(page.get_by_role("alert")).to_have_count(0)
