"""The page of one case: promise, reckoning, story, facts, and what it costs the database."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from cases.escalation import sweep_escalations
from cases.lifecycle import add_note, close, hand_over, pause, reopen
from cases.models import Answer, Case, CaseEvent
from contacts.models import Topic
from contacts.recording import NewCustomer
from crm.company.models import Absence, Role, User
from crm.desk.voiding import undo
from tests.cases.pages import MONDAY, clock_runs, local, opened, signed_in, text_of
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
STATEMENTS = (
    8  # session, person, what they belong to, case, events, margin, presence, deadlines; waits: one more
)


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


def address(case: Case) -> str:
    return f"/vorgaenge/{case.number}/"


def answered(case: Case, by: User, at: str = "2026-03-02 10:00", text: str = "Wir kümmern uns.") -> None:
    captured(None, by=by, at=local(at), case=case.pk, direction="out", channel="email", text=text)


def test_the_promise_stands_on_top_with_a_ledger_that_adds_up(clerk: User, topic: Topic) -> None:
    case = opened(topic, by=clerk, at=local("2026-02-27 16:20"))
    said = text_of(signed_in(clerk).get(address(case)))
    assert "„Team Werkstatt antwortet bis heute, 11:20 Uhr.“ noch 1 h 20 min" in said
    ledger = said.partition("zählt Summe ")[2]
    assert ledger.startswith(
        "Fr 16:20 – 17:00 Vorgang angelegt 40 min 40 min Sa, So geschlossen – 40 min "
        "Mo 8:00 – 11:20 bis zur Frist 3 h 20 min 4 h Mo 11:20 Ziel für Reparatur (Regel „Regel"
    )


def test_a_broken_promise_says_what_was_promised(clerk: User, topic: Topic) -> None:
    case = opened(topic, by=clerk, at=local("2026-02-27 08:00"))
    said = text_of(signed_in(clerk).get(address(case)))
    assert (
        "„Team Werkstatt wollte bis Fr 12:00 antworten.“ seit Fr 12:00 überfällig (6 h Arbeitszeit)" in said
    )


def test_after_the_answer_the_solution_is_promised(clerk: User, topic: Topic) -> None:
    case = opened(topic, by=clerk, at=local("2026-02-27 16:00"))
    answered(case, clerk)
    said = text_of(signed_in(clerk).get(address(case)))
    assert "„Team Werkstatt löst das bis morgen, Di 16:00.“" in said
    assert "Geantwortet: heute, 10:00 Uhr, wie versprochen." in said


def test_who_picks_up_is_promised_the_solution(clerk: User, topic: Topic) -> None:
    case = opened(topic, by=clerk, picks_up=True)
    said = text_of(signed_in(clerk).get(address(case)))
    assert "„Team Werkstatt löst das bis Mi 10:00.“" in said
    assert "Holt selbst ab: Eine Antwort war nicht zu versprechen." in said


def test_a_wait_is_said_aloud_and_its_time_does_not_count(clerk: User, topic: Topic) -> None:
    case = opened(topic, by=clerk, at=local("2026-02-27 16:00"))
    answered(case, clerk, at="2026-02-27 16:30")
    until = local("2026-03-03 09:00")
    pause(case.pk, kind="customer", until=until, reason="Foto", by=clerk, at=local("2026-02-27 16:30"))
    said = text_of(signed_in(clerk).get(address(case)))
    assert "„Wir warten auf Ulrike Maier, spätestens bis morgen, Di 9:00.“ Wartet auf Kunde Foto" in said
    assert "Fr 16:30 – Di 9:00 Wartet auf Kunde: zählt nicht – 30 min" in said
    assert "Weiterarbeiten" in said


@pytest.mark.parametrize(
    ("solved", "words"),
    [
        ("2026-02-27 16:00", "Gelöst am 27. Februar, 4 Tage früher als versprochen. gehalten"),
        ("2026-03-02 09:00", "Gelöst heute, einen Tag früher als versprochen. gehalten"),
    ],
)
def test_a_solved_case_says_how_the_promise_went(clerk: User, topic: Topic, solved: str, words: str) -> None:
    start = "2026-02-27 15:00" if solved < "2026-03" else "2026-02-27 13:00"
    case = opened(topic, by=clerk, at=local(start))
    close(case.pk, result="Steg geleimt", not_informed_reason="war dabei", by=clerk, at=local(solved))
    said = text_of(signed_in(clerk).get(address(case)))
    assert words in said
    assert "Aylin Demir löst den Vorgang Steg geleimt Nicht informiert: war dabei" in said


def test_a_case_solved_too_late_is_not_called_kept(clerk: User, topic: Topic) -> None:
    case = opened(topic, by=clerk, at=local("2026-02-23 08:00"))
    close(case.pk, result="x", not_informed_reason="war da", by=clerk, at=local("2026-02-27 09:00"))
    said = text_of(signed_in(clerk).get(address(case)))
    assert "Gelöst am 27. Februar, 3 Tage später als versprochen." in said
    assert "nicht gehalten" in said


def test_the_story_is_told_newest_first_by_day(clerk: User, topic: Topic) -> None:
    lead = make_user(Role.LEAD, first_name="Milan", last_name="Kovač")
    case = opened(
        topic, by=clerk, at=local("2026-02-26 15:00"), text="Der Steg löst sich.", voice="complaint"
    )
    hand_over(
        case.pk, team=case.team, owner=clerk, reason="Du kennst sie", by=lead, at=local("2026-02-26 15:30")
    )
    sweep_escalations(local("2026-02-27 09:05"))
    add_note(case.pk, text="Leim ist da", by=lead, at=local("2026-02-27 11:00"))
    answered(case, clerk, text="Wir leimen morgen.")
    said = text_of(signed_in(clerk).get(address(case)))
    parts = [
        "Heute 10:00 E-Mail Aylin Demir antwortet mit einer E-Mail „Wir leimen morgen.“",
        "Freitag, 27. Februar 11:00 Milan Kovač notiert Leim ist da",
        "9:05 Eskalation, Stufe 1 an Aylin Demir: die Antwort ist bald fällig",
        "Donnerstag, 26. Februar 15:30 Milan Kovač übergibt an Aylin Demir, Team Werkstatt Du kennst sie",
        "15:00 Telefon Ulrike Maier ruft an, aufgenommen von Aylin Demir Beschwerde „Der Steg löst sich.“",
        "15:00 Vorgang angelegt für Team Werkstatt, Antwort versprochen bis Fr 10:00",
    ]
    places = [said.index(part) for part in parts]
    assert places == sorted(places)


def test_a_contact_taken_back_stays_readable_but_struck(clerk: User, topic: Topic) -> None:
    case = opened(topic, by=clerk)
    answered(case, clerk, text="Falscher Kunde, Verzeihung.")
    wrong = case.links.get(opened_case=False).contact
    undo(wrong, by=clerk, at=MONDAY)
    page = signed_in(clerk).get(address(case))
    assert "Falscher Kunde, Verzeihung." in text_of(page)
    assert "zurückgenommen von Aylin Demir" in text_of(page)
    assert page.content.decode().count("is-void") == 1


def test_a_cancelled_case_promises_nothing(clerk: User, topic: Topic) -> None:
    case = opened(topic, by=clerk)
    undo(case.links.get().contact, by=clerk, at=MONDAY)
    said = text_of(signed_in(clerk).get(address(case)))
    assert "Storniert: Der einzige Kontakt wurde zurückgenommen" in said
    assert "Versprechen" not in said
    assert "Wieder öffnen" not in said


def test_a_reopened_case_tells_why(clerk: User, topic: Topic) -> None:
    case = opened(topic, by=clerk)
    close(case.pk, result="x", not_informed_reason="war da", by=clerk, at=MONDAY)
    reopen(case.pk, reason="Leim hielt nicht", by=clerk, at=MONDAY)
    said = text_of(signed_in(clerk).get(address(case)))
    assert "Aylin Demir öffnet den Vorgang wieder Leim hielt nicht" in said


def test_the_margin_says_who_takes_care_and_how_to_reach_the_customer(clerk: User, topic: Topic) -> None:
    Answer.objects.create(topic=topic, title="Was kostet ein Steg?", text="Ab 89 Euro.")
    new = NewCustomer(
        first_name="Ulrike", last_name="Maier", salutation="ms", phone="0176 04069083", email="u@example.org"
    )
    earlier = opened(topic, by=clerk, at=local("2026-02-20 09:00"), new_customer=new, text="Sattel erneuern")
    case = opened(topic, by=clerk, customer=earlier.customer_id)
    owner = make_user(first_name="Rosa", last_name="Klein")
    hand_over(case.pk, team=case.team, owner=owner, by=clerk, at=MONDAY)
    substitute = make_user(first_name="Ole", last_name="Brandt")
    Absence.objects.create(user=owner, starts_on=MONDAY.date(), ends_on=MONDAY.date(), substitute=substitute)
    page = signed_in(clerk).get(address(case))
    said = text_of(page)
    assert "Zuständig Rosa Klein Team Werkstatt Vertretung Ole Brandt, heute Dringlichkeit normal" in said
    assert "Name Ulrike Maier Telefon 0176 04069083 E-Mail u@example.org Stammdaten 2 Mängel" in said
    assert 'href="tel:+4917604069083"' in page.content.decode()
    assert f"#{earlier.number} Sattel erneuern (2026)" in said
    assert "Was kostet ein Steg?" in said


def test_somebody_outside_a_confidential_case_sees_number_and_promise_only(clerk: User) -> None:
    make_policy()
    secret = make_topic(make_team(name="Personal"), name="Beschwerde über Mitarbeitende", confidential=True)
    case = opened(secret, by=make_user(), text="Herr Klotz war grob", voice="complaint")
    add_note(case.pk, text="Gespräch mit Klotz geführt", by=case.team.lead, at=MONDAY)
    page = signed_in(clerk).get(address(case))
    assert (
        "Vertraulich: Team Personal antwortet bis heute, 15:00 Uhr. Mehr ist hier nicht zu sehen."
        in text_of(page)
    )
    for hidden in ("Klotz", "Mitarbeitende", "Maier", "0176", "notiert"):
        assert hidden not in page.content.decode()
    assert "Gespräch mit Klotz geführt" in text_of(signed_in(case.team.lead).get(address(case)))


def test_a_confidential_contact_in_an_open_case_keeps_its_words(clerk: User, topic: Topic) -> None:
    case = opened(topic, by=clerk, text="Steg löst sich")
    secret = make_topic(make_team(), confidential=True)
    link = case.links.get()
    captured(None, by=make_user(), at=MONDAY, case=case.pk, text="Und Herr Klotz war grob")
    second = case.links.exclude(pk=link.pk).get().contact
    type(second).objects.filter(pk=second.pk).update(topic=secret)
    said = text_of(signed_in(clerk).get(address(case)))
    assert "Klotz" not in said
    assert "„Vertraulich“" in said


def test_earlier_confidential_cases_stay_out_of_the_margin(clerk: User, topic: Topic) -> None:
    secret = opened(make_topic(make_team(), confidential=True), by=make_user(), text="Herr Klotz war grob")
    case = opened(topic, by=clerk, customer=secret.customer_id)
    said = text_of(signed_in(clerk).get(address(case)))
    assert "Klotz" not in said
    assert f"#{secret.number}" not in said


def test_only_those_who_may_are_offered_the_acts(topic: Topic, clerk: User) -> None:
    case = opened(topic, by=clerk)
    inside, outside = (text_of(signed_in(user).get(address(case))) for user in (clerk, make_user()))
    for act in ("Notiz", "Warten bis …", "Übernehmen", "Übergeben", "Lösen", "Gesehen, ich kümmere mich"):
        assert act in inside
        assert act not in outside
    assert "Rückmelden" in outside


def test_who_got_an_escalation_is_offered_to_answer_it(topic: Topic, clerk: User) -> None:
    owner = make_user()
    case = opened(topic, by=clerk, at=local("2026-02-27 08:00"))
    hand_over(case.pk, team=case.team, owner=owner, by=clerk, at=local("2026-02-27 08:00"))
    sweep_escalations(local("2026-02-27 11:30"))
    hand_over(case.pk, team=case.team, by=clerk, at=local("2026-02-27 11:40"))
    said = text_of(signed_in(owner).get(address(case)))
    assert "Eskaliert (Fr 27.2.), und noch hat niemand geantwortet. Gesehen, ich kümmere mich" in said
    assert "Übergeben" not in said


def test_an_unknown_number_is_not_found(clerk: User) -> None:
    assert signed_in(clerk).get("/vorgaenge/99/").status_code == 404


@pytest.mark.parametrize("events", [3, 300])
def test_the_page_costs_the_same_for_three_and_three_hundred_events(
    clerk: User, topic: Topic, events: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case = opened(topic, by=clerk)
    CaseEvent.objects.bulk_create(
        CaseEvent(case=case, at=MONDAY + timedelta(seconds=n), by=clerk, verb="noted", text=f"Notiz {n}")
        for n in range(1, events)
    )
    clock_runs()
    browser = signed_in(clerk)
    browser.get(address(case))  # calendars are read once per process
    with django_assert_num_queries(STATEMENTS):
        page = browser.get(address(case))
    assert page.content.decode().count('<li class="entry') == min(events + 1, 25)


def test_a_case_with_waits_costs_one_statement_more(
    clerk: User, topic: Topic, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case = opened(topic, by=clerk)
    answered(case, clerk)
    pause(case.pk, kind="customer", until=local("2026-03-04 09:00"), reason="Foto", by=clerk, at=MONDAY)
    clock_runs()
    browser = signed_in(clerk)
    browser.get(address(case))
    with django_assert_num_queries(STATEMENTS + 1):
        browser.get(address(case))


def test_older_events_are_one_link_away(clerk: User, topic: Topic) -> None:
    case = opened(topic, by=clerk)
    for number in range(26):
        add_note(case.pk, text=f"Notiz {number}.", by=clerk, at=MONDAY + timedelta(seconds=number))
    browser = signed_in(clerk)
    first, second = browser.get(address(case)), browser.get(f"{address(case)}?geschichte=2")
    assert "Ältere zeigen" in text_of(first)
    assert "Notiz 0." not in text_of(first)
    assert "Notiz 0." in text_of(second)
    assert "Ältere zeigen" not in text_of(second)
    fragment = browser.get(f"{address(case)}?geschichte=2", headers={"HX-Request": "true"})
    assert fragment.content.decode().lstrip().startswith('<li class="story-day">')


def test_on_paper_stands_the_whole_case_with_its_ledger(clerk: User, topic: Topic) -> None:
    case = opened(topic, by=clerk, at=local("2026-02-27 16:20"))
    for number in range(60):
        add_note(case.pk, text=f"Notiz {number}.", by=clerk, at=MONDAY + timedelta(seconds=number))
    page = signed_in(clerk).get(f"{address(case)}druck/")
    said = text_of(page)
    assert "Notiz 0." in said
    assert "Notiz 59." in said
    assert "„Team Werkstatt antwortet bis heute, 11:20 Uhr.“" in said
    assert "Mo 11:20 Ziel für Reparatur" in said
    assert '<details class="why" open>' in page.content.decode()


def test_on_paper_a_confidential_case_tells_those_outside_no_more(clerk: User) -> None:
    make_policy()
    secret = opened(make_topic(make_team(name="Personal"), confidential=True), by=make_user(), text="Klotz")
    said = text_of(signed_in(clerk).get(f"{address(secret)}druck/"))
    assert "Mehr ist hier nicht zu sehen." in said
    assert "Klotz" not in said
