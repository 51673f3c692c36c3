"""Acts on a case: done once, refused with words at the field, and nobody's text lost when somebody was faster."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from cases.escalation import sweep_escalations
from cases.lifecycle import close, hand_over, pause
from cases.models import Case, CaseEvent, DeadlineKind, Status
from contacts.models import Topic
from crm.company.models import Role, User
from tests.cases.pages import MONDAY, local, opened, signed_in, text_of
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
ACTS = ("notiz", "warten", "weiter", "uebergabe", "dringlichkeit", "loesung", "oeffnen", "gesehen")
DIALOG = {"HX-Request": "true"}


@pytest.fixture
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def clerk() -> User:
    return make_user(first_name="Aylin", last_name="Demir")


@pytest.fixture
def topic(clerk: User) -> Topic:
    make_policy(first_response=240, resolution=960)
    return make_topic(make_team((clerk,), name="Werkstatt"), name="Reparatur")


@pytest.fixture
def case(topic: Topic, clerk: User) -> Case:
    return opened(topic, by=clerk)


@pytest.fixture
def browser(clerk: User) -> Client:
    return signed_in(clerk)


def address(case: Case, act: str) -> str:
    return f"/vorgaenge/{case.number}/{act}/"


def wait_data(case: Case, **more: Any) -> dict[str, Any]:
    said = {"kind": "customer", "until": "2026-03-04", "clock": "09:00", "reason": "Foto erbeten"}
    return said | {"version": case.version} | more


def last_event(case: Case) -> CaseEvent:
    return CaseEvent.objects.filter(case=case).order_by("-pk")[0]


def test_a_note_is_written_and_leads_back_to_the_case(browser: Client, case: Case) -> None:
    page = browser.post(address(case, "notiz"), {"text": "Leim ist da"}, follow=True)
    assert page.redirect_chain == [(f"/vorgaenge/{case.number}/", 302)]
    assert "Leim ist da" in text_of(page)
    assert "Die Notiz ist gespeichert." in page.content.decode()


def test_a_wait_ends_on_the_chosen_local_moment(browser: Client, case: Case) -> None:
    assert browser.post(address(case, "warten"), wait_data(case)).status_code == 302
    case.refresh_from_db()
    assert case.status == Status.WAITING
    assert case.deadlines.get(kind=DeadlineKind.FOLLOW_UP).due_at == local("2026-03-04 09:00")


def test_a_wait_is_offered_for_two_working_days(browser: Client, topic: Topic, clerk: User) -> None:
    friday = opened(topic, by=clerk, at=local("2026-02-27 09:00"))
    with time_machine.travel(local("2026-02-27 14:00"), tick=False):
        page = signed_in(clerk).get(address(friday, "warten"))
    assert 'value="2026-03-03"' in page.content.decode()
    assert 'value="14:00"' in page.content.decode()


def test_going_on_ends_the_wait(browser: Client, case: Case, clerk: User) -> None:
    case = pause(
        case.pk, kind="customer", until=local("2026-03-04 09:00"), reason="Foto", by=clerk, at=MONDAY
    )
    browser.post(address(case, "weiter"), {"version": case.version})
    case.refresh_from_db()
    assert case.status == Status.OPEN


def test_handing_over_and_taking_over(browser: Client, case: Case, clerk: User) -> None:
    team, colleague = make_team(name="Versand"), make_user()
    given = {"team": team.pk, "owner": colleague.pk, "reason": "Paket", "version": case.version}
    boss = signed_in(make_user(Role.MANAGEMENT))
    boss.post(address(case, "uebergabe"), given)
    case.refresh_from_db()
    assert (case.team, case.owner) == (team, colleague)
    boss.post(address(case, "uebergabe"), {"team": team.pk, "owner": clerk.pk, "version": case.version})
    case.refresh_from_db()
    assert case.owner == clerk


def test_changing_how_urgent_it_is(browser: Client, case: Case) -> None:
    make_policy(first_response=60, resolution=480, position=1, priority="urgent")
    assert f"{address(case, 'dringlichkeit')}?" in browser.get(f"/vorgaenge/{case.number}/").content.decode()
    form = browser.get(address(case, "dringlichkeit")).content.decode()
    assert all(word in form for word in ("niedrig", "normal", "hoch", "dringend"))
    said = {"priority": "urgent", "reason": "Konzert am Samstag", "version": case.version}
    page = browser.post(address(case, "dringlichkeit"), said, follow=True)
    told = text_of(page)
    assert "ändert die Dringlichkeit von „normal“ auf „dringend“" in told
    assert "Konzert am Samstag" in told
    assert "Versprechen jetzt heute, 11:00 statt heute, 15:00" in told
    assert "Die Dringlichkeit ist geändert." in page.content.decode()


def test_the_same_urgency_is_refused_at_its_field(browser: Client, case: Case) -> None:
    said = {"priority": "normal", "reason": "Konzert am Samstag", "version": case.version}
    page = browser.post(address(case, "dringlichkeit"), said)
    assert page.status_code == 400
    assert "Die Dringlichkeit ist schon „normal“. Bitte wählen Sie eine andere." in text_of(page)
    assert 'id="id_priority_error"' in page.content.decode()
    assert 'value="Konzert am Samstag"' in page.content.decode()


def test_solving_names_the_answer_by_which_they_know(browser: Client, case: Case, clerk: User) -> None:
    captured(None, by=clerk, at=MONDAY, case=case.pk, direction="out", text="Der Steg ist geleimt.")
    answer = case.links.get(opened_case=False).contact
    case.refresh_from_db()
    form = browser.get(address(case, "loesung"))
    assert "Telefon, 10:00: Der Steg ist geleimt." in text_of(form)
    data = {"result": "Geleimt", "informed_by": answer.pk, "version": case.version}
    assert browser.post(address(case, "loesung"), data).status_code == 302
    case.refresh_from_db()
    assert case.status == Status.RESOLVED
    assert case.closures.get().informed_by == answer


def test_solving_without_an_answer_needs_a_reason(browser: Client, case: Case) -> None:
    data = {"result": "Geleimt", "version": case.version}
    page = browser.post(address(case, "loesung"), data)
    assert page.status_code == 400
    assert "Bitte schreiben Sie, warum niemand Bescheid gegeben hat." in text_of(page)
    assert "Geleimt" in page.content.decode()
    assert browser.post(address(case, "loesung"), data | {"not_informed_reason": "war da"}).status_code == 302


def test_opening_again_needs_a_reason(browser: Client, case: Case, clerk: User) -> None:
    case = close(case.pk, result="x", not_informed_reason="war da", by=clerk, at=MONDAY)
    page = browser.post(address(case, "oeffnen"), {"version": case.version})
    assert page.status_code == 400
    assert "Bitte schreiben Sie, warum der Vorgang wieder offen ist." in text_of(page)
    browser.post(address(case, "oeffnen"), {"version": case.version, "reason": "hielt nicht"})
    case.refresh_from_db()
    assert case.status == Status.OPEN


def test_acknowledging_until_the_next_working_day(topic: Topic, clerk: User) -> None:
    case = opened(topic, by=clerk, at=local("2026-02-27 08:00"))
    sweep_escalations(local("2026-02-27 11:30"))
    lead = signed_in(case.team.lead)
    form = lead.get(address(case, "gesehen"))
    assert 'value="2026-03-03"' in form.content.decode()
    data = {"next_at": "2026-03-03", "clock": "10:00", "version": case.version}
    assert lead.post(address(case, "gesehen"), data).status_code == 302
    case.refresh_from_db()
    assert case.unacknowledged_since is None
    assert last_event(case).verb == "acknowledged"


def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(browser: Client, case: Case) -> None:
    page = browser.post(address(case, "warten"), wait_data(case, until="2026-04-30"))
    assert page.status_code == 400
    said = text_of(page)
    assert "Ein Vorgang wartet höchstens 14 Tage. Bitte wählen Sie ein früheres Datum." in said
    assert "Foto erbeten" in page.content.decode()
    assert 'id="id_until_error"' in page.content.decode()


def test_a_refusal_of_the_whole_stands_above(browser: Client, case: Case) -> None:
    page = browser.post(address(case, "weiter"), {"version": case.version})
    assert page.status_code == 400
    assert "Dieser Vorgang wartet gerade nicht." in text_of(page)


@pytest.mark.parametrize("headers", [{}, DIALOG])
def test_who_was_faster_is_named_and_the_text_is_still_there(
    browser: Client, case: Case, headers: dict[str, str]
) -> None:
    seen, milan = case.version, make_user(Role.LEAD, first_name="Milan", last_name="Kovač")
    hand_over(case.pk, team=case.team, owner=milan, by=milan, at=MONDAY - timedelta(minutes=2))
    page = browser.post(address(case, "warten"), wait_data(case, version=seen), headers=headers)
    assert page.status_code == 409
    assert (
        "Jemand war schneller. Milan Kovač hat um 9:58 die Zuständigkeit geändert. Ihr Text ist noch da."
        in text_of(page)
    )
    assert "Foto erbeten" in page.content.decode()
    case.refresh_from_db()
    assert case.status == Status.OPEN
    assert f'name="version" value="{case.version}"' in page.content.decode()
    browser.post(address(case, "warten"), wait_data(case), headers=headers)
    case.refresh_from_db()
    assert case.status == Status.WAITING


def test_a_form_opened_on_an_old_page_says_so_at_once(browser: Client, case: Case, clerk: User) -> None:
    hand_over(case.pk, team=case.team, owner=clerk, by=clerk, at=MONDAY)
    said = text_of(browser.get(f"{address(case, 'warten')}?version=1"))
    assert "Jemand war schneller. Aylin Demir hat um 10:00 die Zuständigkeit geändert." in said
    assert "Jemand war schneller" not in text_of(browser.get(f"{address(case, 'warten')}?version=2"))
    assert "Jemand war schneller" not in text_of(browser.get(f"{address(case, 'notiz')}?version=1"))


def test_in_a_dialog_the_form_comes_alone_and_success_leads_back(browser: Client, case: Case) -> None:
    form = browser.get(address(case, "notiz"), headers=DIALOG)
    assert "<html" not in form.content.decode()
    assert f'hx-post="{address(case, "notiz")}"' in form.content.decode()
    done = browser.post(address(case, "notiz"), {"text": "Leim"}, headers=DIALOG)
    assert done.headers["HX-Redirect"] == f"/vorgaenge/{case.number}/"


@pytest.mark.parametrize("act", ACTS)
def test_nobody_else_may(case: Case, act: str) -> None:
    stranger = signed_in(make_user(Role.FRONTDESK))
    assert stranger.get(address(case, act)).status_code == 403
    assert stranger.post(address(case, act), {"text": "x", "version": case.version}).status_code == 403
    case.refresh_from_db()
    assert (case.version, last_event(case).verb) == (1, "opened")


@pytest.mark.parametrize("act", [act for act in ACTS if act != "gesehen"])
def test_management_outside_of_a_confidential_case_reads_nothing_through_an_act(act: str) -> None:
    make_policy()
    case = opened(make_topic(make_team(), confidential=True), by=make_user(), text="Herr Klotz")
    assert signed_in(make_user(Role.MANAGEMENT)).get(address(case, act)).status_code == 403


def test_the_form_of_an_acknowledgement_hides_a_confidential_title() -> None:
    make_policy()
    case = opened(make_topic(make_team(), confidential=True), by=make_user(), text="Herr Klotz")
    page = signed_in(make_user(Role.MANAGEMENT)).get(address(case, "gesehen"))
    assert page.status_code == 200
    assert "Klotz" not in page.content.decode()


def test_whoever_got_the_escalation_may_acknowledge_and_no_more(topic: Topic, clerk: User) -> None:
    owner = make_user()
    case = opened(topic, by=clerk, at=local("2026-02-27 08:00"))
    hand_over(case.pk, team=case.team, owner=owner, by=clerk, at=local("2026-02-27 08:00"))
    sweep_escalations(local("2026-02-27 11:30"))
    hand_over(case.pk, team=case.team, by=clerk, at=local("2026-02-27 11:40"))
    case.refresh_from_db()
    browser = signed_in(owner)
    data = {"next_at": "2026-03-03", "clock": "10:00", "version": case.version}
    assert browser.post(address(case, "gesehen"), data).status_code == 302
    assert browser.post(address(case, "notiz"), {"text": "x"}).status_code == 403


def test_an_act_on_an_unknown_case_is_not_found(browser: Client) -> None:
    assert browser.get("/vorgaenge/99/notiz/").status_code == 404


def test_an_act_needs_a_signed_in_person(case: Case) -> None:
    assert Client().post(address(case, "notiz"), {"text": "x"}).status_code == 302
    assert last_event(case).verb == "opened"
