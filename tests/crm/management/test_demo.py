"""The demo keeps every promise it shows and looks like a working day at its end. All tests read one story."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.db.models import Exists, F, OuterRef
from pytest_django import DjangoDbBlocker

from cases.models import (
    Attachment,
    Case,
    CaseCheck,
    CaseContact,
    CaseEvent,
    DeadlineAudit,
    Escalation,
    Pause,
    SavedView,
    Status,
)
from contacts.models import Address, Channel, Consent, Contact, Customer, Finding, Outcome, PhoneNumber, Void
from crm.company.models import Installation, User
from crm.dashboard.models import DailyFigure, PromiseCheck
from crm.management.demo.logins import DEMO_LOGINS, DEMO_PASSWORD
from crm.outbox.delivery import ATTEMPTS
from crm.outbox.models import Notice
from feedback.models import Feedback, Idea, Invitation, SurveyAnswer
from feedback.models.idea import UNDECIDED
from tests.crm.management.demo_story import MONDAY_AFTERNOON, build

pytestmark = [pytest.mark.django_db, pytest.mark.any_store]
POSTCODES = Path(__file__).parents[4] / "shared/data/plz/plz_de_at_ch_li.csv"


@pytest.fixture(scope="module", autouse=True)
def story(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One story for all tests here: they only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        build()
        yield
        transaction.set_rollback(True)


def test_demo_shows_the_company_with_its_logins() -> None:
    assert Installation.objects.get().kind == Installation.DEMO
    assert User.objects.exclude(username="webformular").count() == 20  # which nobody signs in with
    for username, _role in DEMO_LOGINS:
        assert User.objects.get(username=username).check_password(DEMO_PASSWORD)
    assert 220 <= Contact.objects.count() <= 300


def test_demo_uses_every_everyday_channel() -> None:
    met = set(Contact.objects.values_list("channel", flat=True))
    everyday = {Channel.SHOP, Channel.PHONE, Channel.WEB, Channel.EMAIL, Channel.MAGAZINE, Channel.VISIT}
    assert everyday <= met


def test_every_contact_is_settled_or_belongs_to_a_case_or_had_no_concern() -> None:
    linked = Exists(CaseContact.objects.filter(contact=OuterRef("pk")))
    assert not Contact.objects.filter(outcome=Outcome.FOLLOW_UP).exclude(linked).exists()
    complaints = Feedback.objects.filter(kind="complaint")
    assert complaints.exists()
    assert not complaints.filter(case=None).exists()


def test_every_open_case_is_armed_and_nothing_is_due_unfired() -> None:
    still_open = Case.objects.exclude(status=Status.RESOLVED)
    assert still_open.exists()
    assert not still_open.filter(escalate_at=None).exists()
    assert not still_open.filter(escalate_at__lte=MONDAY_AFTERNOON).exists()
    assert not Case.objects.exclude(failures=0).exists()


def test_the_work_list_has_something_of_everything() -> None:
    still_open = Case.objects.exclude(status=Status.RESOLVED)
    evening = MONDAY_AFTERNOON.replace(hour=22, minute=59)
    assert 3 <= still_open.filter(due_at__lte=MONDAY_AFTERNOON).count() <= 8
    assert still_open.filter(due_at__gt=MONDAY_AFTERNOON, due_at__lte=evening).count() >= 2
    assert still_open.filter(due_at__gt=evening, due_at__lte=evening + timedelta(days=1)).count() >= 2
    assert still_open.filter(status=Status.WAITING).count() >= 3
    assert still_open.filter(owner=None).count() >= 2
    assert 1 <= Escalation.objects.filter(acknowledged_at=None).count() <= 3
    assert Notice.objects.filter(
        recipient__username="vorgang", medium="app", read_at=None, dropped_at=None
    ).exists()


def test_no_mail_of_the_past_goes_out_on_the_first_start() -> None:
    mails = Notice.objects.filter(medium=Notice.MAIL)
    assert mails.exists()
    assert not mails.filter(sent_at=None, dropped_at=None, dead_at=None).exists()


def test_one_mail_was_given_up_and_the_administration_was_told() -> None:
    given_up = Notice.objects.get(dead_at__isnull=False)
    assert (given_up.address, given_up.attempts) == ("lorenz@example.org", ATTEMPTS)
    assert given_up.error == "Der Mailserver antwortet: 452 4.2.2 Mailbox full"
    told = Notice.objects.get(kind="dead_letters")
    assert (str(told.recipient), told.created_at) == ("Katrin Seidel", given_up.dead_at)


def test_a_case_is_back_in_the_team_and_another_waits_for_the_third_time() -> None:
    back = CaseEvent.objects.get(verb="returned")
    assert back.data == {"owner": "Samuel Bentele", "team": "Werkstatt"}
    assert back.case.owner is None
    assert list(Notice.objects.filter(kind="returned", medium="mail").values_list("recipient__username")) == [
        ("riedl",)
    ]
    assert Pause.objects.get(ended_at=None, in_a_row=3).case.title == "Händleranfrage: Vertrieb in Luzern"
    assert Notice.objects.filter(kind="parked", recipient__username="teamleitung").exists()


def test_colleagues_use_what_there_is() -> None:
    assert set(SavedView.objects.values_list("user__username", flat=True)) == {
        "vorgang",
        "teamleitung",
        "riedl",
    }
    assert set(Attachment.objects.values_list("name", flat=True)) == {"Angebot.txt", "Buchungen.csv"}
    named = Notice.objects.filter(kind="mention", medium="app").values_list("recipient__username", flat=True)
    assert set(named) == {"kovac", "lorenz"}
    checks = CaseCheck.objects.filter(case__title="Griffbrett der Meistergitarre hebt sich")
    assert [str(check.done_by) for check in checks] == ["Milan Kovač", "Milan Kovač", "None", "None"]


def test_every_night_was_proven_and_every_promise_held() -> None:
    nights = {MONDAY_AFTERNOON.date() - timedelta(days=number) for number in range(28)}
    assert set(DeadlineAudit.objects.values_list("night", flat=True)) == nights
    assert not DeadlineAudit.objects.exclude(differences=0, finished_at__isnull=False).exists()
    assert set(PromiseCheck.objects.values_list("night", flat=True)) == nights
    assert not PromiseCheck.objects.exclude(broken=0).exists()


def test_every_past_day_has_its_figures() -> None:
    days = set(DailyFigure.objects.values_list("day", flat=True))
    yesterday = MONDAY_AFTERNOON.date() - timedelta(days=1)
    assert {yesterday - timedelta(days=number) for number in range(20)} <= days


def test_no_text_shows_a_gap_that_was_not_filled() -> None:
    texts = [
        *Contact.objects.values_list("text", flat=True),
        *Case.objects.values_list("title", flat=True),
        *Notice.objects.values_list("text", flat=True),
        *Customer.objects.values_list("organisation", flat=True),
    ]
    assert [text for text in texts if re.search(r"[{}]|%\(|None|XXX", text)] == []


def test_a_slip_was_taken_back_and_leaves_the_story_in_order() -> None:
    assert Void.objects.exists()
    assert not Void.objects.exclude(contact__recorded_at__gt=F("at") - timedelta(minutes=1)).exists()


def test_most_telephone_numbers_are_real_ones() -> None:
    doubtful = PhoneNumber.objects.filter(e164="").count()
    assert doubtful <= PhoneNumber.objects.count() * 0.04


def test_some_customers_have_gaps_and_most_have_none() -> None:
    gaps = Exists(Finding.objects.filter(customer=OuterRef("pk"), resolved_at=None))
    with_gaps, all_of_them = Customer.objects.filter(gaps).count(), Customer.objects.count()
    assert 0.03 < with_gaps / all_of_them < 0.25


@pytest.mark.skipif(not POSTCODES.exists(), reason="the list of postcodes is not here")
def test_towns_fit_their_postcodes() -> None:
    towns = defaultdict(set)
    with POSTCODES.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            towns[row["land"], row["plz"]].add(row["ort"])
    addresses = list(Address.objects.values_list("country", "postal_code", "city"))
    fitting = [city in towns[country, code] for country, code, city in addresses]
    assert len(fitting) > 100
    assert sum(fitting) / len(fitting) >= 0.99


def test_people_were_asked_only_with_consent_and_some_answered_badly() -> None:
    consents = list(Consent.objects.values_list("state", flat=True))
    assert {"given", "withdrawn"} == set(consents)
    asked = Invitation.objects.count()
    answers = SurveyAnswer.objects.count()
    assert asked >= 5
    assert 0 < answers < asked
    agreed = Consent.objects.filter(state="given").values("customer")
    assert not Invitation.objects.exclude(customer__in=agreed).exists()
    assert not Notice.objects.filter(kind="survey", sent_at=None).exists()


def test_wishes_are_put_to_ideas_every_friday() -> None:
    friday = MONDAY_AFTERNOON - timedelta(days=3)
    earlier = Feedback.objects.filter(kind="wish", contact__void=None, at__lt=friday.replace(hour=12))
    assert earlier.exists()
    assert not earlier.filter(idea_wish=None).exists()
    assert Idea.objects.filter(status__in=UNDECIDED).exists()
    assert not Idea.objects.exclude(status__in=UNDECIDED).filter(decision_reason="").exists()


def test_there_is_something_to_listen_to() -> None:
    kinds = Feedback.objects.filter(contact__void=None).values_list("kind", "origin")
    assert {"expectation", "competitor"} <= {kind for kind, _origin in kinds}
    reviews = Feedback.objects.filter(origin="review")
    assert sorted(reviews.values_list("kind", flat=True)) == ["", "", "complaint", "praise"]
    assert Contact.objects.filter(text__contains="Nova").count() == 15
