"""Praise reaches the people it belongs to: by itself whoever worked on it, by hand whoever a colleague chooses.

1. Once the time to take a capture back is over, the owner of its case, or who recorded the contact, gets it. Praise
   that came by itself and belongs to nobody goes to the lead of the team of its topic, who passes it on.
2. Each person gets a praise once, in the app. Nobody is told how much praise anybody else got.
3. The words of a confidential matter stay with those inside: others hear that they were praised, and by whom to ask.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from cases.notices import UNDO_TIME
from contacts.models import Void
from crm.company.models import NoticeWay, User
from crm.company.permissions import viewer_of
from crm.company.presence import company_day
from crm.lib.acts import refuse
from crm.outbox.enqueue import drop, enqueue
from crm.outbox.messages import messages_to
from crm.outbox.sweeping import SweepResult
from feedback.models import Feedback, PraiseCheer, PraiseDelivery, PraiseReason, VoiceKind, VoiceOrigin
from feedback.reading import readable_voices

LOOKS_BACK: Final = timedelta(days=30)
BATCH: Final = 200


def undelivered(now: datetime) -> QuerySet[Feedback]:
    """Praise of the last 30 days that somebody sorted or captured, and nobody got yet."""
    rows = Feedback.objects.filter(
        ~Exists(PraiseDelivery.objects.filter(voice=OuterRef("pk"))),
        ~Exists(Void.objects.filter(contact=OuterRef("contact"))),
        kind=VoiceKind.PRAISE,
        at__gte=now - LOOKS_BACK,
        sorted_at__lte=now - UNDO_TIME,
    )
    return rows.order_by("at", "pk")


def sweep_praise(now: datetime) -> SweepResult:
    """Any number may run at once: a praise is given to a person once, held by the database.

    Which they are is asked first: with all that is read of each in one statement, every praise of 30 days was read.
    """
    handled = 0
    waiting = list(undelivered(now).values_list("pk", flat=True)[:BATCH])
    rows = Feedback.objects.filter(pk__in=waiting).order_by("at", "pk")
    for voice in rows.select_related(
        "case__owner", "contact__recorded_by", "topic__team__lead", "case__team__lead"
    ):
        people = concerned(voice)
        _give(voice, people, by=None, at=now)
        handled += bool(people)
    return SweepResult(handled=handled)


def concerned(voice: Feedback) -> dict[User, str]:
    """Whom a praise belongs to, with the reason; the lead only where there is nobody else."""
    found: dict[User, str] = {}
    if voice.case is not None and voice.case.owner is not None:
        found[voice.case.owner] = PraiseReason.OWNER
    if voice.origin == VoiceOrigin.CAPTURE:
        found.setdefault(voice.contact.recorded_by, PraiseReason.RECORDER)
    people = {person: why for person, why in found.items() if person.is_active}
    if people:
        return people
    team = voice.case.team if voice.case is not None else (voice.topic.team if voice.topic else None)
    return {team.lead: PraiseReason.LEAD} if team is not None and team.lead is not None else {}


@transaction.atomic
def pass_on(voice: Feedback, people: Iterable[User], *, by: User, at: datetime) -> int:
    """Give a praise to chosen people; gives how many did not have it yet. Raises Refused for anything but praise."""
    if voice.kind != VoiceKind.PRAISE:
        raise refuse("people", _("Nur ein Lob lässt sich weitergeben."))
    chosen = dict.fromkeys(people, PraiseReason.CHOSEN.value)
    if not chosen:
        raise refuse("people", _("Bitte wählen Sie, wer das Lob bekommen soll."))
    return _give(voice, chosen, by=by, at=at)


def _give(voice: Feedback, people: dict[User, str], *, by: User | None, at: datetime) -> int:
    have = set(PraiseDelivery.objects.filter(voice=voice, to__in=people).values_list("to", flat=True))
    new = {person: why for person, why in people.items() if person.pk not in have}
    rows = [PraiseDelivery(voice=voice, to=person, why=why, at=at, by=by) for person, why in new.items()]
    with transaction.atomic():
        PraiseDelivery.objects.bulk_create(rows, ignore_conflicts=True)
        for person in new:
            if by is None or person.pk != by.pk:
                _tell(voice, person, at=at)
    return len(new)


def _tell(voice: Feedback, person: User, *, at: datetime) -> None:
    """The words stay on the page: a notice may be read on a shared screen."""
    reads = readable_voices(viewer_of(person, today=company_day(at))).filter(pk=voice.pk).exists()
    with translation.override(person.language):
        subject = _("Ein Lob für Sie")
        text = _("Jemand hat gesagt, was gut war. Lesen Sie es unter „Lob für Sie“.")
        if not reads:
            text = _(
                "Jemand hat gesagt, was gut war. Die Worte sind vertraulich; unter „Lob für Sie“ steht es."
            )
    enqueue(
        [
            *messages_to(
                person,
                way=NoticeWay.APP,
                kind="praise",
                key=f"praise:{voice.pk}:{person.pk}",
                subject_key=subject_key(voice),
                subject=subject,
                text=text,
                path="/stimmen/lob/",
                at=at,
            )
        ]
    )


def subject_key(voice: Feedback) -> str:
    return f"voice:{voice.pk}"


@transaction.atomic
def take_back(voice: Feedback, *, at: datetime) -> None:
    """It was no praise after all: nobody has it any more."""
    PraiseDelivery.objects.filter(voice=voice).delete()
    PraiseCheer.objects.filter(voice=voice).delete()
    drop(subject_key(voice), at=at)


def seen(voice_id: int, *, by: User, at: datetime) -> bool:
    """Who was praised says that they read it; False when it was not given to them, or they said so before."""
    mine = PraiseDelivery.objects.filter(voice=voice_id, to=by, seen_at=None)
    return bool(mine.update(seen_at=at))


@transaction.atomic
def cheer(voice: Feedback, *, by: User, at: datetime) -> bool:
    """Be glad with them, or take it back; gives whether it stands now. Raises Refused for anything but praise."""
    if voice.kind != VoiceKind.PRAISE:
        raise refuse("", _("Mitfreuen kann man sich nur über ein Lob."))
    gone, _rows = PraiseCheer.objects.filter(voice=voice, by=by).delete()
    if not gone:
        PraiseCheer.objects.bulk_create([PraiseCheer(voice=voice, by=by, at=at)], ignore_conflicts=True)
    return not gone
