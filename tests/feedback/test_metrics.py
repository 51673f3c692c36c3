"""First-contact resolution and receipts of complaints against counting by hand over a random past."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import CaseContact
from contacts.models import Contact, Void
from crm.lib.tallies import read
from feedback import metrics
from feedback.answering import Given, answer
from feedback.models import Feedback, Invitation
from tests.factories.cases import captured, make_topic
from tests.factories.company import make_team, make_user
from tests.factories.contacts import a_contact, a_customer
from tests.factories.history import NOW, START, random_history
from tests.factories.surveys import a_shop, asked

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def label_of(contact: Contact, others: list[Contact], joined: set[int]) -> str:
    """How a contact counts, read off the rule word by word."""
    if contact.direction == "out" or contact.outcome == "no_concern" or contact.pk in joined:
        return "outside"
    if contact.topic is None or not contact.topic.solvable_at_once:
        return "not_possible"
    if contact.customer_id is None:
        return "nameless"
    if contact.outcome == "follow_up":
        return "followed_up"
    for other in others:
        same = other.customer_id == contact.customer_id and other.topic_id == contact.topic_id
        later = contact.recorded_at < other.recorded_at <= contact.recorded_at + WEEK
        if same and later and other.direction == "in" and other.encounter != contact.encounter:
            return "returned"
    return "kept"


def by_hand(start: datetime, end: datetime) -> dict[int, str]:
    void = set(Void.objects.values_list("contact_id", flat=True))
    joined = set(CaseContact.objects.filter(opened_case=False).values_list("contact_id", flat=True))
    counted = [c for c in Contact.objects.select_related("topic") if c.pk not in void]
    return {c.pk: label_of(c, counted, joined) for c in counted if start <= c.recorded_at < end}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_first_contact_resolution_agrees_with_counting_by_hand(seed: int) -> None:
    random_history(seed, contacts=260)
    start, end = START + timedelta(days=4), NOW - timedelta(days=2)
    expected = Counter(f"at_once.{label}" for label in by_hand(start, end).values())
    assert read(metrics.first_contacts(start, end)) == expected
    assert set(expected) == {
        metrics.KEPT,
        metrics.RETURNED,
        metrics.FOLLOWED_UP,
        metrics.NAMELESS,
        metrics.NOT_POSSIBLE,
        metrics.OUTSIDE,
    }


def test_the_contacts_against_the_figure_are_those_that_lower_it() -> None:
    random_history(4)
    labels = by_hand(START, NOW)
    expected = {pk for pk, label in labels.items() if label in ("returned", "followed_up")}
    assert {contact.pk for contact in metrics.against(START, NOW)} == expected


@pytest.mark.parametrize(
    ("later", "more", "label"),
    [
        (WEEK, {}, metrics.RETURNED),
        (WEEK + timedelta(microseconds=1), {}, metrics.KEPT),
        (timedelta(seconds=1), {}, metrics.RETURNED),
        (timedelta(0), {}, metrics.KEPT),
        (timedelta(days=2), {"direction": "out"}, metrics.KEPT),
        (timedelta(days=2), {"outcome": "follow_up"}, metrics.RETURNED),
    ],
)
def test_returned_within_seven_times_24_hours(later: timedelta, more: dict[str, str], label: str) -> None:
    person, topic = make_user(), make_topic(make_team())
    customer = a_customer("Lind")
    a_contact(customer, by=person, topic=topic, at=START)
    a_contact(customer, by=person, topic=topic, at=START + later, **more)
    last = START + timedelta(microseconds=1) if later else START + timedelta(seconds=1)
    assert read(metrics.first_contacts(START, last))[label] == (1 if later else 2)


@pytest.mark.parametrize(
    ("solved", "label"), [("yes", metrics.KEPT), ("partly", metrics.DENIED), ("no", metrics.DENIED)]
)
def test_what_the_survey_denies_was_not_solved_at_once(solved: str, label: str) -> None:
    shop = a_shop()
    done = captured(shop.topic, by=shop.worker, at=START, outcome="resolved", voice="complaint")
    assert done.case is not None
    assert done.contact.customer is not None
    invitation = Invitation.objects.create(
        **asked(),
        case=done.case,
        customer=done.contact.customer,
        token_hash="x",
        created_at=START,
        expires_at=START + 5 * WEEK,
    )
    answer(invitation.pk, Given(solved=solved, score=4), at=START + WEEK + timedelta(days=1))
    end = START + timedelta(hours=1)
    counted = read(metrics.first_contacts(START, end))
    assert counted == Counter({label: 1})
    assert [contact.pk for contact in metrics.against(START, end)] == (
        [done.contact.pk] if label == metrics.DENIED else []
    )
    stored = {
        figure.code: (figure.numerator, figure.denominator)
        for figure in metrics.flow([START, end], at=NOW)
        if not figure.dimension
    }
    assert (stored["at_once_net"], stored["at_once_gross"]) == ((int(label == metrics.KEPT), 1), (1, 1))


def test_another_topic_another_customer_a_void_or_the_same_visit_is_no_return() -> None:
    person, team = make_user(), make_team()
    topic, other = make_topic(team), make_topic(team)
    customer = a_customer("Lind")
    first = a_contact(customer, by=person, topic=topic, at=START)
    next_day = START + timedelta(days=1)
    a_contact(customer, by=person, topic=other, at=next_day)
    a_contact(a_customer("Anders"), by=person, topic=topic, at=next_day)
    a_contact(customer, by=person, topic=topic, at=START + timedelta(minutes=2), encounter=first.encounter)
    again = a_contact(customer, by=person, topic=topic, at=next_day)
    Void.objects.create(contact=again, at=next_day, by=person)
    assert read(metrics.first_contacts(START, START + timedelta(hours=1))) == Counter({metrics.KEPT: 2})


def stands(voice: Feedback) -> str:
    receipt = voice.receipt
    assert receipt is not None
    if receipt.state == "dropped":
        return metrics.DROPPED
    if receipt.met_at:
        return metrics.IN_TIME if receipt.met_at <= receipt.due_at else metrics.LATE
    return metrics.LATE if receipt.state == "armed" and receipt.due_at < NOW else metrics.RUNNING


@pytest.mark.parametrize("seed", [5, 6])
def test_receipts_and_voices_agree_with_counting_by_hand(seed: int) -> None:
    random_history(seed)
    start, end = START + timedelta(days=3), NOW - timedelta(days=1)
    void = set(Void.objects.values_list("contact_id", flat=True))
    counted = [
        voice
        for voice in Feedback.objects.select_related("receipt")
        if voice.contact_id not in void and start <= voice.at < end
    ]
    receipts = Counter(stands(voice) for voice in counted if voice.kind == "complaint")
    assert set(receipts) == {metrics.IN_TIME, metrics.LATE, metrics.RUNNING, metrics.DROPPED}
    assert read(metrics.receipts(start, end, at=NOW)) == receipts
    assert read(metrics.voice_counts(start, end)) == Counter(f"voice.{voice.kind}" for voice in counted)


def test_stored_figures_agree_with_the_tallies() -> None:
    random_history(7)
    bounds = [START, START + timedelta(days=12), NOW]
    stored = {
        (figure.span, figure.code): (figure.numerator, figure.denominator)
        for figure in metrics.flow(bounds, at=NOW)
        if not figure.dimension
    }
    for number, (start, end) in enumerate([(bounds[0], bounds[1]), (bounds[1], bounds[2])]):
        counted = read(metrics.first_contacts(start, end), metrics.voice_counts(start, end))
        base = sum(counted[label] for label in metrics.BASE)
        assert stored[number, "at_once_net"] == (counted[metrics.KEPT], base)
        assert stored[number, "at_once_gross"] == (counted[metrics.KEPT] + counted[metrics.RETURNED], base)
        nameless = counted[metrics.NAMELESS]
        assert stored[number, "nameless"] == (nameless, base + nameless)
        assert stored[number, "not_possible"] == (
            counted[metrics.NOT_POSSIBLE],
            base + nameless + counted[metrics.NOT_POSSIBLE],
        )
        assert stored[number, "praise"] == (counted["voice.praise"], None)
        assert stored[number, "wish"] == (counted["voice.wish"], None)
        receipt = read(metrics.receipts(start, end, at=NOW))
        decided = receipt[metrics.IN_TIME] + receipt[metrics.LATE]
        assert stored[number, "receipts"] == (receipt[metrics.IN_TIME], decided)
        assert stored[number, "receipts_dropped"] == (receipt[metrics.DROPPED], sum(receipt.values()))


def test_stored_rates_of_channels_and_topics_add_up_to_the_whole() -> None:
    random_history(8)
    figures = [figure for figure in metrics.flow([START, NOW], at=NOW) if figure.code == "at_once_net"]
    whole = next((f.numerator, f.denominator) for f in figures if not f.dimension)
    for kind in ("channel:", "topic:"):
        parts = [f for f in figures if f.dimension.startswith(kind)]
        assert len(parts) > 1
        assert (sum(f.numerator for f in parts), sum(f.denominator or 0 for f in parts)) == whole


@pytest.mark.parametrize("contacts", [5, 150])
def test_tallies_of_several_apps_are_one_statement(contacts: int) -> None:
    random_history(9, contacts=contacts)
    with CaptureQueriesContext(connection) as queries:
        read(
            metrics.first_contacts(START, NOW),
            metrics.voice_counts(START, NOW),
            metrics.receipts(START, NOW, at=NOW),
        )
    assert len(queries) == 1
