"""It is built, we tell you: customers who wished for an idea hear of it once, by mail, if they agreed to that.

1. `audience` says who hears of it, and why the others do not.
2. `tell` writes one row and one mail for each, in one transaction.
3. The sweep notes which mails have left the house, and forgets the link in them: only the customer has it then.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from contacts.consent import newest_consent, record_consent
from contacts.models import Consent, Customer, EmailAddress, Purpose
from crm.company.models import User
from crm.company.permissions import Viewer
from crm.lib.acts import NotAllowed, refuse
from crm.lib.lengths import fitting
from crm.lib.many import update_many
from crm.lib.tokens import new_token, token_hash
from crm.outbox.enqueue import enqueue
from crm.outbox.models import Notice
from crm.outbox.sweeping import SweepResult
from feedback.ideas import decides
from feedback.models import Feedback, Idea, IdeaNews, IdeaStatus
from feedback.news_mail import KIND, news_mail, token_in

LONGEST_TEXT: Final = 2_000
BATCH: Final = 200


class Left(StrEnum):
    """Why somebody who wished for it does not hear of it."""

    NEVER_ASKED = "never_asked"
    WITHDRAWN = "withdrawn"
    NO_ADDRESS = "no_address"
    TOLD = "told"
    NAMELESS = "nameless"


@dataclass(frozen=True)
class Audience:
    """`told`: ids of those who will hear of it; `left`: how many will not, by the reason. Nobody counts twice."""

    told: tuple[int, ...]
    left: dict[Left, int]


def audience(idea: Idea) -> Audience:
    """Two statements."""
    rows: list[tuple[int, str | None, bool, bool]] = [
        (row.pk, row.consent, row.reachable, row.told) for row in _wishers(idea)
    ]
    left: dict[Left, int] = {}
    found = []
    for pk, consent, reachable, told in rows:
        why = _why_not(consent, reachable=reachable, told=told)
        if why is None:
            found.append(pk)
        else:
            left[why] = left.get(why, 0) + 1
    nameless = _wishes(idea).filter(contact__customer=None).count()
    if nameless:
        left[Left.NAMELESS] = nameless
    return Audience(tuple(found), left)


def _wishes(idea: Idea) -> QuerySet[Feedback]:
    return Feedback.objects.filter(idea_wish__idea=idea, contact__void=None)


def _wishers(idea: Idea) -> QuerySet[Any]:
    """The customers behind an idea. Nobody who is locked or erased is among them."""
    mine = {"customer": OuterRef("pk")}
    return (
        Customer.objects.filter(pk__in=_wishes(idea).values("contact__customer"))
        .annotate(
            consent=newest_consent(Purpose.NEWS),
            reachable=Exists(EmailAddress.objects.exclude(normalised="").filter(**mine)),
            told=Exists(IdeaNews.objects.filter(idea=idea, **mine)),
        )
        .order_by("pk")
    )


def _why_not(consent: str | None, *, reachable: bool, told: bool) -> Left | None:
    if told:
        return Left.TOLD
    if consent == Consent.WITHDRAWN:
        return Left.WITHDRAWN
    if consent != Consent.GIVEN:
        return Left.NEVER_ASKED
    return None if reachable else Left.NO_ADDRESS


def tell(
    idea_id: int,
    *,
    text: str,
    viewer: Viewer,
    by: User,
    at: datetime,
    token: Callable[[], str] = new_token,
) -> int:
    """Write to everybody who wished for it, agreed and was not told yet; gives their number.

    `text` are the company's words between greeting and close. Each customer is locked and looked at once more, so
    that neither a withdrawn consent nor a second teller slips in between. Raises NotAllowed, Refused.
    """
    if not decides(viewer):
        raise NotAllowed
    text = fitting("text", text, LONGEST_TEXT)
    if not text:
        raise refuse("text", _("Bitte schreiben Sie, was es jetzt gibt."))
    with transaction.atomic():
        idea = Idea.objects.select_for_update(of=("self",)).get(pk=idea_id)
        if idea.status != IdeaStatus.BUILT:
            raise refuse("", _("Bescheid sagen können Sie, sobald die Idee umgesetzt ist."))
        locked = Customer.objects.select_for_update().filter(pk__in=audience(idea).told).order_by("pk")
        customers = {row.pk: row for row in locked}
        told = audience(idea).told
        for pk in told:
            if pk in customers:
                _write(idea, customers[pk], text=text, token=token(), by=by, at=at)
    return len(told)


def _write(idea: Idea, customer: Customer, *, text: str, token: str, by: User, at: datetime) -> None:
    news = IdeaNews.objects.create(
        idea=idea, customer=customer, token_hash=token_hash(token), created_at=at, created_by=by
    )
    address = customer.emails.exclude(normalised="").order_by("pk")[0].normalised
    enqueue([news_mail(news, text=text, token=token, address=address)])


def news_of(token: str) -> IdeaNews | None:
    """What a link belongs to, with its customer."""
    return IdeaNews.objects.select_related("customer").filter(token_hash=token_hash(token)).first()


def no_more_news(news: IdeaNews, *, at: datetime) -> None:
    """The customer wants no more news: the consent is withdrawn, and what waits is taken back. Twice is once."""
    record_consent(
        news.customer,
        purpose=Purpose.NEWS,
        given=False,
        source=_("über den Link in der Nachricht abgelehnt"),
        asked=None,
        by=None,
        at=at,
    )


def wants_news(customer: Customer) -> bool:
    newest = Consent.objects.filter(customer=customer, purpose=Purpose.NEWS).order_by("-at", "-pk").first()
    return newest is not None and newest.state == Consent.GIVEN


def sweep_news(now: datetime) -> SweepResult:  # noqa: ARG001  (every sweep is told the time)
    """Stamp the news whose mail has left, and take the links out of the outbox."""
    return SweepResult(handled=note_sent())


@transaction.atomic
def note_sent() -> int:
    """The same for one batch; gives its number. Links of mails that were taken back go too."""
    settled = Q(sent_at__isnull=False) | Q(dropped_at__isnull=False)
    mine = Notice.objects.filter(settled, kind=KIND, subject_key__startswith=f"{Purpose.NEWS}:")
    mails = list(mine.exclude(path="").select_for_update().order_by("pk")[:BATCH])
    for mail in mails:
        IdeaNews.objects.filter(token_hash=token_hash(token_in(mail))).update(sent_at=mail.sent_at)
        mail.path = ""
    update_many(mails, ["path"])
    return len(mails)
