"""Kiosks: a screen with five faces. A press is a pulse: counted by site and hour, tied to nobody, no voice."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, Q, QuerySet, Sum
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.company.models import Site, User
from crm.lib.acts import refuse
from crm.lib.tokens import new_token, token_hash
from feedback.models import Kiosk, KioskPress

FACES: Final[dict[int, str | Promise]] = {
    1: gettext_lazy("sehr unzu\u00adfrieden"),
    2: gettext_lazy("unzu\u00adfrieden"),
    3: gettext_lazy("teils, teils"),
    4: gettext_lazy("zufrieden"),
    5: gettext_lazy("sehr zufrieden"),
}
MOODS: Final = range(1, 6)
HAPPY: Final = (4, 5)
DEBOUNCE: Final = timedelta(seconds=2)
"""A finger that taps twice meant it once."""


@dataclass(frozen=True)
class Pulse:
    """What was pressed at a site: `counts` from the saddest face to the happiest."""

    site: str
    counts: tuple[int, int, int, int, int]

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def happy(self) -> int:
        return sum(self.counts[mood - 1] for mood in HAPPY)


def set_up(site: Site, *, by: User, at: datetime) -> tuple[Kiosk, str]:
    """A new kiosk and the key of its address, which nobody can read again."""
    if not site.active:
        raise refuse("", _("Der Standort %(site)s ist nicht mehr in Gebrauch.") % {"site": site})
    token = new_token()
    return Kiosk.objects.create(site=site, token_hash=token_hash(token), made_at=at, made_by=by), token


def end(kiosk: Kiosk, *, by: User, at: datetime) -> None:
    """Its address shows nothing any more; what was pressed stays."""
    Kiosk.objects.filter(pk=kiosk.pk, ended_at=None).update(ended_at=at, ended_by=by)


def kiosk_with(token: str) -> Kiosk | None:
    found = Kiosk.objects.select_related("site")
    return found.filter(token_hash=token_hash(token), ended_at=None, site__active=True).first()


@transaction.atomic
def press(kiosk: Kiosk, mood: int, *, at: datetime) -> bool:
    """Count one press; False for one that followed too soon to be somebody else. Raises Refused for no face."""
    if mood not in MOODS:
        raise refuse("mood", _("Bitte tippen Sie auf ein Gesicht."))
    free = Q(pressed_at=None) | Q(pressed_at__lte=at - DEBOUNCE)
    if not Kiosk.objects.filter(free, pk=kiosk.pk, ended_at=None).update(pressed_at=at):
        return False
    there = localtime(at)
    place = {"site_id": kiosk.site_id, "day": there.date(), "hour": there.hour, "mood": mood}
    if not KioskPress.objects.filter(**place).update(number=F("number") + 1):
        KioskPress.objects.bulk_create([KioskPress(**place, number=0)], ignore_conflicts=True)
        KioskPress.objects.filter(**place).update(number=F("number") + 1)
    return True


def pulses(*, since: date) -> list[Pulse]:
    """What was pressed from a day on, site by site. One statement."""
    rows: QuerySet[KioskPress, tuple[str, int, int]] = (
        KioskPress.objects.filter(day__gte=since)
        .values_list("site__name", "mood")
        .annotate(presses=Sum("number"))
        .order_by("site__name", "mood")
    )
    found: dict[str, list[int]] = {}
    for site, mood, presses in rows:
        found.setdefault(site, [0] * len(MOODS))[mood - 1] = presses
    return [Pulse(site, (a, b, c, d, e)) for site, (a, b, c, d, e) in found.items()]
