"""Mail leaves the house: each is claimed, sent, and stamped after the send. It may repeat; it is never lost.

0. Gather: what waits for the same person becomes one mail.
1. Claim: one conditional UPDATE counts the attempt and takes a lease. Who loses the race goes on to the next mail.
2. Send, one by one, over one connection. A mail server that does not answer breaks the round and costs no attempt.
3. Stamp. A crash between 2 and 3 lets the lease run out, and the mail is sent again with the same Message-ID.
4. A refused mail waits, longer each time; after the last attempt it is a dead letter, which somebody has to see.
"""

import time
from datetime import datetime, timedelta

import structlog
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from crm.outbox.dead_letters import tell_administration
from crm.outbox.gathering import DIGEST, gather
from crm.outbox.letters import letter_of, letterbox
from crm.outbox.models import Notice
from crm.outbox.refusals import refusal_words
from crm.outbox.sweeping import SweepResult

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=60)  # longer than one send: EMAIL_TIMEOUT counts per answer of the mail server
ROUND_SECONDS = 10  # the next wake-up goes on, so slow mail servers never occupy every worker
BATCH = 100
# Waiting after the first, second, ... refusal. The eighth attempt is the last.
DISTANCES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 3 * 60, 8 * 60, 24 * 60))
ATTEMPTS = len(DISTANCES) + 1


def sweep_mail(now: datetime) -> SweepResult:
    """Send every mail that waits. Any number of sweepers may run at once."""
    start = time.monotonic()
    sent, failed = 0, _bury_interrupted(now)
    if not _waiting(now).exists():
        return SweepResult(failed=failed)
    gather(now)
    box = letterbox()
    box.open()
    try:
        while batch := _batch(now):
            for notice in batch:
                passed = timedelta(seconds=time.monotonic() - start)
                if passed.total_seconds() > ROUND_SECONDS:
                    return SweepResult(sent, failed)
                if not claim(notice, now + passed):
                    continue
                if deliver(notice, box, now=now):
                    sent += 1
                else:
                    failed += 1
    finally:
        box.close()
    return SweepResult(sent, failed)


def claim(notice: Notice, now: datetime) -> bool:
    """Take the mail for one attempt; False if somebody else was faster or it is not waiting any more."""
    unchanged = _waiting(now).filter(pk=notice.pk, attempts=notice.attempts)
    if not unchanged.update(attempts=F("attempts") + 1, lease_until=now + LEASE):
        return False
    notice.attempts += 1
    return True


def deliver(notice: Notice, box: BaseEmailBackend, *, now: datetime) -> bool:
    """Send a claimed mail and stamp it; a refusal is noted and armed again."""
    try:
        box.send_messages([letter_of(notice)])
    except Exception as error:  # noqa: BLE001  (whatever one mail does, the others must go out)
        _note_refusal(notice, error, now=now)
        box.close()  # the connection may be in any state
        box.open()
        return False
    Notice.objects.filter(pk=notice.pk).update(sent_at=now, lease_until=None, error="")
    if notice.kind == DIGEST:
        notice.gathered.update(sent_at=now)
    return True


def _batch(now: datetime) -> list[Notice]:
    ready = _waiting(now).filter(gathers=False).select_related("recipient")
    return list(ready.order_by("not_before", "pk")[:BATCH])


def _waiting(now: datetime) -> QuerySet[Notice]:
    free = Q(lease_until=None) | Q(lease_until__lte=now)
    return Notice.objects.filter(
        free,
        medium=Notice.MAIL,
        sent_at=None,
        dead_at=None,
        dropped_at=None,
        gathered_in=None,
        not_before__lte=now,
        attempts__lt=ATTEMPTS,
    )


def _note_refusal(notice: Notice, error: Exception, *, now: datetime) -> None:
    told = refusal_words(error)
    dead = notice.attempts >= ATTEMPTS
    log.warning("mail_refused", notice=notice.pk, attempts=notice.attempts, dead=dead, exc_info=error)
    mine = Notice.objects.filter(pk=notice.pk, sent_at=None)
    if dead:
        mine.update(dead_at=now, lease_until=None, error=told)
        tell_administration(now)
    else:
        mine.update(not_before=now + DISTANCES[notice.attempts - 1], lease_until=None, error=told)


def waiting_count() -> int:
    """How many mails have not left yet, those that wait for their time included."""
    unsent = Notice.objects.filter(medium=Notice.MAIL, sent_at=None, dead_at=None, dropped_at=None)
    return unsent.filter(gathered_in=None).count()


def _bury_interrupted(now: datetime) -> int:
    """Mails whose every attempt ended without an answer: perhaps they are what breaks the sweep."""
    buried = Notice.objects.filter(
        medium=Notice.MAIL,
        sent_at=None,
        dead_at=None,
        dropped_at=None,
        gathered_in=None,
        attempts__gte=ATTEMPTS,
        lease_until__lte=now,
    ).update(dead_at=now, lease_until=None, error=_("Der Versand ist jedes Mal abgebrochen."))
    if buried:
        tell_administration(now)
    return buried
