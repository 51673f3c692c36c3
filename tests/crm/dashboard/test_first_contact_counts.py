"""What is stored of a day follows its contacts, however late something happens to them; and `prove` would tell."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from cases.models import CaseContact, CaseMerge, Hindrance
from contacts.models import Contact, Merge, Topic, Void
from crm.dashboard.first_contact_counts import FIELDS, count_days, settled_days, write_first_contacts
from crm.dashboard.models import FirstContactCount
from crm.dashboard.proofs import proofs
from crm.lib.history import save_as
from crm.lib.proofs import Proof
from feedback.first_contacts import Choice, contacts_behind
from feedback.models import Invitation, SurveyAnswer
from tests.factories.history import NOW, START, History, random_history
from tests.factories.surveys import asked

pytestmark = pytest.mark.django_db
DAYS = [START.date() + timedelta(days=number) for number in range(70)]
FIRST_WEEK = START + timedelta(days=7)


def night(number: int) -> datetime:
    return NOW + timedelta(days=20 + number)


def count(number: int) -> None:
    write_first_contacts(night(number).date() - timedelta(days=1), now=night(number))


def stored() -> dict[tuple[date, str], dict[str, int]]:
    rows = FirstContactCount.objects.all()
    return {(row.day, row.dimension): {name: getattr(row, name) for name in FIELDS} for row in rows}


def counted(last: date) -> dict[tuple[date, str], dict[str, int]]:
    """All days anew."""
    cells = count_days([day for day in DAYS if day <= last])
    return {cell: {name: numbers[name] for name in FIELDS} for cell, numbers in cells.items()}


def proof(at: datetime) -> Proof:
    return next(each for each in proofs(at) if each.promise == 9)


def old(kind: str) -> Contact:
    """A contact of the first week that counts so."""
    found: Contact = contacts_behind(START, FIRST_WEEK, Choice(kind=kind))[0]
    return found


def void(past: History, at: datetime) -> None:
    Void.objects.create(contact=old("alle"), at=at, by=past.staff[0])


def say_what_was_lacking(past: History, at: datetime) -> None:
    Hindrance.objects.create(contact=old("vorgang"), lack="parts", at=at, by=past.staff[0])


def send_late(past: History, at: datetime) -> None:
    late = old("netto")
    late.pk, late.client_id, late.encounter, late.received_at = None, uuid4(), uuid4(), at
    late.recorded_at += timedelta(days=2)
    late.save(force_insert=True)


def merge(past: History, at: datetime) -> None:
    winner, loser = past.customers[:2]
    Contact.objects.filter(customer=loser).update(customer=winner)
    Merge.objects.create(
        winner=winner, loser_key=loser.pk, loser_number=1, loser_name="Lind", at=at, by=past.staff[0]
    )


def merge_cases(past: History, at: datetime) -> None:
    gone = CaseContact.objects.get(contact=old("vorgang"))
    into = CaseContact.objects.exclude(case=gone.case_id).order_by("pk")[0].case
    CaseMerge.objects.create(case=gone.case, into=into, at=at, by=past.staff[0])
    CaseContact.objects.filter(pk=gone.pk).update(case=into, opened_case=False)


def deny(past: History, at: datetime) -> None:
    solved = contacts_behind(START, NOW, Choice(kind="netto")).filter(
        pk__in=CaseContact.objects.values("contact")
    )
    _say_no(at, solved[0], case=CaseContact.objects.get(contact=solved[0]).case)


def deny_about_the_contact(past: History, at: datetime) -> None:
    contact = old("netto")
    _say_no(at, contact, contact=contact)


def _say_no(at: datetime, about: Contact, **what: object) -> None:
    assert about.customer is not None
    facts = {"customer": about.customer, "created_at": at, "expires_at": night(90), "token_hash": uuid4().hex}
    invitation = Invitation.objects.create(**facts | what | asked())
    SurveyAnswer.objects.create(invitation=invitation, at=at, solved="partly", score=4)


def switch(past: History, at: datetime) -> None:
    topic = Topic.objects.get(pk=past.topics[0].pk)
    topic.solvable_at_once = not topic.solvable_at_once
    save_as(topic, by=past.staff[0], at=at)


ACTS: tuple[Callable[[History, datetime], None], ...] = (
    void,
    say_what_was_lacking,
    send_late,
    merge,
    merge_cases,
    deny,
    deny_about_the_contact,
    switch,
)


def test_what_happens_late_to_a_day_long_past_is_counted_the_next_night() -> None:
    past = random_history(31, contacts=500)
    save_as(past.topics[0], by=past.staff[0], at=START)
    count(0)
    for number, act in enumerate(ACTS, start=1):
        act(past, night(number) - timedelta(hours=8))
        before = stored()
        assert proof(night(number)).broken == 0, act  # no false alarm before the night has seen it
        count(number)
        last = night(number).date() - timedelta(days=1)
        assert stored() == counted(last), act
        assert any(stored()[cell] != before[cell] for cell in before), act
    touched = FirstContactCount.objects.filter(counted_at=night(0)).values("day").distinct().count()
    assert 0 < touched < len(DAYS)  # the others were left alone
    before = stored()
    count(len(ACTS))
    assert stored() == before


def test_a_count_that_says_otherwise_is_found() -> None:
    random_history(32)
    count(0)
    days = [day for portion in settled_days(night(0)) for day in portion]
    assert proof(night(0)) == Proof(9, proof(night(0)).what, len(days), 0)
    row = FirstContactCount.objects.filter(day=days[5]).exclude(dimension="").order_by("pk")[0]
    FirstContactCount.objects.filter(pk=row.pk).update(nameless=row.nameless + 1)
    assert proof(night(0)).examples == (str(days[5]),)
    FirstContactCount.objects.filter(pk=row.pk).delete()
    assert proof(night(0)).broken == 1
