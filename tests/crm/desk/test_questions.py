import pytest

from contacts.sources import Origin, decline
from crm.desk.questions import Choice, questions
from tests.factories.contacts import MONDAY, a_customer, a_reason, a_source

pytestmark = pytest.mark.django_db


def test_somebody_new_is_asked_how_and_why_they_came() -> None:
    source, reason = a_source("Messe"), a_reason("Instrument kaufen")
    finer = a_source("Musikmesse Frankfurt", parent=source)
    a_source("Branchenbuch", active=False)
    assert [(question.what, question.choices) for question in questions(None)] == [
        ("source", [Choice(str(source.pk), "Messe", [Choice(str(finer.pk), "Musikmesse Frankfurt")])]),
        ("reason", [Choice(str(reason.pk), "Instrument kaufen")]),
    ]
    assert not any(question.referral for question in questions(None))


def test_a_recommendation_asks_by_whom_also_in_its_finer_answers() -> None:
    top = a_source("Empfehlung", referral=True)
    a_source("Lehrkraft", parent=top)
    [question] = questions(None)
    assert question.referral
    assert question.choices[0].finer[0].referral


def test_what_is_known_or_was_asked_before_is_not_asked_again() -> None:
    source, reason = a_source(), a_reason()
    knows_source = a_customer(origin=Origin(source=source))
    knows_both = a_customer(origin=Origin(source=source, reason_text="Hat die Geige geerbt"))
    declined = a_customer(origin=Origin(reason=reason))
    decline(declined, "source", by=None, at=MONDAY)
    asked = [
        [question.what for question in questions(customer)]
        for customer in (knows_source, knows_both, declined)
    ]
    assert asked == [["reason"], [], []]


def test_without_choices_there_is_no_question() -> None:
    assert questions(None) == []
