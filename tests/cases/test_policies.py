"""Which policy rules a case: the first that fits, in order; the catch-all only when nothing else does."""

from typing import Any

import pytest

from cases.models import Policy
from cases.policies import NoPolicy, version_for
from contacts.grouping import add_group
from contacts.models import Topic
from crm.desk.capture import Captured
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user
from tests.factories.contacts import MONDAY, a_customer

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic() -> Topic:
    return make_topic()


def test_the_first_that_fits_counts_and_the_catch_all_comes_last_wherever_it_stands(topic: Topic) -> None:
    everything = make_policy(position=1, catch_all=True)
    complaints = make_policy(position=2, complaints_only=True)
    phone = make_policy(position=3, channel="phone")
    assert version_for(topic=topic, channel="phone", complaint=True) == complaints
    assert version_for(topic=topic, channel="phone") == phone
    assert version_for(topic=topic, channel="shop") == everything


@pytest.mark.parametrize(
    ("conditions", "asked"),
    [
        ({"priority": "high"}, {"priority": "high"}),
        ({"channel": "phone"}, {"channel": "phone"}),
        ({"complaints_only": True}, {"complaint": True}),
    ],
)
def test_each_condition_alone_decides(
    topic: Topic, conditions: dict[str, Any], asked: dict[str, Any]
) -> None:
    rest, own = make_policy(position=9, catch_all=True), make_policy(position=1, **conditions)
    assert version_for(topic=topic, **asked) == own
    assert version_for(topic=topic) == rest


def test_a_topic_above_counts_for_those_below(topic: Topic) -> None:
    own = make_policy(position=1, topic=topic)
    below = make_topic(topic.team, parent=topic)
    assert version_for(topic=below) == own
    with pytest.raises(NoPolicy):
        version_for(topic=make_topic())


def test_one_that_is_switched_off_does_not_count(topic: Topic) -> None:
    rest = make_policy(position=9, catch_all=True)
    off = make_policy(position=1)
    Policy.objects.filter(pk=off.policy_id).update(active=False)
    assert version_for(topic=topic) == rest


def test_a_group_of_customers_gets_its_own_deadlines_at_the_counter() -> None:
    by = make_user()
    topic = make_topic(make_team((by,)))
    group = add_group(name="Großhandel", by=by, at=MONDAY)
    rest = make_policy(position=9, catch_all=True)
    own = make_policy(position=1, customer_group=group, first_response=60)
    some, wholesaler = a_customer("Kern", phone="0176 04069083"), a_customer("Maier", phone="0171 3920013")
    type(wholesaler).objects.filter(pk=wholesaler.pk).update(group=group)

    def opened(customer_id: int) -> Captured:
        return captured(topic, by=by, at=MONDAY, customer=customer_id, text="Bitte zurückrufen.")

    cases = [opened(some.pk).case, opened(wholesaler.pk).case]
    assert [case and case.policy_version for case in cases] == [rest, own]
