"""Whom we ask after a closed case, and when: only with consent, once per case, and not all the time.

1. Note which mails have left the house, and forget the links in them: from then on only the customer has the link.
2. By day, invite for every case that was closed a day ago. Each customer is locked and looked at once more, so that
   neither a withdrawn consent nor a second sweep slips in between.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Final

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import get_default_timezone

from cases.models import NOTHING_SOLVED, Case, Closure, Status
from contacts.consent import newest_consent
from contacts.models import Consent, Customer, EmailAddress, Purpose
from crm.lib.many import update_many
from crm.lib.tokens import new_token, token_hash
from crm.outbox.enqueue import enqueue
from crm.outbox.models import Notice
from crm.outbox.sweeping import SweepResult
from feedback.models import Invitation
from feedback.survey_mail import KIND, invitation_mail, token_in, without_link

log = structlog.get_logger(__name__)

DELAY: Final = timedelta(days=1)
LATEST: Final = timedelta(days=14)
"""A case closed longer ago (before the consent, or during an outage) is not asked about any more."""
REST: Final = timedelta(days=90)
VALID: Final = timedelta(days=13)
"""Stored figures of the last 14 days are still rewritten, so every answer is counted on the day of its mail."""
DAYTIME: Final = (time(8), time(20))
BATCH: Final = 200


def sweep_invitations(now: datetime) -> SweepResult:
    """Ask everybody who is due. Any number of sweepers may run at once."""
    return invite(now, token=new_token)


def invite(now: datetime, *, token: Callable[[], str]) -> SweepResult:
    """The same with tokens from elsewhere: a story told twice gets the same ones."""
    handled, failed = note_sent(), 0
    if not DAYTIME[0] <= now.astimezone(get_default_timezone()).time() < DAYTIME[1]:
        return SweepResult(handled)
    for case in due(now)[:BATCH]:
        try:
            handled += _invite(case, now=now, token=token())
        except Exception as error:  # whatever one row does, the others must be asked
            log.warning("invitation_failed", case=case.pk, exc_info=error)
            failed += 1
    return SweepResult(handled, failed)


def due(now: datetime) -> QuerySet[Case]:
    """The closed cases whose customers may and shall be asked now, the oldest first."""
    mine = {"customer": OuterRef("customer")}
    cancelled = Closure.objects.filter(NOTHING_SOLVED, case=OuterRef("pk"))
    asked = Invitation.objects.filter(case=OuterRef("pk"))
    not_rested = Invitation.objects.filter(created_at__gt=now - REST, **mine)
    reachable = EmailAddress.objects.exclude(normalised="").filter(**mine)
    closed = Case.objects.filter(
        status=Status.RESOLVED, resolved_at__gt=now - LATEST, resolved_at__lte=now - DELAY
    )
    return (
        closed.annotate(consent=newest_consent(Purpose.SURVEY, customer="customer"))
        .filter(Exists(reachable), ~Exists(asked), ~Exists(not_rested), ~Exists(cancelled))
        .filter(consent=Consent.GIVEN)
        .order_by("resolved_at", "pk")
    )


@transaction.atomic
def _invite(seen: Case, *, now: datetime, token: str) -> int:
    """1 if the customer was invited, 0 if something came in between."""
    assert seen.customer_id is not None  # a consent belongs to somebody
    customer = Customer.objects.select_for_update().get(pk=seen.customer_id)
    case = due(now).select_related("topic__parent").filter(pk=seen.pk).first()
    if case is None:
        return 0
    invitation = Invitation.objects.create(
        case=case,
        customer=customer,
        token_hash=token_hash(token),
        created_at=now,
        expires_at=now + VALID,
    )
    address = customer.emails.exclude(normalised="").order_by("pk")[0].normalised
    enqueue([invitation_mail(invitation, case=case, token=token, address=address)])
    return 1


@transaction.atomic
def note_sent() -> int:
    """Stamp the invitations whose mail has left, and take the links out of the outbox; gives their number.

    Links of mails that were taken back go too.
    """
    settled = Q(sent_at__isnull=False) | Q(dropped_at__isnull=False)
    mine = Notice.objects.filter(settled, kind=KIND, subject_key__startswith=f"{Purpose.SURVEY}:")
    mails = list(mine.exclude(path="").select_for_update().order_by("pk")[:BATCH])
    for mail in mails:
        invitation = Invitation.objects.filter(token_hash=token_hash(token_in(mail)))
        invitation.update(sent_at=mail.sent_at)
        mail.text, mail.path = without_link(mail), ""
    update_many(mails, ["text", "path"])
    return len(mails)
