from datetime import timedelta

import pytest

from contacts.asking import note_shown
from contacts.models import RuleChoice
from contacts.sources import Origin, decline
from crm.desk.questions import Choice, questions
from tests.factories.contacts import MONDAY, a_customer, a_reason, a_source

pytestmark = pytest.mark.django_db


def test_somebody_new_is_asked_how_and_why_they_came() -> None:
    source, reason = a_source("Messe"), a_reason("Instrument kaufen")
    finer = a_source("Musikmesse Frankfurt", parent=source)
    a_source("Branchenbuch", active=False)
    assert [(question.what, question.choices) for question in questions(None, now=MONDAY)] == [
        ("source", [Choice(str(source.pk), "Messe", [Choice(str(finer.pk), "Musikmesse Frankfurt")])]),
        ("reason", [Choice(str(reason.pk), "Instrument kaufen")]),
    ]
    assert not any(question.referral for question in questions(None, now=MONDAY))


def test_a_recommendation_asks_by_whom_also_in_its_finer_answers() -> None:
    top = a_source("Empfehlung", referral=True)
    a_source("Lehrkraft", parent=top)
    [question] = questions(None, now=MONDAY)
    assert question.referral
    assert question.choices[0].finer[0].referral


def test_what_is_known_or_was_asked_before_is_not_asked_again() -> None:
    source, reason = a_source(), a_reason()
    knows_source = a_customer(phone="0711 80497319", origin=Origin(source=source))
    knows_both = a_customer(
        origin=Origin(source=source, reason_text="Hat die Geige geerbt"), phone="0711 80497319"
    )
    declined = a_customer(phone="0711 80497319", origin=Origin(reason=reason))
    decline(declined, "source", by=None, at=MONDAY)
    asked = [
        [question.what for question in questions(customer, now=MONDAY)]
        for customer in (knows_source, knows_both, declined)
    ]
    assert asked == [["reason"], [], []]


def test_without_choices_there_is_no_question() -> None:
    assert questions(None, now=MONDAY) == []


def test_the_heaviest_two_are_asked_and_nobody_twice_a_day() -> None:
    a_source()
    a_reason()
    customer = a_customer()
    assert [question.code for question in questions(customer, now=MONDAY)] == [
        "unreachable",
        "source_missing",
    ]
    note_shown(customer, ["unreachable", "source_missing"], by=None, at=MONDAY)
    assert [question.code for question in questions(customer, now=MONDAY)] == ["reason_missing"]
    tomorrow = MONDAY + timedelta(days=1)
    assert [question.code for question in questions(customer, now=tomorrow)] == [
        "unreachable",
        "source_missing",
    ]


def test_what_the_company_weighs_more_is_asked_first() -> None:
    a_source()
    a_reason()
    RuleChoice.objects.create(code="reason_missing", active=True, weight=9)
    RuleChoice.objects.create(code="unreachable", active=False, weight=3)
    assert [question.what for question in questions(a_customer(), now=MONDAY)] == ["reason", "source"]
