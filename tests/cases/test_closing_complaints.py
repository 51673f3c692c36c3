"""A complaint is closed with its cause and what is done about it; both stand in the story."""

import pytest

from cases.lifecycle import close
from cases.models import Case
from contacts.models import Topic
from crm.company.models import User
from crm.lib.acts import Refused
from tests.cases.pages import MONDAY, opened, signed_in, text_of
from tests.factories.cases import WHY, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> User:
    return make_user()


@pytest.fixture
def topic(clerk: User) -> Topic:
    make_policy()
    return make_topic(make_team((clerk,)))


@pytest.fixture
def complaint(topic: Topic, clerk: User) -> Case:
    return opened(topic, by=clerk, voice="complaint")


@pytest.mark.parametrize("missing", ["cause", "measure"])
def test_both_are_asked(complaint: Case, clerk: User, missing: str) -> None:
    said = WHY | {missing: " "}
    with pytest.raises(Refused) as refused:
        close(complaint.pk, result="x", not_informed_reason="war da", **said, by=clerk, at=MONDAY)
    assert list(refused.value.messages) == [missing]


def test_both_are_kept_and_told(complaint: Case, clerk: User) -> None:
    close(complaint.pk, result="Geleimt", not_informed_reason="war da", **WHY, by=clerk, at=MONDAY)
    closure = complaint.closures.get()
    assert (closure.of_complaint, closure.cause, closure.measure) == (True, WHY["cause"], WHY["measure"])
    said = text_of(signed_in(clerk).get(f"/vorgaenge/{complaint.number}/"))
    assert f"Ursache: {WHY['cause']} Maßnahme: {WHY['measure']}" in said


def test_the_page_asks_only_for_complaints(complaint: Case, topic: Topic, clerk: User) -> None:
    plain = opened(topic, by=clerk)
    browser = signed_in(clerk)
    forms = [text_of(browser.get(f"/vorgaenge/{case.number}/loesung/")) for case in (complaint, plain)]
    assert ["Ursache: Woran lag es?" in form for form in forms] == [True, False]
    sent = {"result": "x", "not_informed_reason": "war da", "version": complaint.version}
    page = browser.post(f"/vorgaenge/{complaint.number}/loesung/", sent | {"cause": "Leim"})
    assert page.status_code == 400
    assert "Bitte schreiben Sie, was wir ändern, oder warum nichts." in text_of(page)
    assert 'value="Leim"' in page.content.decode()
