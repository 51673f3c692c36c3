"""Lob für Sie, and for the people you work with: in the words of the customers, never counted by person."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q

from crm.company.models import User
from crm.company.permissions import Viewer
from crm.lib.one_by_one import one_by_one
from feedback.models import Feedback, PraiseCheer, PraiseDelivery, VoiceKind
from feedback.reading import readable_voices

LATELY: Final = timedelta(days=90)
MOST: Final = 50


@dataclass(frozen=True)
class Praised:
    """A praise as its readers see it: who got it, who is glad with them, and whether you were and have read it."""

    voice: Feedback
    people: list[User]
    glad: list[User]
    is_mine: bool
    is_new: bool
    is_glad: bool


def praise_for(viewer: Viewer, user: User, *, now: datetime) -> tuple[list[Praised], list[Praised]]:
    """Of the last 90 days, the newest first: given to this person, and to others of their teams."""
    people = User.objects.filter(Q(pk=user.pk) | Q(teams__in=user.teams.all())).values("pk")
    # "Not before it was said" is always true, and keeps PostgreSQL from gathering all praise there is beforehand.
    given = Exists(PraiseDelivery.objects.filter(voice=OuterRef("pk"), to__in=people, at__gte=OuterRef("at")))
    rows = readable_voices(viewer).filter(one_by_one(given), kind=VoiceKind.PRAISE, at__gte=now - LATELY)
    told = rows.select_related("contact__customer", "topic").order_by("-at", "-pk")[:MOST]
    every = praised(list(told), user)
    return [each for each in every if each.is_mine], [each for each in every if not each.is_mine]


def confidential_praise(viewer: Viewer, user: User, *, now: datetime) -> list[PraiseDelivery]:
    """Given to this person out of a matter they do not read: that it was, when, and who passed it on."""
    since = now - LATELY
    rows = PraiseDelivery.objects.filter(
        to=user, at__gte=since, voice__at__gte=since, voice__contact__void=None
    )
    hidden = rows.filter(~Exists(readable_voices(viewer).filter(pk=OuterRef("voice"))))
    return list(hidden.select_related("by").order_by("-at", "-pk")[:MOST])


def praised(voices: Sequence[Feedback], user: User) -> list[Praised]:
    """In two statements, however many voices."""
    given: defaultdict[int, list[PraiseDelivery]] = defaultdict(list)
    glad: defaultdict[int, list[User]] = defaultdict(list)
    for delivery in PraiseDelivery.objects.filter(voice__in=voices).select_related("to").order_by("at", "pk"):
        given[delivery.voice_id].append(delivery)
    for cheer in PraiseCheer.objects.filter(voice__in=voices).select_related("by"):
        glad[cheer.voice_id].append(cheer.by)
    return [_praised(voice, given[voice.pk], glad[voice.pk], user) for voice in voices]


def _praised(voice: Feedback, given: list[PraiseDelivery], glad: list[User], user: User) -> Praised:
    mine = [delivery for delivery in given if delivery.to_id == user.pk]
    return Praised(
        voice=voice,
        people=[delivery.to for delivery in given],
        glad=glad,
        is_mine=bool(mine),
        is_new=any(delivery.seen_at is None for delivery in mine),
        is_glad=user in glad,
    )
