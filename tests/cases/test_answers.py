"""Answers: who writes them, which is shown first, what was missing, and who looks at them again."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.answer_files import add_files, remove_answer_file
from cases.answer_gaps import gaps_shown, missing_words, open_gaps, settle_gap
from cases.answer_reviews import sweep_answers, untold
from cases.answer_search import search_answers
from cases.answer_standing import count_standings
from cases.answer_writing import REVIEW_EVERY, review_answer, save_answer
from cases.answers import answers_for
from cases.attachment_files import path_of
from cases.hindrances import say_hindrance
from cases.models import Answer, AnswerGap, AnswerUse, Case, Hindrance
from cases.proofs import proofs
from contacts.models import Contact, Topic
from crm.company.models import Role, User
from crm.company.permissions import viewer_of
from crm.desk.voiding import undo
from crm.lib.acts import NotAllowed, Refused
from crm.outbox.models import Heartbeat, Notice
from tests.cases.pages import MONDAY, signed_in, text_of
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user
from tests.factories.contacts import a_contact, a_customer
from tests.factories.files import a_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
TODAY = MONDAY.date()


@pytest.fixture
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def clerk() -> User:
    return make_user(Role.BACKOFFICE)


@pytest.fixture
def topic(clerk: User) -> Topic:
    make_policy()
    return make_topic(make_team((clerk,)), name="Reparatur")


def written(topic: Topic, by: User, title: str = "Was kostet ein Steg?", **more: Any) -> Answer:
    facts: dict[str, Any] = {"text": "Ab 89 Euro."} | more
    return save_answer(None, topic=topic, title=title, **facts, by=by, at=MONDAY)


def test_an_answer_is_looked_at_after_half_a_year_and_before_it_ends(topic: Topic, clerk: User) -> None:
    assert written(topic, clerk).review_on == TODAY + REVIEW_EVERY
    ends = TODAY + timedelta(days=30)
    assert written(topic, clerk, "Rabatt?", valid_until=ends).review_on == ends
    early = written(topic, clerk, "Aktion?", valid_until=ends, review_on=TODAY + timedelta(days=3))
    assert early.review_on == TODAY + timedelta(days=3)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("title", ""),
        ("text", " "),
        ("links", "Preisliste"),
        ("links", "Böse javascript:alert(1)"),
        ("links", "\n".join(["https://a.example"] * 9)),
        ("steps", "\n".join("Schritt" for _each in range(13))),
        ("steps", "a" * 301),
    ],
)
def test_what_cannot_be_an_answer_is_said_at_its_field(
    topic: Topic, clerk: User, field: str, typed: str
) -> None:
    with pytest.raises(Refused) as refused:
        written(topic, clerk, **({"title": "Wie?"} | {field: typed}))
    assert set(refused.value.messages) == {field}


def test_links_are_words_and_an_address_of_the_web(topic: Topic, clerk: User) -> None:
    row = written(topic, clerk, links="Unsere Preise  https://www.example.org/preise\n\nhttp://example.org")
    assert row.link_lines == [
        ("Unsere Preise", "https://www.example.org/preise"),
        ("example.org", "http://example.org"),
    ]


def test_everybody_but_the_counter_writes_and_an_owner_always_changes(topic: Topic, clerk: User) -> None:
    trainee = make_user(Role.FRONTDESK)
    with pytest.raises(NotAllowed):
        written(topic, trainee)
    row = written(topic, clerk, owner=trainee)
    assert signed_in(trainee).get(f"/antworten/{row.pk}/bearbeiten/").status_code == 200
    assert signed_in(make_user(Role.FRONTDESK)).get(f"/antworten/{row.pk}/bearbeiten/").status_code == 403
    assert review_answer(row.pk, by=trainee, at=MONDAY + timedelta(days=9)).review_on == (
        TODAY + timedelta(days=9) + REVIEW_EVERY
    )


def test_an_answer_that_ended_is_not_shown_at_the_counter(topic: Topic, clerk: User) -> None:
    row = written(topic, clerk, valid_until=TODAY)
    assert list(answers_for(topic, today=TODAY)) == [row]
    tomorrow = TODAY + timedelta(days=1)
    assert not answers_for(topic, today=tomorrow).exists()
    assert not search_answers("steg", today=tomorrow)
    with pytest.raises(Refused, match="neues Ende"):
        review_answer(row.pk, by=clerk, at=MONDAY + timedelta(days=1))


# -- which is shown first ------------------------------------------------------------------------


def test_the_order_is_how_often_it_helped_among_the_contacts_it_was_shown_at(
    topic: Topic, clerk: User
) -> None:
    old, new, idle = (
        Answer.objects.create(topic=topic, title=title, text="So.", written_at=at)
        for title, at in (
            ("Alt", None),
            ("Neu", MONDAY - timedelta(days=1)),
            ("Nie", MONDAY - timedelta(days=80)),
        )
    )
    below = make_topic(topic.team, parent=topic)
    customer = a_customer("Lind")
    for day in range(20, 60):
        told = a_contact(customer, by=clerk, topic=below, at=MONDAY - timedelta(days=day))
        if day % 4 == 0:
            AnswerUse.objects.create(answer=old, contact=told)
    fresh = a_contact(customer, by=clerk, topic=topic, at=MONDAY - timedelta(hours=1))
    AnswerUse.objects.create(answer=new, contact=fresh)
    a_contact(customer, by=clerk, topic=topic, at=MONDAY - timedelta(days=99))  # too long ago
    assert count_standings(MONDAY) == 3
    numbers = {row.title: (row.helped_lately, row.met_lately) for row in Answer.objects.all()}
    assert numbers == {"Alt": (10, 41), "Neu": (1, 1), "Nie": (0, 41)}
    # (10 + 1) / (41 + 10) = 0.216, (1 + 1) / (1 + 10) = 0.182, (0 + 1) / (41 + 10) = 0.020
    assert list(answers_for(below, today=TODAY)) == [old, new, idle]
    assert count_standings(MONDAY) == 0


def test_what_was_voided_did_not_help(topic: Topic, clerk: User) -> None:
    row = written(topic, clerk)
    told = captured(topic, by=clerk, at=MONDAY, outcome="resolved", answer=row.pk).contact
    later = MONDAY + timedelta(minutes=1)
    count_standings(later)
    row.refresh_from_db()
    assert (row.helped, row.helped_lately, row.met_lately) == (1, 1, 1)
    undo(told, by=clerk, at=later)
    count_standings(later)
    row.refresh_from_db()
    assert (row.helped, row.helped_lately, row.met_lately) == (0, 0, 0)


# -- finding -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("steg", ["Was kostet ein Steg?", "Womit leimen?"]),
        ("STEG kosten", []),
        ("steg kostet", ["Was kostet ein Steg?"]),
        ("haende", ["Womit leimen?"]),
        ("Hände waschen", ["Womit leimen?"]),
        ("leim", ["Womit leimen?"]),
        ("reparatur", ["Was kostet ein Steg?", "Womit leimen?"]),
        ("?", []),
        ("Posaune", []),
    ],
)
def test_every_word_must_stand_somewhere(topic: Topic, clerk: User, q: str, found: list[str]) -> None:
    written(topic, clerk)
    written(topic, clerk, "Womit leimen?", text="Mit Knochenleim am Steg.", steps="Hände waschen\nRühren")
    assert [row.title for row in search_answers(q, today=TODAY)] == found


def test_answers_of_all_topics_are_found_at_the_counter_in_three_statements(
    topic: Topic, clerk: User
) -> None:
    written(make_topic(topic.team, name="Lieferung"), clerk, "Was kostet der Versand?")
    written(topic, clerk)
    browser = signed_in(clerk)
    browser.get("/erfassen/antworten/", {"answer_q": "kostet"})
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = browser.get(f"/erfassen/antworten/?topic={topic.pk}&answer_q=kostet")
    said = page.content.decode()
    assert said.index("ein Steg") < said.index("der Versand")  # the chosen topic goes first
    assert 'data-takes-topic="' in said
    assert len([each for each in asked if "cases_answer" in each["sql"]]) == 2


# -- what is missing -----------------------------------------------------------------------------


def test_missing_is_one_tick_at_the_counter_and_goes_with_the_contact(topic: Topic, clerk: User) -> None:
    told = captured(
        topic, by=clerk, at=MONDAY, outcome="resolved", answer_missing=True, answer_words="Steg aus Bein"
    ).contact
    gap = AnswerGap.objects.get()
    assert (gap.contact, gap.topic, gap.words) == (told, topic, "Steg aus Bein")
    undo(told, by=clerk, at=MONDAY)
    assert not AnswerGap.objects.exists()


def test_a_new_answer_settles_what_was_missing_about_its_topic(topic: Topic, clerk: User) -> None:
    captured(topic, by=clerk, at=MONDAY, outcome="resolved", answer_missing=True)
    other = missing_words("Notenständer", by=clerk, at=MONDAY)
    written(topic, clerk)
    assert list(open_gaps()) == [other]
    settle_gap(other.pk, by=clerk, at=MONDAY)
    assert not open_gaps().exists()
    with pytest.raises(NotAllowed):
        settle_gap(other.pk, by=make_user(Role.FRONTDESK), at=MONDAY)


def test_the_same_words_of_one_person_count_once_a_day(clerk: User) -> None:
    first = missing_words("Notenständer", by=clerk, at=MONDAY)
    assert missing_words(" notenständer ", by=clerk, at=MONDAY) == first
    assert missing_words("Notenständer", by=make_user(), at=MONDAY) != first
    assert missing_words("Notenständer", by=clerk, at=MONDAY + timedelta(days=1)) != first
    with pytest.raises(Refused):
        missing_words("  ", by=clerk, at=MONDAY)


def test_what_was_missing_at_a_confidential_contact_stays_unsaid_outside(clerk: User) -> None:
    make_policy()
    secret = make_topic(make_team((clerk,)), confidential=True)
    captured(secret, by=clerk, at=MONDAY, outcome="resolved", answer_missing=True, answer_words="Herr Klotz")
    seen = [gaps_shown(viewer_of(who, today=TODAY))[0].words for who in (clerk, make_user(Role.LEAD))]
    assert seen == ["Herr Klotz", ""]


# -- looking again -------------------------------------------------------------------------------


def due(topic: Topic, **more: Any) -> Answer:
    return Answer.objects.create(topic=topic, title="Steg?", text="So.", review_on=TODAY, **more)


def test_whoever_is_responsible_hears_of_a_review_once(topic: Topic, clerk: User) -> None:
    row = due(topic, owner=clerk)
    assert sweep_answers(MONDAY).handled == 1
    assert sweep_answers(MONDAY + timedelta(hours=1)).handled == 0
    notice = Notice.objects.get(medium="app")
    assert (notice.recipient, notice.path, notice.subject) == (
        clerk,
        f"/antworten/{row.pk}/",
        "Gilt diese Antwort noch? „Steg?“",
    )
    row.refresh_from_db()
    review_answer(row.pk, by=clerk, at=MONDAY)
    assert sweep_answers(MONDAY + REVIEW_EVERY).handled == 1
    assert Notice.objects.filter(medium="app").count() == 2


@pytest.mark.parametrize("gone", [True, False])
def test_without_somebody_responsible_the_lead_hears_of_it(topic: Topic, gone: bool) -> None:
    left = make_user(Role.BACKOFFICE)
    due(topic, owner=left if gone else None)
    User.objects.filter(pk=left.pk).update(is_active=False)
    sweep_answers(MONDAY)
    assert Notice.objects.get(medium="app").recipient == topic.team.lead


def test_what_rests_or_is_not_due_is_left_alone(topic: Topic, clerk: User) -> None:
    due(topic, active=False)
    Answer.objects.create(topic=topic, title="Später", text="So.", review_on=TODAY + timedelta(days=1))
    Answer.objects.create(topic=topic, title="Nie", text="So.")
    assert not untold(TODAY).exists()


def test_a_review_that_nobody_was_told_of_is_counted(topic: Topic, clerk: User) -> None:
    due(topic, owner=clerk)
    sweep_answers(MONDAY)
    Heartbeat.objects.create(sweep="answers", ran_at=MONDAY)
    sentence = "Fällige Prüfung einer Antwort wurde gemeldet"
    told = next(each for each in proofs(MONDAY) if each.what == sentence)
    assert (told.checked, told.broken) == (1, 0)
    Answer.objects.update(reminded_for=None)
    assert next(each for each in proofs(MONDAY) if each.what == sentence).broken == 1


# -- files, pages, why ---------------------------------------------------------------------------


def test_files_are_kept_handed_out_as_downloads_and_taken_away(
    topic: Topic, clerk: User, django_capture_on_commit_callbacks: Any
) -> None:
    row = written(topic, clerk)
    (kept,) = add_files(row.pk, [a_file("Preise.txt")], by=clerk, at=MONDAY)
    got = signed_in(make_user(Role.FRONTDESK)).get(f"/antworten/datei/{kept.key}/")
    assert got.headers["Content-Disposition"] == 'attachment; filename="Preise.txt"'
    assert "sandbox" in got.headers["Content-Security-Policy"]
    assert b"".join(got) == b"Preise.txt"
    with pytest.raises(NotAllowed):
        remove_answer_file(row.pk, kept.key, by=make_user(Role.FRONTDESK), at=MONDAY)
    with django_capture_on_commit_callbacks(execute=True):
        remove_answer_file(row.pk, kept.key, by=clerk, at=MONDAY)
    assert not path_of(kept.key).exists()
    for name in "ab":
        add_files(row.pk, [a_file(f"{name}{number}.txt") for number in range(4)], by=clerk, at=MONDAY)
    with pytest.raises(Refused, match="Höchstens 8"):
        add_files(row.pk, [a_file()], by=clerk, at=MONDAY)


def test_the_page_is_equally_cheap_with_one_and_many_answers(topic: Topic, clerk: User) -> None:
    browser = signed_in(clerk)
    written(topic, clerk)
    browser.get("/antworten/")
    statements = []
    for more in (1, 3):
        for number in range(more):
            row = written(make_topic(topic.team, parent=topic), clerk, f"Frage {more}.{number}", owner=clerk)
            add_files(row.pk, [a_file()], by=clerk, at=MONDAY)
        with CaptureQueriesContext(connection) as asked:
            page = browser.get("/antworten/")
        statements.append(len(asked))
        assert "alle geprüft" in text_of(page)
    assert statements == [10, 10]


def test_an_answer_is_written_and_changed_on_its_page(topic: Topic, clerk: User) -> None:
    browser = signed_in(clerk)
    typed = {"topic": topic.pk, "title": "Was kostet ein Steg?", "text": "Ab 89 Euro.", "active": "on"}
    assert browser.post("/antworten/neu/", typed).status_code == 302
    row = Answer.objects.get()
    again = browser.post(
        f"/antworten/{row.pk}/bearbeiten/", typed | {"steps": "Messen\n\nSägen", "valid_until": "2026-04-01"}
    )
    assert again.status_code == 302
    row.refresh_from_db()
    assert (row.step_lines, row.valid_until, row.review_on) == (
        ["Messen", "Sägen"],
        date(2026, 4, 1),
        date(2026, 4, 1),
    )
    refused = browser.post("/antworten/neu/", typed)
    assert refused.status_code == 400
    assert "gibt es schon" in text_of(refused)


def opened(topic: Topic, by: User, **more: Any) -> tuple[Contact, Case]:
    made = captured(topic, by=by, at=MONDAY, **more)
    assert made.case is not None
    return made.contact, made.case


def test_why_it_became_a_case_is_asked_after_saving_and_said_in_one_tap(topic: Topic, clerk: User) -> None:
    contact, _case = opened(topic, clerk)
    browser = signed_in(clerk)
    page = f"/erfassen/?gespeichert={contact.client_id}"
    assert "Woran lag es?" in text_of(browser.get(page))
    said = browser.post(f"/erfassen/{contact.client_id}/woran/", {"lack": "parts"}, follow=True)
    assert "Notiert, es lag an:" in text_of(said)
    browser.post(f"/erfassen/{contact.client_id}/woran/", {"lack": "rights"})
    assert [row.lack for row in Hindrance.objects.all()] == ["rights"]


def test_it_is_asked_only_of_a_concern_that_could_have_been_solved(topic: Topic, clerk: User) -> None:
    impossible = make_topic(topic.team, solvable_at_once=False)
    at_once = captured(topic, by=clerk, at=MONDAY, outcome="resolved").contact
    first, case = opened(topic, clerk)
    joined = captured(None, by=clerk, at=MONDAY, case=case.pk).contact
    for contact in (opened(impossible, clerk)[0], at_once, joined):
        page = signed_in(clerk).get(f"/erfassen/?gespeichert={contact.client_id}")
        assert "Woran lag es?" not in text_of(page)
    for contact in (at_once, joined):
        with pytest.raises(Refused):
            say_hindrance(contact.pk, lack="parts", by=clerk, at=MONDAY)
    with pytest.raises(Refused):
        say_hindrance(first.pk, lack="weather", by=clerk, at=MONDAY)
    with pytest.raises(NotAllowed):
        say_hindrance(first.pk, lack="parts", by=make_user(Role.BACKOFFICE), at=MONDAY)
    with pytest.raises(NotAllowed):
        say_hindrance(first.pk, lack="parts", by=clerk, at=MONDAY + timedelta(days=1))
    with pytest.raises(ObjectDoesNotExist):
        say_hindrance(0, lack="parts", by=clerk, at=MONDAY)


def test_without_javascript_one_button_brings_the_answers_and_keeps_the_person(
    topic: Topic, clerk: User
) -> None:
    customer = a_customer("Lind")
    written(topic, clerk)
    typed = {
        "step": "answers",
        "who": "known",
        "customer": customer.pk,
        "channel": "phone",
        "answer_q": "Steg",
    }
    page = signed_in(clerk).post("/erfassen/", typed)
    assert "Ab 89 Euro." in text_of(page)
    assert page.context["typed"]["customer"] == str(customer.pk)
