"""Two people who have the same case open see each other, for as long as they give signs; outsiders never."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from cases.models import Case, CasePresence
from cases.presence import note_presence, others, room, signs_at
from contacts.models import Topic
from crm.company.models import Role, User
from tests.cases.pages import MONDAY, clock_runs, opened, signed_in, text_of
from tests.factories.cases import make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
OPEN = "Milan Kovač hat diesen Vorgang auch offen, seit 10:00."
WRITES = "Milan Kovač schreibt gerade."


@pytest.fixture
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def clerk() -> User:
    return make_user(first_name="Aylin", last_name="Demir")


@pytest.fixture
def milan() -> User:
    return make_user(first_name="Milan", last_name="Kovač")


@pytest.fixture
def topic(clerk: User) -> Topic:
    make_policy(first_response=240, resolution=960)
    return make_topic(make_team((clerk,), name="Werkstatt"), name="Reparatur")


@pytest.fixture
def case(topic: Topic, clerk: User) -> Case:
    return opened(topic, by=clerk)


def sign(case: Case, user: User, *, after: int = 0, writing: bool = False) -> None:
    """`after` seconds."""
    now = MONDAY + timedelta(seconds=after)
    note_presence(room(case.number, now=now), user=user, writing=writing, now=now)


def seen(case: Case, user: User, *, after: int = 0) -> list[tuple[str, int]]:
    """Whom `user` sees, and how many seconds after Monday morning they came."""
    found = others(signs_at(case), user=user, now=MONDAY + timedelta(seconds=after))
    return [(str(each.user), int((each.since - MONDAY).total_seconds())) for each in found]


def ask(case: Case, user: User, **sent: str) -> Any:
    return signed_in(user).post(f"/vorgaenge/{case.number}/wer/", sent)


def test_two_see_each_other_and_not_themselves(case: Case, clerk: User, milan: User) -> None:
    sign(case, milan)
    sign(case, clerk, after=15)
    assert seen(case, clerk, after=15) == [("Milan Kovač", 0)]
    assert seen(case, milan, after=15) == [("Aylin Demir", 15)]


def test_another_case_is_another_room(case: Case, topic: Topic, clerk: User, milan: User) -> None:
    sign(case, milan)
    assert seen(opened(topic, by=clerk), clerk) == []


@pytest.mark.parametrize(("after", "found"), [(60, [("Milan Kovač", 0)]), (61, [])])
def test_a_minute_without_a_sign_is_gone(
    case: Case, clerk: User, milan: User, after: int, found: list[tuple[str, int]]
) -> None:
    sign(case, milan)
    assert seen(case, clerk, after=after) == found


@pytest.mark.parametrize(("gap", "since"), [(60, 0), (61, 61)])
def test_who_comes_back_after_a_minute_is_there_anew(
    case: Case, clerk: User, milan: User, gap: int, since: int
) -> None:
    sign(case, milan)
    sign(case, milan, after=gap)
    assert seen(case, clerk, after=gap) == [("Milan Kovač", since)]


def test_a_clock_that_runs_behind_breaks_nothing(case: Case, clerk: User, milan: User) -> None:
    sign(case, milan, after=2)
    sign(case, milan)
    assert seen(case, clerk) == [("Milan Kovač", 0)]


def test_what_is_older_than_a_day_goes_with_the_next_sign(case: Case, topic: Topic, milan: User) -> None:
    sign(opened(topic, by=milan), make_user(), after=-86_400 - 1)
    sign(case, make_user(), after=-86_400 + 100)
    sign(case, milan)
    assert CasePresence.objects.count() == 3
    sign(case, milan, after=15)
    assert CasePresence.objects.count() == 2
    sign(case, milan, after=30)
    assert [int((each.seen_at - MONDAY).total_seconds()) for each in signs_at(case)] == [-86_300, 30]


def test_the_page_shows_at_load_who_is_there(case: Case, clerk: User, milan: User) -> None:
    sign(case, milan)
    page = signed_in(clerk).get(f"/vorgaenge/{case.number}/")
    assert OPEN in text_of(page)
    assert 'id="wer" role="status" data-live="15"' in page.content.decode()
    assert OPEN not in text_of(signed_in(milan).get(f"/vorgaenge/{case.number}/"))


def test_reading_a_page_notes_nobody(case: Case, clerk: User) -> None:
    signed_in(clerk).get(f"/vorgaenge/{case.number}/")
    assert not CasePresence.objects.exists()


def test_the_poll_notes_and_tells_only_what_changed(case: Case, clerk: User, milan: User) -> None:
    assert (ask(case, milan).status_code, ask(case, clerk, shown="").status_code) == (204, 200)
    told = ask(case, clerk).content.decode()
    assert OPEN in told
    shown = told.partition('value="')[2].partition('"')[0]
    assert ask(case, clerk, shown=shown).status_code == 204
    assert ask(case, milan, writing="1").status_code == 200
    assert WRITES in ask(case, clerk, shown=shown).content.decode()
    CasePresence.objects.filter(user=milan).delete()
    gone = ask(case, clerk, shown=shown)
    assert (gone.status_code, "Milan" in gone.content.decode()) == (200, False)
    assert "no-store" in gone["Cache-Control"]


def test_a_form_of_the_case_is_what_writing_means(case: Case, clerk: User) -> None:
    browser = signed_in(clerk)
    there = '<input type="hidden" name="writing" value="1">'
    assert there not in browser.get(f"/vorgaenge/{case.number}/").content.decode()
    alone = browser.get(f"/vorgaenge/{case.number}/notiz/").content.decode()
    assert there in alone
    assert f'hx-post="/vorgaenge/{case.number}/wer/"' in alone
    dialog = browser.get(f"/vorgaenge/{case.number}/notiz/", headers={"HX-Request": "true"}).content.decode()
    assert there in dialog
    assert "/wer/" not in dialog


def test_outsiders_of_a_confidential_case_neither_see_nor_are_noted(
    case: Case, topic: Topic, clerk: User, milan: User
) -> None:
    Topic.objects.filter(pk=topic.pk).update(confidential=True)
    sign(case, clerk)
    answer = ask(case, milan)
    assert (answer.status_code, "Aylin" in answer.content.decode()) == (404, False)
    assert [each.user for each in CasePresence.objects.all()] == [clerk]
    page = signed_in(milan).get(f"/vorgaenge/{case.number}/").content.decode()
    assert ("Aylin" in page, 'id="wer"' in page) == (False, False)
    assert ask(case, make_user(Role.ADMIN)).status_code == 200


def test_there_is_no_room_without_a_case(clerk: User) -> None:
    assert signed_in(clerk).post("/vorgaenge/99/wer/").status_code == 404


@pytest.mark.parametrize("people", [1, 12])
@pytest.mark.parametrize("confidential", [False, True])
def test_a_sign_costs_two_statements_beside_session_and_person(
    case: Case,
    django_assert_num_queries: DjangoAssertNumQueries,
    people: int,
    confidential: bool,
) -> None:
    statements = (
        5 if confidential else 4
    )  # session, person, case with its signs, own sign; teams of the person
    Topic.objects.filter(pk=case.topic_id).update(confidential=confidential)
    mate = make_user()
    case.team.members.add(mate)
    for _each in range(people):
        sign(case, make_user())
    clock_runs()
    browser, path = signed_in(mate), f"/vorgaenge/{case.number}/wer/"
    for _first_then_again in range(2):
        with django_assert_num_queries(statements):
            assert browser.post(path).status_code == 200
    sign(case, make_user(), after=-86_401)
    with django_assert_num_queries(statements):  # clearing away takes the place of the own sign
        browser.post(path)
    assert CasePresence.objects.count() == people + 1
