"""Many mails to one person are one: those they want gathered, and those of an outage that wait at the same time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from crm.outbox.models import Notice

FROM: Final = 4  # so many mails that wait at once are one, whatever a person chose
DIGEST: Final = "digest"


def gather(now: datetime) -> int:
    """Put together what waits for the same person; gives the number of new digests.

    The notices stay as they are and lead to the digest that carries them; a refused digest is retried like any mail.
    """
    wanted = (
        _untried(now)
        .order_by()
        .values("recipient_id")
        .annotate(all=Count("pk"), gathering=Count("pk", filter=Q(gathers=True)))
        .filter(Q(gathering__gt=0) | Q(all__gte=FROM))
        .values_list("recipient_id", flat=True)
    )
    return sum(_gather_for(person, now) for person in list(wanted))


@transaction.atomic
def _gather_for(person: int, now: datetime) -> int:
    mine = (
        _untried(now)
        .filter(recipient_id=person)
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("recipient")
    )
    mails = list(mine.order_by("created_at", "pk"))
    if len(mails) == 1:
        Notice.objects.filter(pk=mails[0].pk).update(gathers=False)
        return 0
    if not mails:
        return 0
    digest = _digest(mails, now)
    digest.save(force_insert=True)
    Notice.objects.filter(pk__in=[mail.pk for mail in mails]).update(gathered_in=digest)
    return 1


def _untried(now: datetime) -> "QuerySet[Notice]":
    """Mails to people here that may leave now and of which no attempt was made yet."""
    return Notice.objects.filter(
        medium=Notice.MAIL,
        recipient__isnull=False,
        sent_at=None,
        dead_at=None,
        dropped_at=None,
        gathered_in=None,
        attempts=0,
        not_before__lte=now,
    ).exclude(kind=DIGEST)


def _digest(mails: Sequence[Notice], now: datetime) -> Notice:
    first = mails[0]
    assert first.recipient is not None
    with translation.override(first.recipient.language):
        subject = _("%(count)d neue Hinweise") % {"count": len(mails)}
    return Notice(
        medium=Notice.MAIL,
        recipient=first.recipient,
        address=first.recipient.email or first.address,
        dedupe_key=f"{DIGEST}:{first.pk}",
        subject_key=f"{DIGEST}:{first.recipient_id}",
        kind=DIGEST,
        subject=subject,
        text="\n".join(mail.subject for mail in mails),
        path=reverse("notices"),
        created_at=now,
        not_before=now,
    )
