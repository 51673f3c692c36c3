"""The inbox: voices nobody has sorted yet, the one that waits longest first."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from crm.company.permissions import Viewer
from feedback.models import Feedback
from feedback.reading import readable_voices

TOGETHER: Final = ("contact__customer", "topic", "product", "site", "case")


@dataclass(frozen=True)
class Inbox:
    """The voice to sort now, how many wait, and whether another one follows it."""

    voice: Feedback | None
    waiting: int
    more: bool


def inbox(viewer: Viewer, *, after: int = 0) -> Inbox:
    """What this person may read of the inbox. `after`: the voice they would rather sort later."""
    rows = readable_voices(viewer).filter(sorted_at=None)
    waiting = rows.count()
    ordered = rows.select_related(*TOGETHER).order_by("at", "pk")
    left = Feedback.objects.filter(pk=after).values_list("at", "pk").first() if after else None
    if left is not None:
        ordered = ordered.filter(Q(at__gt=left[0]) | Q(at=left[0], pk__gt=left[1]))
    next_two = list(ordered[:2])
    return Inbox(next_two[0] if next_two else None, waiting, len(next_two) > 1)
