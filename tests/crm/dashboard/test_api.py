"""The goals over the API: the page shape of every list, and figures that do not flatter."""

from typing import Any

import pytest
import time_machine
from rest_framework.test import APIRequestFactory, force_authenticate

from crm.dashboard.api import GoalsView
from crm.dashboard.goals import goals
from crm.dashboard.nightly import write_day
from crm.dashboard.serializers import exact
from tests.factories.company import make_user
from tests.factories.history import NOW, random_history

pytestmark = pytest.mark.django_db


def answer(path: str = "/api/v1/goals/") -> Any:
    request = APIRequestFactory().get(path)
    force_authenticate(request, make_user(role="frontdesk"))
    with time_machine.travel(NOW, tick=False):
        return GoalsView.as_view()(request).render()


def test_the_seven_goals_are_one_page() -> None:
    random_history(21, contacts=80)
    write_day(NOW.date(), now=NOW)
    body = answer().data
    assert (body["count"], body["next"], body["previous"]) == (7, None, None)
    assert [row["code"] for row in body["results"]] == [goal.code for goal in goals(now=NOW)]
    second = body["results"][1]
    assert second["unit"] == "percent"
    assert second["target"] == 90
    assert len(second["trend"]) == 13
    assert second["trend"][-1] == ["2026-04-07", exact(goals(now=NOW)[1].trend[-1][1] or 0)]
    assert second["measured_at"] == "2026-04-07T16:17:00+02:00"
    assert {"code", "value", "unit", "label"} == set(second["measures"][0])


def test_what_is_not_known_is_null_with_a_reason() -> None:
    listening = answer().data["results"][5]
    assert listening["value"] is None
    assert listening["reason"] == "Bisher haben wir noch niemanden in einer Umfrage gefragt."


def test_a_page_can_be_smaller() -> None:
    body = answer("/api/v1/goals/?page_size=3&page=2").data
    assert [row["code"] for row in body["results"]] == ["master_data", "praise_complaint", "listening"]


def test_strangers_get_nothing() -> None:
    response = GoalsView.as_view()(APIRequestFactory().get("/api/v1/goals/")).render()
    assert response.status_code == 401
    assert "results" not in response.data


@pytest.mark.parametrize(
    ("value", "shown"),
    [(99.999, 99.99), (100.0, 100.0), (87.254, 87.25), (0.0, 0.0), (1250, 1250)],
)
def test_almost_all_is_not_all(value: float, shown: float) -> None:
    assert exact(value) == shown
