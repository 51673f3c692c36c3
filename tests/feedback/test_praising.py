"""Praise out of a confidential matter arrives without its words, and leads nowhere its reader may not go."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from crm.company.models import Role, User
from crm.outbox.models import Notice
from feedback.models import Feedback, PraiseDelivery
from feedback.praising import pass_on
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db
WORDS = "Frau Brandt hat mir bei der Sache mit Herrn Kern sehr geholfen."


@pytest.fixture
def inside() -> User:
    return make_user(Role.BACKOFFICE)


def praised(inside: User, *, confidential: bool) -> Feedback:
    make_policy()
    topic = make_topic(make_team((inside,)), confidential=confidential)
    at = timezone.now() - timedelta(hours=1)
    said = captured(topic, by=inside, at=at, voice="praise", outcome="resolved", text=WORDS)
    return Feedback.objects.get(contact=said.contact)


def page_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.get("/stimmen/lob/").content.decode()


def test_outside_it_says_that_it_was_and_whom_to_ask(inside: User) -> None:
    voice, outside = praised(inside, confidential=True), make_user()
    pass_on(voice, [outside], by=inside, at=timezone.now())
    notice = Notice.objects.get(recipient=outside)
    assert "vertraulich" in notice.text
    page = page_of(outside)
    assert "Jemand hat Ihre Arbeit gelobt" in page
    assert f"{inside} hat es weitergegeben" in page
    assert "Kern" not in page + notice.text + notice.subject
    assert f"/stimmen/{voice.pk}/" not in page.replace(f"/stimmen/{voice.pk}/gelesen/", "")
    client = Client()
    client.force_login(outside)
    assert client.get(notice.path).status_code == 200
    assert client.post(f"/stimmen/{voice.pk}/gelesen/").status_code == 302
    assert PraiseDelivery.objects.get().seen_at is not None
    assert client.post(f"/stimmen/{voice.pk}/freude/").status_code == 404


def test_what_everybody_may_read_brings_its_words(inside: User) -> None:
    voice, other = praised(inside, confidential=False), make_user()
    pass_on(voice, [other], by=inside, at=timezone.now())
    assert "vertraulich" not in Notice.objects.get(recipient=other).text
    assert WORDS in page_of(other)


def test_somebody_else_says_nothing_for_them(inside: User) -> None:
    voice, outside, third = praised(inside, confidential=True), make_user(), make_user()
    pass_on(voice, [outside], by=inside, at=timezone.now())
    client = Client()
    client.force_login(third)
    assert client.post(f"/stimmen/{voice.pk}/gelesen/").status_code == 404
    assert PraiseDelivery.objects.get().seen_at is None
