"""Einstellungen, Ziele, the page of an own goal, and the wall."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from crm.company.models import Role, User
from crm.dashboard.models import GoalChoice, OwnGoal
from tests.cases.pages import signed_in, text_of
from tests.factories.company import make_user
from tests.factories.devices import device_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> User:
    return make_user(Role.ADMIN)


def test_a_target_without_a_reason_is_refused_and_what_was_typed_stays(admin: User) -> None:
    address = reverse("settings_goal", args=["at_once"])
    answer = signed_in(admin).post(address, {"target": "85"})
    assert answer.status_code == 400
    assert "Bitte sagen Sie, warum das Ziel anders steht" in text_of(answer)
    assert 'value="85"' in answer.content.decode()
    assert not GoalChoice.objects.exists()


def test_the_list_says_what_holds_and_who_looks_after_it(admin: User) -> None:
    client = signed_in(admin)
    client.post(
        reverse("settings_goal", args=["at_once"]),
        {"target": "85", "keeper": str(admin.pk), "reason": "Bis zum Sommer"},
    )
    form = {"title": "Lob", "figure": "praise", "target": "10", "active": "on", "sentence": "Wir freuen uns."}
    assert client.post(reverse("settings_own_goal_new"), form).status_code == 302
    content = text_of(client.get(reverse("settings_goals")))
    assert f"Ziel 85 % · die Vision sagt 90 % · {admin} sieht danach" in content
    assert "Ziel 10 · noch sieht niemand danach" in content
    page = text_of(client.get(reverse("goals")))
    assert "Was wir uns darüber hinaus vornehmen" in page
    assert "„Wir freuen uns.“" in page


def test_the_page_of_an_own_goal_says_when_it_is_over(admin: User) -> None:
    begun, over = date(2026, 1, 5), date(2026, 2, 2)
    row = OwnGoal.objects.create(title="Lob", figure="praise", target=10, since=begun, ended_on=over)
    content = text_of(signed_in(admin).get(reverse("own_goal", args=[row.pk])))
    assert "Dieses Ziel wird seit dem 2.2.2026 nicht mehr verfolgt." in content


def test_the_wall_is_for_people_and_for_devices_of_the_company() -> None:
    wall = reverse("goals_wall")
    assert Client().get(wall).status_code == 302
    client, _device = device_client()
    answer = client.get(wall)
    assert answer.status_code == 200
    assert "Nichts vergessen" in text_of(answer)
    assert 'data-live="60"' in answer.content.decode()
    assert signed_in(make_user()).get(wall).status_code == 200
