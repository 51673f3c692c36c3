"""Checklists: copied to a new case, ticked with who and when, asked about once when closing."""

from collections.abc import Iterator

import pytest
import time_machine

from cases.checklists import MOST_POINTS, save_checklist, tick
from cases.lifecycle import close, merge, undo_merge
from cases.models import Case, CaseCheck, Status
from contacts.models import Topic
from crm.company.models import Role, User
from crm.lib.acts import Refused
from tests.cases.pages import MONDAY, opened, signed_in, text_of
from tests.factories.cases import make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def clerk() -> User:
    return make_user(first_name="Aylin", last_name="Demir")


@pytest.fixture
def topic(clerk: User) -> Topic:
    make_policy()
    topic = make_topic(make_team((clerk,)))
    save_checklist(topic, points=" Foto \n\nSaiten  lösen\n", by=clerk, at=MONDAY)
    return topic


@pytest.fixture
def case(topic: Topic, clerk: User) -> Case:
    return opened(topic, by=clerk)


def points(case: Case) -> list[str]:
    return list(CaseCheck.objects.filter(case=case).values_list("text", flat=True))


def test_a_new_case_takes_its_own_copy(case: Case, topic: Topic, clerk: User) -> None:
    assert points(case) == ["Foto", "Saiten lösen"]
    save_checklist(topic, points="Etwas anderes", by=clerk, at=MONDAY)
    assert points(case) == ["Foto", "Saiten lösen"]
    assert points(opened(topic, by=clerk)) == ["Etwas anderes"]


def test_a_topic_without_a_list_takes_that_of_the_one_above(topic: Topic, clerk: User) -> None:
    below = make_topic(topic.team, parent=topic)
    assert points(opened(below, by=clerk)) == ["Foto", "Saiten lösen"]
    save_checklist(below, points="Eigenes", by=clerk, at=MONDAY)
    assert points(opened(below, by=clerk)) == ["Eigenes"]


def test_ticked_with_who_and_when_and_opened_again(case: Case, clerk: User) -> None:
    other = make_user()
    row = CaseCheck.objects.filter(case=case)[0]
    assert (tick(case.pk, check=row.pk, done=True, by=clerk, at=MONDAY).done_by) == clerk
    assert tick(case.pk, check=row.pk, done=True, by=other, at=MONDAY).done_by == clerk
    assert tick(case.pk, check=row.pk, done=False, by=other, at=MONDAY).done_at is None
    with pytest.raises(Refused, match="gibt es hier nicht"):
        tick(opened(make_topic(case.team), by=clerk).pk, check=row.pk, done=True, by=clerk, at=MONDAY)


def test_the_page_shows_the_list_and_ticks_with_and_without_script(case: Case, clerk: User) -> None:
    browser = signed_in(clerk)
    address = f"/vorgaenge/{case.number}/checkliste/"
    first, second = CaseCheck.objects.filter(case=case)
    assert "Checkliste 0 von 2 Foto Saiten lösen" in text_of(browser.get(f"/vorgaenge/{case.number}/"))
    plain = browser.post(address, {"check": first.pk, "done": "1"})
    assert plain["Location"] == f"/vorgaenge/{case.number}/#checkliste"
    part = browser.post(address, {"check": second.pk, "done": "1"}, headers={"HX-Request": "true"})
    assert "2 von 2 Foto Aylin Demir, 10:00 Saiten lösen Aylin Demir, 10:00" in text_of(part)
    assert browser.post(address, {"check": "x", "done": "1"}).status_code == 302


def test_open_points_are_asked_about_once_by_name(case: Case, clerk: User) -> None:
    done = CaseCheck.objects.filter(case=case)[0]
    tick(case.pk, check=done.pk, done=True, by=clerk, at=MONDAY)
    browser = signed_in(clerk)
    address = f"/vorgaenge/{case.number}/loesung/"
    data = {"result": "Fertig", "not_informed_reason": "war da", "version": case.version}
    asked = browser.post(address, data)
    assert asked.status_code == 400
    assert "Noch offen: „Saiten lösen“." in text_of(asked)
    assert "Fertig" in asked.content.decode()
    assert browser.post(address, data | {"open_points_ok": "on"}).status_code == 302
    case.refresh_from_db()
    assert case.status == Status.RESOLVED


def test_without_open_points_nothing_is_asked(case: Case, clerk: User) -> None:
    for row in CaseCheck.objects.filter(case=case):
        tick(case.pk, check=row.pk, done=True, by=clerk, at=MONDAY)
    assert "Trotzdem lösen" not in text_of(signed_in(clerk).get(f"/vorgaenge/{case.number}/loesung/"))
    assert close(case.pk, result="x", not_informed_reason="war da", by=clerk, at=MONDAY).status == "resolved"


def test_points_follow_a_merge_and_come_back(case: Case, topic: Topic, clerk: User) -> None:
    other = opened(make_topic(case.team), by=clerk, customer=case.customer_id)
    merge(other.pk, take_in=case.pk, by=clerk, at=MONDAY)
    assert points(other) == ["Foto", "Saiten lösen"]
    undo_merge(case.pk, by=clerk, at=MONDAY)
    assert (points(case), points(other)) == (["Foto", "Saiten lösen"], [])


def test_too_much_is_refused(topic: Topic, clerk: User) -> None:
    with pytest.raises(Refused, match="Höchstens 30 Punkte"):
        save_checklist(topic, points="a\n" * (MOST_POINTS + 1), by=clerk, at=MONDAY)
    with pytest.raises(Refused, match="höchstens 200 Zeichen"):
        save_checklist(topic, points="a" * 201, by=clerk, at=MONDAY)


def test_the_administration_sets_them_by_topic(topic: Topic) -> None:
    admin = signed_in(make_user(Role.ADMIN))
    assert f"{topic.name} 2 Punkte" in text_of(admin.get("/einstellungen/checklisten/"))
    admin.post(f"/einstellungen/checklisten/{topic.pk}/", {"points": "Eins"})
    assert f"{topic.name} ein Punkt" in text_of(admin.get("/einstellungen/checklisten/"))
