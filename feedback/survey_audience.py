"""Whom a survey may ask now: with consent or a recorded legal exception, rested, and not asked about it yet."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.models import NOTHING_SOLVED, Case, CaseContact, Closure, Status
from contacts.consent import newest_consent
from contacts.models import Consent, Contact, Customer, EmailAddress
from contacts.models.contact import Direction, Outcome
from crm.company.presence import company_day
from feedback.models import Invitation, LegalException, Survey, Trigger
from feedback.survey_consent import ASKED_BY_SURVEYS, purpose_of
from feedback.survey_hours import closed_sites
from feedback.survey_sample import sampled

STILL_FRESH: Final = timedelta(days=13)
"""Something that was over longer ago (before the consent, or during an outage) is not asked about any more."""
KNOWN_FOR: Final = timedelta(days=365)
"""A segment is made of customers who were in touch within a year."""
BOUGHT_WITHIN: Final = timedelta(days=730)
"""The legal exception reaches customers with a case of the same kind within two years."""
Rows = QuerySet[Any, Any]


def due(survey: Survey, now: datetime) -> Rows:
    """Cases, contacts or customers (by the trigger), the oldest first. Says nothing about the hour of the day."""
    rows, customer, about = _SUBJECTS[Trigger(survey.trigger)](survey, now)
    mine = {"customer": OuterRef(customer)}
    rested = Invitation.objects.filter(created_at__gt=now - timedelta(days=survey.rest_days), **mine)
    asked = Invitation.objects.filter(survey=survey, **about)
    some = sampled(rows, survey_id=survey.pk, share=survey.share)
    return allowed(some, survey, customer=customer, now=now).filter(~Exists(asked), ~Exists(rested))


def allowed(rows: Rows, survey: Survey, *, customer: str, now: datetime) -> Rows:
    """Only whose customers may be written to: annotates `consent` ("given" or None) for the purpose of the survey.

    The exception reaches nobody who said no to surveys of any kind.
    """
    mine = {"customer": OuterRef(customer)}
    reachable = EmailAddress.objects.exclude(normalised="").filter(**mine)
    present = {"standing" if customer == "pk" else f"{customer}__standing": ""}
    found: Rows = rows.annotate(consent=newest_consent(purpose_of(survey), customer=customer))
    ground = Q(consent=Consent.GIVEN)
    if LegalException.objects.filter(survey=survey, ended_at=None).exists():
        bought = Case.objects.filter(opened_at__gt=now - BOUGHT_WITHIN, **mine)
        if survey.topic_id:
            bought = bought.filter(Q(topic=survey.topic_id) | Q(topic__parent=survey.topic_id))
        [other] = set(ASKED_BY_SURVEYS) - {purpose_of(survey)}
        found = found.annotate(otherwise=newest_consent(other, customer=customer))
        never_said_no = Q(consent=None) & (Q(otherwise=None) | Q(otherwise=Consent.GIVEN))
        ground |= Q(Exists(bought)) & never_said_no
    return found.filter(ground, Exists(reachable), **present)


def _cases(survey: Survey, now: datetime) -> tuple[Rows, str, dict[str, Any]]:
    ended = now - timedelta(hours=survey.delay_hours)
    cancelled = Closure.objects.filter(NOTHING_SOLVED, case=OuterRef("pk"))
    rows = Case.objects.filter(
        status=Status.RESOLVED,
        resolved_at__gt=ended - STILL_FRESH,
        resolved_at__lte=ended,
        customer__isnull=False,
    ).exclude(Exists(cancelled))
    if survey.site_id:
        rows = rows.filter(team__site=survey.site_id)
    if survey.channel:
        first = CaseContact.objects.filter(case=OuterRef("pk"), opened_case=True)
        rows = rows.filter(Exists(first.filter(contact__channel=survey.channel)))
    rows = _about(rows, survey).order_by("resolved_at", "pk")
    closed = closed_sites(now)[0] if survey.working_days_only else set()
    return rows.exclude(team__site__in=closed), "customer", {"case": OuterRef("pk")}


def _contacts(survey: Survey, now: datetime) -> tuple[Rows, str, dict[str, Any]]:
    """Solved on the spot, without a case: about the others we ask when their case is closed."""
    ended = now - timedelta(hours=survey.delay_hours)
    cased = CaseContact.objects.filter(contact=OuterRef("pk"))
    rows: Rows = Contact.objects.counted().filter(
        direction=Direction.IN,
        outcome=Outcome.RESOLVED,
        recorded_at__gt=ended - STILL_FRESH,
        recorded_at__lte=ended,
        customer__isnull=False,
    )
    rows = rows.exclude(Exists(cased))
    if survey.site_id:
        rows = rows.filter(site=survey.site_id)
    if survey.channel:
        rows = rows.filter(channel=survey.channel)
    rows = _about(rows, survey).order_by("recorded_at", "pk")
    if survey.working_days_only:
        closed, all_of_them = closed_sites(now)
        rows = rows.exclude(site__in=closed)
        rows = rows.exclude(site=None) if all_of_them else rows
    return rows, "customer", {"contact": OuterRef("pk")}


def _segment(survey: Survey, now: datetime) -> tuple[Rows, str, dict[str, Any]]:
    """On its day and the days after, until everybody was asked; the links end as they would for the first ones."""
    assert survey.run_on is not None
    rows: Rows = Customer.objects.order_by("pk")
    day = company_day(now)
    if not survey.run_on <= day <= survey.run_on + STILL_FRESH or _is_quiet(survey, now):
        return rows.none(), "pk", {"customer": OuterRef("pk"), "run_on": survey.run_on}
    touched: Rows = Contact.objects.counted().filter(
        customer=OuterRef("pk"), direction=Direction.IN, recorded_at__gt=now - KNOWN_FOR
    )
    if survey.site_id:
        touched = touched.filter(site=survey.site_id)
    if survey.channel:
        touched = touched.filter(channel=survey.channel)
    if survey.topic_id:
        touched = touched.filter(Q(topic=survey.topic_id) | Q(topic__parent=survey.topic_id))
    if survey.group_id:
        rows = rows.filter(group=survey.group_id)
    return rows.filter(Exists(touched)), "pk", {"customer": OuterRef("pk"), "run_on": survey.run_on}


def _is_quiet(survey: Survey, now: datetime) -> bool:
    if not survey.working_days_only:
        return False
    closed, all_of_them = closed_sites(now)
    return survey.site_id in closed if survey.site_id else all_of_them


def _about(rows: Rows, survey: Survey) -> Rows:
    if survey.topic_id:
        rows = rows.filter(Q(topic=survey.topic_id) | Q(topic__parent=survey.topic_id))
    return rows.filter(customer__group=survey.group_id) if survey.group_id else rows


_SUBJECTS: Final = {Trigger.CASE: _cases, Trigger.CONTACT: _contacts, Trigger.SEGMENT: _segment}
