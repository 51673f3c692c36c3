"""Topics are learned from what colleagues captured under one; what came by itself or was taken back teaches nothing."""

from datetime import UTC, datetime

import pytest

from contacts.voiding import void_contact
from crm.desk.public.receiving import record
from feedback.suggesting.learning import _captured
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user
from tests.factories.public import message, open_pages

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_only_topics_that_somebody_chose_teach() -> None:
    make_policy()
    by = make_user()
    topic = make_topic(make_team((by,)), is_other=True)
    said = [
        captured(topic, by=by, at=MONDAY, outcome="resolved", text=text, voice=voice).contact
        for text, voice in (("Die Kurbel klemmt.", ""), ("Zurückgenommen", ""), ("Danke!", "praise"))
    ]
    void_contact(said[1], by=by, at=MONDAY)
    pages = open_pages(topic)
    record(
        message(at=MONDAY, kind="praise", text="Von außen"), pages=pages, received_at=MONDAY, told_at=MONDAY
    )
    assert list(_captured()) == [(str(topic.pk), "Die Kurbel klemmt.")]  # the praise is learned as a voice
