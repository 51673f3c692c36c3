from datetime import timedelta

import pytest
from django.core.cache import cache
from pytest_django import DjangoAssertNumQueries

from contacts.models import Topic
from crm.desk.topics_here import grouped, leaf_topics, tiles
from tests.factories.cases import make_topic
from tests.factories.company import make_site, make_team, make_user
from tests.factories.contacts import MONDAY, a_contact

pytestmark = pytest.mark.django_db


def names(topics: list[Topic]) -> list[str]:
    return [str(topic) for topic in topics]


def test_the_most_used_at_this_site_stand_first() -> None:
    site, elsewhere, user = make_site(), make_site(), make_user()
    first, second, third = (
        make_topic(make_team(), name=name, position=place) for place, name in enumerate("ABC")
    )
    for topic, place, times in ((third, site, 2), (second, site, 1), (first, elsewhere, 5)):
        for _time in range(times):
            a_contact(by=user, topic=topic, site=place)
    shown = tiles(leaf_topics(), site_id=site.pk, user_id=None, chosen=None, now=MONDAY)
    assert names(shown) == ["C", "B", "A"]


def test_what_comes_at_this_time_and_what_one_does_oneself_stands_before_what_is_frequent() -> None:
    site, me, colleague = make_site(), make_user(), make_user()
    often, now_usual, mine = (
        make_topic(make_team(), name=name, position=place)
        for place, name in enumerate(("oft", "jetzt", "meins"))
    )
    at_night = MONDAY - timedelta(days=2, hours=7)
    for topic, by, at, times in (
        (often, colleague, at_night, 3),
        (now_usual, colleague, MONDAY - timedelta(days=7), 2),  # the same weekday and hour: 2 x 2.5
        (mine, me, at_night, 2),  # 2 x 3
    ):
        for _time in range(times):
            a_contact(by=by, topic=topic, site=site, at=at)
    shown = tiles(leaf_topics(), site_id=site.pk, user_id=me.pk, chosen=None, now=MONDAY)
    assert names(shown) == ["meins", "jetzt", "oft"]
    shown = tiles(leaf_topics(), site_id=site.pk, user_id=colleague.pk, chosen=None, now=MONDAY)
    assert names(shown) == ["oft", "jetzt", "meins"]


def test_what_is_older_than_thirty_days_does_not_count() -> None:
    site, user = make_site(), make_user()
    _first, second = (make_topic(make_team(), name=name, position=place) for place, name in enumerate("AB"))
    a_contact(by=user, topic=second, site=site, at=MONDAY - timedelta(days=31))
    assert names(tiles(leaf_topics(), site_id=site.pk, user_id=None, chosen=None, now=MONDAY)) == ["A", "B"]


def test_a_chosen_topic_of_the_long_list_takes_the_last_tile() -> None:
    team = make_team()
    topics = [make_topic(team, name=f"T{number}", position=number) for number in range(10)]
    shown = tiles(leaf_topics(), site_id=None, user_id=None, chosen=topics[9].pk, now=MONDAY)
    assert names(shown) == ["T0", "T1", "T2", "T3", "T4", "T5", "T6", "T9"]


def test_only_active_leaves_can_be_chosen_and_are_grouped_by_parent() -> None:
    team = make_team()
    upper = make_topic(team, name="Werkstatt", position=1)
    make_topic(team, name="Reparatur", parent=upper)
    make_topic(team, name="Alt", parent=upper, active=False)
    make_topic(team, name="Sonstiges", position=9, is_other=True)
    groups = grouped(leaf_topics())
    assert [(group.name, names(group.topics)) for group in groups] == [
        ("Werkstatt", ["Reparatur"]),
        ("", ["Sonstiges"]),
    ]


def test_places_are_looked_up_once_in_ten_minutes(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_topic(make_team())
    topics = leaf_topics()
    cache.clear()
    with django_assert_num_queries(1):
        tiles(topics, site_id=1, user_id=None, chosen=None, now=MONDAY)
        tiles(topics, site_id=1, user_id=None, chosen=None, now=MONDAY)
