"""Linked cases show each other, once, and to those outside only by their number."""

import pytest

from cases.lifecycle import link, unlink
from cases.margin import beside
from cases.models import Case, CaseLink
from contacts.models import Topic
from crm.company.models import User
from crm.company.permissions import viewer_of
from crm.lib.acts import Refused
from tests.cases.pages import MONDAY, opened, signed_in, text_of
from tests.factories.cases import make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> User:
    return make_user(first_name="Aylin", last_name="Demir")


@pytest.fixture
def topic(clerk: User) -> Topic:
    make_policy()
    return make_topic(make_team((clerk,)))


@pytest.fixture
def pair(topic: Topic, clerk: User) -> tuple[Case, Case]:
    return opened(topic, by=clerk, text="Der Steg."), opened(topic, by=clerk, text="Die Rechnung.")


def test_both_pages_show_it_each_in_its_words(pair: tuple[Case, Case], clerk: User) -> None:
    one, other = pair
    link(one.pk, other=other, kind="follows", by=clerk, at=MONDAY)
    browser = signed_in(clerk)
    here, there = (text_of(browser.get(f"/vorgaenge/{case.number}/")) for case in pair)
    assert f"Gehört zusammen lösen #{other.number} Die Rechnung. (ging voraus)" in here
    assert f"Gehört zusammen lösen #{one.number} Der Steg. (folgt hierauf)" in there
    assert f"Aylin Demir verknüpft mit #{other.number} (ging voraus)" in here
    assert f"Aylin Demir verknüpft mit #{one.number} (folgt hierauf)" in there


def test_a_link_can_be_taken_back_from_either_side(pair: tuple[Case, Case], clerk: User) -> None:
    one, other = pair
    link(one.pk, other=other, kind="duplicate", by=clerk, at=MONDAY)
    unlink(other.pk, other=one, by=clerk, at=MONDAY)
    assert not CaseLink.objects.exists()
    assert [case.events.latest("pk").verb for case in pair] == ["unlinked", "unlinked"]
    with pytest.raises(Refused, match="gibt es nicht mehr"):
        unlink(one.pk, other=other, by=clerk, at=MONDAY)


def test_a_confidential_case_is_named_by_its_number_alone(pair: tuple[Case, Case], clerk: User) -> None:
    secret = opened(make_topic(make_team(), confidential=True), by=make_user(), text="Herr Klotz")
    link(pair[0].pk, other=secret, kind="related", by=make_user(), at=MONDAY)
    viewer = viewer_of(clerk, today=MONDAY.date())
    (line,) = beside(pair[0], viewer, today=MONDAY.date()).linked
    assert (line.number, line.title) == (secret.number, "Vertraulich")
    assert "Klotz" not in text_of(signed_in(clerk).get(f"/vorgaenge/{pair[0].number}/"))


def test_what_cannot_be_linked_is_said(pair: tuple[Case, Case], clerk: User) -> None:
    one, other = pair
    for there, kind, words in (
        (None, "related", "Diesen Vorgang gibt es nicht"),
        (one, "related", "dieser Vorgang selbst"),
        (other, "enemy", "wie die beiden"),
    ):
        with pytest.raises(Refused, match=words):
            link(one.pk, other=there, kind=kind, by=clerk, at=MONDAY)
    link(one.pk, other=other, kind="related", by=clerk, at=MONDAY)
    with pytest.raises(Refused, match="schon verknüpft"):
        link(other.pk, other=one, kind="follows", by=clerk, at=MONDAY)
