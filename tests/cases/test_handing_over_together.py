"""Handing several cases over at once: what can go goes, the rest is named, and everything can come back."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.messages import get_messages
from pytest_django import DjangoAssertNumQueries

from cases.handing_over_together import (
    TIME_TO_TAKE_BACK,
    Picked,
    hand_over_together,
    take_back_together,
)
from cases.lifecycle import close, hand_over
from cases.models import Case
from contacts.models import Topic
from crm.company.models import Role, Team, User
from crm.company.permissions import viewer_of
from crm.outbox.models import Notice
from tests.cases.pages import MONDAY, clock_runs, opened, signed_in, text_of
from tests.factories.cases import make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
TOGETHER = "/arbeit/uebergabe/"
FORM_STATEMENTS = (
    9  # session, person, what they belong to, cases, teams, people; the bar: work, notices, sweeps
)


@pytest.fixture
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def clerk() -> User:
    return make_user()


@pytest.fixture
def topic(clerk: User) -> Topic:
    make_policy(first_response=240, resolution=960)
    return make_topic(make_team((clerk,), name="Werkstatt"))


@pytest.fixture
def office() -> Team:
    return make_team(name="Büro")


def seen(case: Case) -> Picked:
    return Picked(case.number, Case.objects.get(pk=case.pk).version)


def state(case: Case) -> tuple[str, int | None]:
    row = Case.objects.select_related("team").get(pk=case.pk)
    return row.team.name, row.owner_id


def picks(*cases: Case) -> list[str]:
    return [str(seen(case)) for case in cases]


def test_what_can_go_goes_and_the_rest_is_named_with_its_reason(
    clerk: User, topic: Topic, office: Team
) -> None:
    fine, outdated, solved = (opened(topic, by=clerk) for _ in range(3))
    theirs = opened(make_topic(make_team(name="Lager")), by=clerk)
    before = [seen(case) for case in (fine, outdated, solved, theirs)]
    hand_over(outdated.pk, team=outdated.team, owner=clerk, by=clerk, at=MONDAY)
    close(solved.pk, result="gelöst", not_informed_reason="war da", by=clerk, at=MONDAY)
    before[2] = seen(solved)
    viewer = viewer_of(clerk, today=MONDAY.date())
    done = hand_over_together(
        before, team=office, owner=None, reason="Urlaub", viewer=viewer, by=clerk, at=MONDAY
    )
    assert done.done == [seen(fine)]
    assert [number for number, _why in done.left] == [outdated.number, solved.number, theirs.number]
    assert done.left[0][1] == "inzwischen geändert"
    assert done.left[1][1].startswith("Dieser Vorgang ist schon gelöst.")
    assert done.left[2][1] == "dafür sind andere zuständig"
    assert [state(case)[0] for case in (fine, outdated, theirs)] == ["Büro", "Werkstatt", "Lager"]
    assert fine.events.get(verb="handed_over").text == "Urlaub"


def test_without_a_team_each_stays_with_its_own(clerk: User, topic: Topic) -> None:
    head, helper = make_user(Role.MANAGEMENT), make_user()
    cases = [opened(topic, by=clerk), opened(make_topic(make_team(name="Lager")), by=clerk)]
    viewer = viewer_of(head, today=MONDAY.date())
    hand_over_together(map(seen, cases), team=None, owner=helper, viewer=viewer, by=head, at=MONDAY)
    assert [state(case) for case in cases] == [("Werkstatt", helper.pk), ("Lager", helper.pk)]


def test_who_gets_several_reads_one_notice_that_lists_them_and_who_gets_one_reads_about_it(
    clerk: User, topic: Topic, office: Team
) -> None:
    store = make_topic(make_team((clerk,), name="Lager"))
    cases = [opened(each, by=clerk) for each in (topic, topic, store)]
    Notice.objects.all().delete()
    viewer = viewer_of(clerk, today=MONDAY.date())
    given: dict[str, Any] = {"reason": "Urlaub", "viewer": viewer, "by": clerk, "at": MONDAY}
    there = hand_over_together(map(seen, cases), team=None, owner=office.lead, **given)
    told = Notice.objects.get()
    assert (told.recipient, told.path) == (office.lead, "/arbeit/?liste=meine")
    assert told.subject == f"{clerk} übergibt drei Vorgänge"
    assert told.text == "#4001, #4002, #4003. Die Fristen laufen weiter. Der Grund steht in jedem Vorgang."
    take_back_together(there.done, by=clerk, at=MONDAY + timedelta(minutes=1))
    back = Notice.objects.exclude(pk=told.pk).order_by("pk")
    assert [(each.recipient, each.subject, each.path) for each in back] == [
        (topic.team.lead, f"{clerk} übergibt zwei Vorgänge", "/arbeit/?liste=ohne"),
        (store.team.lead, f"{clerk} übergibt: #4003 {cases[2].title}", "/vorgaenge/4003/"),
    ]


def test_nobody_is_told_of_what_they_took_themselves(clerk: User, topic: Topic) -> None:
    cases = [opened(topic, by=clerk) for _ in range(2)]
    Notice.objects.all().delete()
    viewer = viewer_of(clerk, today=MONDAY.date())
    hand_over_together(map(seen, cases), team=None, owner=clerk, viewer=viewer, by=clerk, at=MONDAY)
    assert not Notice.objects.exists()


def test_everything_goes_back_to_where_it_was(clerk: User, topic: Topic, office: Team) -> None:
    owned, free = opened(topic, by=clerk), opened(topic, by=clerk)
    hand_over(owned.pk, team=owned.team, owner=clerk, by=clerk, at=MONDAY)
    viewer = viewer_of(clerk, today=MONDAY.date())
    there = hand_over_together(
        [seen(owned), seen(free)], team=office, owner=office.lead, viewer=viewer, by=clerk, at=MONDAY
    )
    back = take_back_together(there.done, by=clerk, at=MONDAY + timedelta(minutes=1))
    assert (len(back.done), back.left) == (2, [])
    assert [state(owned), state(free)] == [("Werkstatt", clerk.pk), ("Werkstatt", None)]


def test_back_only_by_whoever_gave_it_in_time_and_untouched(clerk: User, topic: Topic, office: Team) -> None:
    viewer = viewer_of(clerk, today=MONDAY.date())

    def given() -> list[Picked]:
        case = seen(opened(topic, by=clerk))
        return hand_over_together([case], team=office, owner=None, viewer=viewer, by=clerk, at=MONDAY).done

    late = MONDAY + TIME_TO_TAKE_BACK + timedelta(seconds=1)
    stranger, other = make_user(), given()
    assert take_back_together(given(), by=stranger, at=MONDAY).left[0][1] == "dafür sind andere zuständig"
    assert take_back_together(given(), by=clerk, at=late).left[0][1] == "dafür ist es zu spät"
    hand_over(Case.objects.get(number=other[0].number).pk, team=office, by=office.lead, at=MONDAY)
    assert take_back_together(other, by=clerk, at=MONDAY).left[0][1] == "inzwischen geändert"
    never = opened(topic, by=clerk)
    close(never.pk, result="gelöst", not_informed_reason="war da", by=clerk, at=MONDAY)
    assert take_back_together([seen(never)], by=clerk, at=MONDAY).left[0][1] == "es wurde nicht übergeben"


def test_only_what_one_may_change_can_be_picked(clerk: User, topic: Topic) -> None:
    mine, theirs = opened(topic, by=clerk), opened(make_topic(), by=clerk)
    page = signed_in(clerk).get("/arbeit/?liste=alle").content.decode()
    assert f'value="{seen(mine)}"' in page
    assert f'value="{seen(theirs)}"' not in page
    assert page.count('name="vorgang"') == 1


def test_the_form_names_what_goes_and_the_list_says_what_came_of_it(
    clerk: User, topic: Topic, office: Team
) -> None:
    cases = [opened(topic, by=clerk, text=f"Anliegen {number}") for number in range(2)]
    theirs = opened(make_topic(), by=clerk, text="Nicht meins")
    browser, chosen = signed_in(clerk), picks(*cases, theirs)
    form = text_of(browser.get(TOGETHER, {"liste": "team", "vorgang": chosen}))
    assert "2 Vorgänge übergeben Anliegen 0 #4001 Anliegen 1 #4002" in form
    assert "Ein Vorgang bleibt, wo er ist, weil andere dafür zuständig sind: #4003." in form
    assert "Nicht meins" not in form
    sent = browser.post(TOGETHER, {"liste": "team", "vorgang": chosen, "team": office.pk, "reason": "Messe"})
    assert (sent.status_code, sent["Location"]) == (302, "/arbeit/?liste=team")
    page = browser.get(sent["Location"]).content.decode()
    assert "Zwei Vorgänge sind an Büro übergeben." in page
    assert "Nicht übergeben: #4003 (dafür sind andere zuständig)." in page
    undo = page.partition('action="/arbeit/uebergabe/zurueck/')[2].partition('"')[0].replace("&amp;", "&")
    back = browser.post(f"/arbeit/uebergabe/zurueck/{undo}")
    assert back["Location"] == "/arbeit/?liste=team"
    assert [str(said) for said in get_messages(back.wsgi_request)] == ["Zwei Vorgänge sind wieder da."]
    assert [state(case)[0] for case in cases] == ["Werkstatt", "Werkstatt"]


def test_nothing_chosen_keeps_what_was_typed(clerk: User, topic: Topic) -> None:
    case = opened(topic, by=clerk)
    page = signed_in(clerk).post(TOGETHER, {"vorgang": picks(case), "reason": "Messe"})
    assert page.status_code == 400
    assert "Bitte wählen Sie ein Team oder eine Person." in text_of(page)
    assert 'value="Messe"' in page.content.decode()
    assert f'value="{seen(case)}"' in page.content.decode()


@pytest.mark.parametrize("picked", [[], ["unsinn", "4001"], [f"{number}.1" for number in range(101)]])
def test_nothing_or_too_much_picked_leads_back_with_a_sentence(clerk: User, picked: list[str]) -> None:
    page = signed_in(clerk).get(TOGETHER, {"liste": "team", "vorgang": picked}, follow=True)
    assert page.redirect_chain == [("/arbeit/?liste=team", 302)]
    assert "Bitte wählen Sie" in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_form_costs_the_same_for_one_and_three(
    clerk: User, topic: Topic, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    chosen = picks(*(opened(topic, by=clerk) for _ in range(count)))
    clock_runs()
    browser = signed_in(clerk)
    with django_assert_num_queries(FORM_STATEMENTS):
        browser.get(TOGETHER, {"vorgang": chosen})
