"""The inbox: one voice after another, a suggestion with its reason, never carried out by itself; undo."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from feedback.models import Feedback, PraiseCheer, PraiseDelivery
from feedback.praising import sweep_praise
from tests.cases.pages import clock_runs, text_of
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user
from tests.feedback.test_sorting import came_in

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk() -> Client:
    make_policy()
    client = Client()
    client.force_login(make_user(username="lena"))
    clock_runs()
    return client


def test_one_after_another_with_a_reason_and_back(
    desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    by, topic = make_user(), make_topic(make_team(), name="Reparatur")
    first, second = came_in(by), came_in(by, text="Die Reparatur war wunderbar, vielen Dank.")
    desk.get("/stimmen/eingang/")
    with django_assert_num_queries(11):
        page = desk.get("/stimmen/eingang/")
    said = text_of(page)
    assert "2 Stimmen warten auf Sie." in said
    assert "Beschwerde, wegen" in said
    assert "„kaputt“" in said
    assert Feedback.objects.filter(sorted_at=None).count() == 2
    assert "Vielen Dank" in text_of(desk.get(f"/stimmen/eingang/?nach={first.pk}")).replace(
        "vielen", "Vielen"
    )
    body = {"von": "eingang", "vorschlag": "praise", "vorschlag_anliegen": topic.pk, "kind": "wish"}
    done = desk.post(f"/stimmen/{second.pk}/einordnung/", body, follow=True)
    assert "Eingeordnet: Lob." in text_of(done)
    second.refresh_from_db()
    assert (second.kind, second.topic) == ("praise", topic)
    desk.post(f"/stimmen/{second.pk}/einordnung/zurueck/")
    second.refresh_from_db()
    assert (second.kind, second.sorted_at) == ("", None)


def test_without_a_kind_the_page_says_so_and_keeps_what_was_chosen(desk: Client) -> None:
    topic = make_topic(make_team())
    voice = came_in(make_user())
    page = desk.post(f"/stimmen/{voice.pk}/einordnung/", {"topic": topic.pk})
    assert page.status_code == 400
    assert "Was ist es?" in text_of(page)
    assert f'<option value="{topic.pk}" selected>' in page.content.decode()


def test_praise_is_read_cheered_and_passed_on(desk: Client) -> None:
    lena = make_user(username="lena2")
    topic = make_topic(make_team((lena,)))
    now = timezone.now()
    said = captured(topic, by=lena, at=now - MINUTE, outcome="resolved", voice="praise", text="Danke!")
    voice = Feedback.objects.get(contact=said.contact)
    sweep_praise(now)
    own = Client()
    own.force_login(lena)
    assert "Ein neues Lob für Sie." in text_of(own.get("/stimmen/lob/"))
    assert PraiseDelivery.objects.get().seen_at is None
    own.post(f"/stimmen/{voice.pk}/gelesen/")
    assert PraiseDelivery.objects.get().seen_at is not None
    desk.post(f"/stimmen/{voice.pk}/freude/", {"zurueck": "//boese.example/"})
    assert PraiseCheer.objects.count() == 1
    desk.post(f"/stimmen/{voice.pk}/freude/")
    assert PraiseCheer.objects.count() == 0
    desk.post(f"/stimmen/{voice.pk}/weitergeben/", {"an": [topic.team.lead_id, "x"]})
    assert PraiseDelivery.objects.count() == 2
    page = desk.get(f"/stimmen/{voice.pk}/")
    assert "Bei wem das Lob ankam" in text_of(page)
