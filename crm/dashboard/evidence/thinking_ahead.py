"""Goal 7 opens the wishes, in the words that were noted, and what became of them."""

from dataclasses import dataclass

from crm.company.permissions import Viewer
from crm.dashboard.evidence.inside import MOST_ROWS, seen_inside
from crm.dashboard.evidence.period import thirteen_weeks
from crm.dashboard.reading import Reading
from feedback.metrics import newest_voices
from feedback.models import Feedback, VoiceKind


@dataclass(frozen=True)
class Wish:
    voice: Feedback
    masked: bool


def rows(reading: Reading, viewer: Viewer) -> list[Wish]:
    """The newest of the 13 weeks; one statement."""
    newest = (
        newest_voices(*thirteen_weeks(reading.today), VoiceKind.WISH)
        .annotate(seen=seen_inside("contact", viewer))
        .select_related("contact__customer", "contact__topic", "idea_wish__idea")[:MOST_ROWS]
    )
    return [Wish(wish, masked=not wish.seen) for wish in newest]
