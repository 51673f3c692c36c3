"""Surveys leave the house: who is due is asked once, and once more when a survey reminds.

1. Note which mails have left the house, and forget the links in them: from then on only the customer has the link.
2. In the hours of each running survey, invite whoever is due. Each customer is locked and looked at once more, so that
   neither a withdrawn consent nor a second sweep slips in between.
3. Remind, with a link of its own, whoever has not answered and may still be written to.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from django.db import transaction
from django.db.models import Q, QuerySet

from cases.models import Case, Status
from contacts.models import Consent, Contact, Customer
from crm.lib.many import update_many
from crm.lib.tokens import new_token, token_hash
from crm.outbox.enqueue import enqueue
from crm.outbox.models import Notice
from crm.outbox.sweeping import SweepResult
from feedback.models import Invitation, Survey, SurveyVersion
from feedback.survey_audience import allowed, due
from feedback.survey_consent import ASKED_BY_SURVEYS
from feedback.survey_hours import closed_sites, in_hours
from feedback.survey_mail import KIND, invitation_mail, token_in, without_link
from feedback.survey_standard import standard_survey

log = structlog.get_logger(__name__)

BATCH: Final = 200
Token = Callable[[], str]


def sweep_invitations(now: datetime) -> SweepResult:
    """Ask everybody who is due. Any number of sweepers may run at once."""
    return invite(now, token=new_token)


def invite(now: datetime, *, token: Token) -> SweepResult:
    """The same with tokens from elsewhere: a story told twice gets the same ones."""
    handled, failed = note_sent(), 0
    for survey in running(now):
        version = survey.versions.prefetch_related("questions").order_by("-number").first()
        if version is None or not in_hours(survey, now):
            continue
        for row in due(survey, now)[:BATCH]:
            done = _tried(_invite, survey, row, version=version, now=now, token=token)
            handled, failed = handled + (done or 0), failed + (done is None)
        for invitation in waiting(survey, now)[:BATCH] if survey.reminder_days else ():
            done = _tried(_remind, survey, invitation, now=now, token=token)
            handled, failed = handled + (done or 0), failed + (done is None)
    return SweepResult(handled, failed)


def running(now: datetime) -> list[Survey]:
    """The surveys that run; where there is none at all yet, the one every company begins with."""
    found = list(Survey.objects.order_by("pk"))
    return [each for each in found or [standard_survey(now)] if each.active]


def waiting(survey: Survey, now: datetime) -> QuerySet[Invitation]:
    """Who was asked, has not answered, and is to be reminded now. Not about a case that was opened again."""
    since = now - timedelta(days=survey.reminder_days)
    rows: QuerySet[Invitation] = Invitation.objects.filter(
        survey=survey,
        sent_at__lte=since,
        expires_at__gt=now,
        reminded_at=None,
        opted_out_at=None,
        answer=None,
    )
    rows = rows.filter(Q(case=None) | Q(case__status=Status.RESOLVED)).order_by("sent_at", "pk")
    rows = allowed(rows, survey, customer="customer", now=now)
    rows = rows.filter(Q(consent=Consent.GIVEN) | Q(ground=Invitation.EXCEPTION))
    if survey.working_days_only:
        closed, all_of_them = closed_sites(now)
        rows = rows.exclude(case__team__site__in=closed).exclude(contact__site__in=closed)
        rows = rows.none() if all_of_them else rows
    return rows


def _tried(act: Callable[..., int], survey: Survey, row: Any, **facts: Any) -> int | None:
    try:
        return act(survey, row, **facts)
    except Exception as error:  # whatever one row does, the others must be asked
        log.warning("invitation_failed", survey=survey.pk, row=row.pk, exc_info=error)
        return None


@transaction.atomic
def _invite(survey: Survey, seen: Any, *, version: SurveyVersion, now: datetime, token: Token) -> int:
    """1 if the customer was invited, 0 if something came in between."""
    customer_id = seen.pk if isinstance(seen, Customer) else seen.customer_id
    customer = Customer.objects.select_for_update().get(pk=customer_id)
    row = due(survey, now).filter(pk=seen.pk).first()
    if row is None:
        return 0
    key = token()
    invitation = Invitation.objects.create(
        survey=survey,
        version=version,
        case=row if isinstance(row, Case) else None,
        contact=row if isinstance(row, Contact) else None,
        run_on=survey.run_on if isinstance(row, Customer) else None,
        customer=customer,
        ground=Invitation.CONSENT if row.consent == Consent.GIVEN else Invitation.EXCEPTION,
        token_hash=token_hash(key),
        created_at=now,
        expires_at=now + timedelta(days=survey.valid_days),
    )
    enqueue([invitation_mail(invitation, token=key, address=_address(customer), at=now)])
    return 1


@transaction.atomic
def _remind(survey: Survey, seen: Invitation, *, now: datetime, token: Token) -> int:
    customer = Customer.objects.select_for_update().get(pk=seen.customer_id)
    invitation = waiting(survey, now).select_for_update(of=("self",)).filter(pk=seen.pk).first()
    if invitation is None:
        return 0
    key = token()
    invitation.reminder_hash, invitation.reminded_at = token_hash(key), now
    invitation.save(update_fields=["reminder_hash", "reminded_at"])
    mail = invitation_mail(invitation, token=key, address=_address(customer), at=now, again=True)
    enqueue([mail])
    return 1


def _address(customer: Customer) -> str:
    return customer.emails.exclude(normalised="").order_by("pk")[0].normalised


@transaction.atomic
def note_sent() -> int:
    """Stamp the invitations whose mail has left, and take the links out of the outbox; gives their number.

    Links of mails that were taken back go too. A reminder is stamped when it is written, not when it leaves.
    """
    settled = Q(sent_at__isnull=False) | Q(dropped_at__isnull=False)
    for_us = Q()
    for purpose in ASKED_BY_SURVEYS:
        for_us |= Q(subject_key__startswith=f"{purpose}:")
    mine = Notice.objects.filter(settled, for_us, kind=KIND)
    mails = list(mine.exclude(path="").select_for_update().order_by("pk")[:BATCH])
    for mail in mails:
        invitation = Invitation.objects.filter(token_hash=token_hash(token_in(mail)))
        invitation.update(sent_at=mail.sent_at)
        mail.text, mail.path = without_link(mail), ""
    update_many(mails, ["text", "path"])
    return len(mails)
