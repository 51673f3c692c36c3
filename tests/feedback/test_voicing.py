"""How a voice is born: sorted when a person chose its kind, in the inbox when it came by itself."""

from uuid import uuid4

import pytest

from contacts.models import Channel, Outcome
from crm.desk.capture import Capture, capture
from crm.lib.acts import Refused
from feedback.models import Feedback, VoiceKind
from feedback.voicing import checked_link
from tests.factories.cases import make_topic
from tests.factories.company import make_user
from tests.factories.surveys import MONDAY

pytestmark = pytest.mark.django_db


def _said(**more: object) -> Capture:
    told = {"outcome": Outcome.NO_CONCERN, "channel": Channel.WEB, "text": "Sehr freundlich."} | more
    return Capture(client_id=uuid4(), happened_at=MONDAY, **told)  # type: ignore[arg-type]


def test_what_a_colleague_captured_is_sorted_at_once() -> None:
    by, topic = make_user(), make_topic()
    contact = capture(_said(voice=VoiceKind.PRAISE, topic=topic.pk), by=by, received_at=MONDAY).contact
    voice = Feedback.objects.get(contact=contact)
    assert (voice.origin, voice.topic, voice.sorted_at, voice.sorted_by) == ("capture", topic, MONDAY, by)


def test_what_came_by_itself_waits_in_the_inbox_and_may_have_no_kind() -> None:
    link = "https://bewertungen.example/laden/17"
    said = _said(origin="review", origin_link=link)
    contact = capture(said, by=make_user(), received_at=MONDAY).contact
    voice = Feedback.objects.get(contact=contact)
    assert (voice.kind, voice.origin, voice.origin_link, voice.severity) == ("", "review", link, None)
    assert (voice.sorted_at, voice.sorted_by) == (None, None)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"origin": "capture"}, "origin"),
        ({"origin": "review", "origin_link": "javascript:alert(1)"}, "origin_link"),
        ({"origin": "review", "severity": 4}, "severity"),
    ],
)
def test_nothing_is_written_with_a_strange_origin_link_or_severity(
    more: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        capture(_said(**more), by=make_user(), received_at=MONDAY)
    assert list(refused.value.messages) == [field]
    assert Feedback.objects.count() == 0


@pytest.mark.parametrize(
    "typed",
    ["http://", "ftp://a.de/x", "//a.de", "https://a.de/ x", "https://u:p@a.de", "https://[", "x" * 501],
)
def test_only_plain_addresses_of_the_web_are_kept(typed: str) -> None:
    with pytest.raises(Refused):
        checked_link(typed)
