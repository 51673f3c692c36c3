"""Stored figures follow their facts, however late something happens to these; and `prove` would tell."""

from datetime import date, datetime, timedelta

import pytest
from django.core.management import call_command

from cases.complaint_causes import name_cause
from cases.models import Case, CaseMerge, Closure, ComplaintCause
from contacts.models import Campaign, Contact, Customer, CustomerGroup, Source
from crm.dashboard.codes import STOCK
from crm.dashboard.cohorts import COHORTS
from crm.dashboard.complete_days import complete_days
from crm.dashboard.flow import count_flow, write_flow
from crm.dashboard.flow_proof import cohort_proof, flow_proof
from crm.dashboard.models import DailyFigure
from crm.dashboard.nightly import sweep_figures, write_day
from crm.lib.history import save_as
from feedback.ideas import new_idea, put_to_idea
from feedback.models import Feedback, IdeaWish, PraiseDelivery
from tests.crm.dashboard.test_first_contact_counts import ACTS as OF_CONTACTS
from tests.factories.eventful import eventful_history
from tests.factories.history import NOW, START, History, random_history

pytestmark = pytest.mark.django_db
DAYS = [START.date() + timedelta(days=number) for number in range(60)]
Rows = dict[tuple[date, str, str], tuple[int, int | None]]


def night(number: int) -> datetime:
    """Long after everything happened, at four in the morning."""
    return (NOW + timedelta(days=20 + number)).replace(hour=4)


def rows(found: "list[DailyFigure]") -> Rows:
    return {(row.day, row.code, row.dimension): (row.numerator, row.denominator) for row in found}


def stored() -> Rows:
    return rows(list(DailyFigure.objects.filter(day__gte=DAYS[0]).exclude(code__in=(*STOCK, *COHORTS))))


def counted(last: date, *, now: datetime) -> Rows:
    days = [day for day in DAYS if day <= last]
    return rows(list(count_flow(days, now=now)))


def fill(now: datetime) -> None:
    """All days from the first on, as a company that runs for long has them."""
    for back in (42, 28, 14, 0):
        write_day(now.date() - timedelta(days=back + 1), now=now)


def reopen(past: History, at: datetime) -> None:
    closed = Closure.objects.filter(cancelled=False, case__opened_at__lt=START + timedelta(days=7)).order_by(
        "pk"
    )[0]
    Closure.objects.filter(pk=closed.pk).update(reopened_at=at, reopened_by=past.staff[0])
    Case.objects.filter(pk=closed.case_id).update(
        status="open",
        resolved_at=None,
        due_at=at,
        escalate_at=at,
        escalation_kind="resolution",
        escalation_step=1,
        escalation_cycle=1,
    )


def take_in(past: History, at: datetime) -> None:
    gone = Closure.objects.filter(cancelled=False, reopened_at=None).order_by("pk")[1]
    into = Case.objects.exclude(pk=gone.case_id).order_by("pk")[0]
    CaseMerge.objects.create(case=gone.case, into=into, at=at, by=past.staff[0])
    Closure.objects.filter(pk=gone.pk).update(merged_into=into)


def sort_anew(past: History, at: datetime) -> None:
    voice = Feedback.objects.filter(kind="wish").order_by("at")[0]
    voice.topic, voice.kind = past.topics[3], "praise"
    voice.sorted_at, voice.sorted_by = at, past.staff[0]
    voice.save()


def pass_praise_on(past: History, at: datetime) -> None:
    voice = Feedback.objects.filter(kind="praise", contact__void=None).order_by("at")[0]
    PraiseDelivery.objects.create(
        voice=voice, to=past.staff[1], at=at, by=past.staff[0], seen_at=at, why="owner"
    )


def give_receipt(past: History, at: datetime) -> None:
    voice = Feedback.objects.filter(kind="complaint", receipt__state="armed").order_by("at")[0]
    assert voice.receipt is not None
    voice.receipt.state, voice.receipt.met_at, voice.receipt.next_step_at = "met", at, None
    voice.receipt.save()


def first_by(past: History, **named: object) -> Customer:
    """Whose contacts of the first days are known to have come by that."""
    found = Customer.objects.filter(**named, pk__in=[each.customer_id for each in past.contacts])
    return found.order_by("pk")[0]


def correct_where_somebody_came_from(past: History, at: datetime) -> None:
    customer = first_by(past, source__name="Empfehlung")
    customer.source = Source.objects.get(name="Zeitschrift")
    save_as(customer, by=past.staff[0], at=at, reason="Hatte sich vertan")


def put_into_a_group(past: History, at: datetime) -> None:
    customer = Feedback.objects.filter(kind="expectation").order_by("pk")[0].contact.customer
    assert customer is not None
    customer.group = CustomerGroup.objects.create(name="Vereine")
    save_as(customer, by=past.staff[0], at=at)


def move_a_campaign(past: History, at: datetime) -> None:
    campaign = Campaign.objects.get(name="Herbst")
    campaign.source = Source.objects.get(name="Empfehlung")
    save_as(campaign, by=past.staff[0], at=at)


def say_the_cause(past: History, at: datetime) -> None:
    closure = Closure.objects.filter(
        case__is_complaint=True, cancelled=False, merged_into=None, reopened_at=None, cause_kind=None
    ).order_by("at")[0]
    name_cause(closure.pk, ComplaintCause.objects.order_by("pk")[0].pk, by=past.staff[0], at=at)


def speak_for_another_idea(past: History, at: datetime) -> None:
    """A wish that was decided about in time waits again."""
    wish = IdeaWish.objects.filter(
        idea__decided_at__isnull=False, feedback__kind="wish", feedback__contact__void=None
    ).order_by("at")[0]
    put_to_idea(wish.feedback, new_idea(title="Neu", by=past.staff[0], at=at), by=past.staff[0], at=at)


ACTS = (
    *OF_CONTACTS,
    reopen,
    take_in,
    sort_anew,
    pass_praise_on,
    give_receipt,
    correct_where_somebody_came_from,
    put_into_a_group,
    move_a_campaign,
    say_the_cause,
    speak_for_another_idea,
)


def lived(seed: int, *, contacts: int) -> History:
    """With what was known of customers and campaigns from the beginning."""
    past = eventful_history(seed, contacts=contacts, asked=False)
    heard = Feedback.objects.filter(kind="wish", contact__customer__isnull=False, idea_wish=None).order_by(
        "at"
    )[0]
    Feedback.objects.filter(pk=heard.pk).update(kind="expectation")
    here = Contact.objects.filter(recorded_at__gte=START).order_by("recorded_at")[:3]
    Contact.objects.filter(pk__in=list(here.values_list("pk", flat=True))).update(
        source=None, campaign=Campaign.objects.get(name="Herbst")
    )
    for row in (*Customer.objects.all(), *Campaign.objects.all()):
        save_as(row, by=past.staff[0], at=START - timedelta(days=400))
    return past


def test_the_night_after_brings_every_day_in_line_with_its_facts() -> None:
    past = lived(31, contacts=90)
    fill(night(0))
    assert stored() == counted(night(0).date() - timedelta(days=1), now=night(0))
    assert flow_proof(night(0)).broken == 0
    assert flow_proof(night(0)).checked == 14
    assert (cohort_proof(night(0)).checked, cohort_proof(night(0)).broken) == (14, 0)
    for act in ACTS:
        act(past, night(1) - timedelta(hours=9))
    assert stored() != counted(night(0).date() - timedelta(days=1), now=night(0))
    assert flow_proof(night(1)).broken == 0  # those days wait for the night
    assert cohort_proof(night(1)).broken == 0
    sweep_figures(night(1))
    assert stored() == counted(night(1).date() - timedelta(days=1), now=night(1))
    assert flow_proof(night(1)).broken == 0
    assert cohort_proof(night(1)).broken == 0


def test_what_is_wrong_is_told_and_set_right_by_the_command_and_what_is_outdated_by_the_night() -> None:
    random_history(32, contacts=20)
    fill(night(0))
    before = stored()
    DailyFigure.objects.filter(day__in=DAYS, code="contacts", dimension="").update(numerator=77)
    DailyFigure.objects.bulk_create(
        DailyFigure(day=day, code="came_again", numerator=1, denominator=1) for day in complete_days()
    )
    for proof in (flow_proof(night(0)), cohort_proof(night(0))):
        assert proof.broken == proof.checked > 0
    call_command("figures", "--from", str(DAYS[0]), "--to", str(night(0).date() - timedelta(days=1)))
    assert stored() == before
    assert not DailyFigure.objects.filter(code="came_again", day__gt=DAYS[0]).exists()
    DailyFigure.objects.filter(code="complete").update(
        denominator=None
    )  # counted before there were such figures
    DailyFigure.objects.filter(code__in=["cases_closed", "escalations"]).delete()
    assert flow_proof(night(0)).checked == 0
    sweep_figures(night(1))
    after = stored()
    assert {key: after.get(key) for key in before} == before


def test_days_of_23_and_25_hours_have_what_happened_in_them() -> None:
    random_history(34, contacts=30)
    days = [date(2026, 3, 28), date(2026, 3, 29), date(2026, 3, 30)]
    write_flow(days, now=night(0))
    said = rows(list(count_flow(days, now=night(0))))
    alone: Rows = {}
    for day in days:
        alone |= rows(list(count_flow([day], now=night(0))))
    assert said == alone
