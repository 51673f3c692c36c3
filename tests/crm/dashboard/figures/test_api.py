"""The Kennzahlen over the API say what the pages say; what nobody can mean is refused."""

import json
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from rest_framework.test import APIRequestFactory, force_authenticate

from crm.dashboard.figures.api import FiguresView
from crm.dashboard.figures.filters import Filters
from crm.dashboard.figures.period import Kind, ending
from crm.dashboard.figures.subjects import SUBJECTS
from crm.dashboard.goal_choices import settle_goal
from crm.dashboard.nightly import write_day
from tests.factories.company import make_user
from tests.factories.history import NOW, random_history

pytestmark = pytest.mark.django_db


def course_of_at_once() -> dict[str, Any]:
    blocks = json.loads(answer("?subject=at_once&period=quarter").content)["results"][0]["blocks"]
    return next(block for block in blocks if block["code"] == "course")


def test_a_block_names_the_target_that_its_chart_draws() -> None:
    cache.clear()
    assert course_of_at_once()["target"] == {"value": 90.0, "vision": None}
    settle_goal("at_once", target=85, keeper=None, by=make_user(role="admin"), at=NOW, reason="Erst einmal.")
    assert course_of_at_once()["target"] == {"value": 85.0, "vision": 90.0}
    contacts = json.loads(answer("?subject=contacts").content)["results"][0]["blocks"]
    assert [block["target"] for block in contacts] == [None] * len(contacts)


def answer(query: str = "") -> Any:
    request = APIRequestFactory().get(f"/api/v1/figures/{query}")
    force_authenticate(request, make_user(role="frontdesk"))
    with time_machine.travel(NOW, tick=False):
        return FiguresView.as_view()(request).render()


def test_subjects_over_the_api_say_what_the_pages_say_and_refuse_what_nobody_can_mean() -> None:
    past = random_history(22, contacts=60)
    for person in past.staff:
        person.last_name = f"Strogatz{person.pk}"
        person.save()
    write_day(NOW.date(), now=NOW)
    body = json.loads(answer().content)
    assert [row["code"] for row in body["results"]] == list(SUBJECTS)
    assert "Strogatz" not in json.dumps(body)
    told = SUBJECTS["contacts"](ending(Kind.YEAR, NOW.date(), today=NOW.date()), Filters(), NOW)
    one = json.loads(answer("?subject=contacts&period=year").content)["results"]
    assert [row["value"] for row in one[0]["headlines"]] == [line.value for line in told.headlines]
    assert [[cell["shown"] for cell in block["rows"]] for block in one[0]["blocks"]] == [
        [list(row.shown) for row in block.rows] for block in told.blocks
    ]
    narrowed = json.loads(answer(f"?subject=contacts&topic={past.topics[0].pk}").content)["results"]
    assert len(narrowed[0]["blocks"]) == 1
    for query, wrong in (
        ("?period=immer", "period"),
        ("?to=2026-02-31", "to"),
        ("?period=own&from=2026-05-01&to=2026-04-01", "from"),
        ("?channel=phone&topic=1", "topic"),
        ("?subject=leute", "subject"),
    ):
        refused = answer(query)
        assert refused.status_code == 400, query
        assert list(refused.data) == [wrong] or wrong in json.dumps(json.loads(refused.content)), query
