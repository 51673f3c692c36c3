"""How often short addresses are opened from one place in a minute: whoever tries codes in masses sees the start page.

All senders are sorted into a few places by a keyed print of their address. Nothing is kept but how often a place was
taken in the last minute it was, so that nobody can be told from it.
"""

import hashlib
import hmac
from datetime import datetime
from typing import Final

from django.db.models import F

from contacts.models import VisitPlace

PLACES: Final = 64
MOST: Final = 300
"""In a minute, from one place: a whole office behind one address reads the same advert."""


def may_open(sender: str, *, key: str, at: datetime) -> bool:
    """Count one more opening from the place of `sender`; False beyond MOST. At most three statements."""
    place, minute = place_of(sender, key), at.replace(second=0, microsecond=0)
    held = VisitPlace.objects.filter(place=place)
    found = held.first()
    if found is None:
        VisitPlace.objects.bulk_create(
            [VisitPlace(place=place, minute=minute, number=0)], ignore_conflicts=True
        )
    elif found.minute < minute:
        held.filter(minute__lt=minute).update(minute=minute, number=0)
    elif found.number >= MOST:
        return False
    return held.filter(number__lt=MOST).update(number=F("number") + 1) == 1


def place_of(sender: str, key: str) -> int:
    """One of PLACES."""
    digest = hmac.new(key.encode(), sender.encode("utf-8", "replace"), hashlib.sha256).digest()
    return int.from_bytes(digest[:4], "big") % PLACES
