"""The voices as a list to read: the newest first, by kind, customer, case or words."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.company.permissions import Viewer
from crm.lib.tallies import read
from feedback.metrics import voice_counts
from feedback.models import Feedback, VoiceKind
from feedback.reading import readable_voices, without_idea

LATELY: Final = timedelta(days=7)
LARGEST_NUMBER: Final = 2_147_483_647
TOGETHER: Final = ("contact__customer", "topic", "case", "idea_wish__idea")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """`words`: something that was said, "K-20418" for a customer or "#4187" for a case. `loose`: without an idea."""

    kind: str = ""
    words: str = ""
    loose: bool = False


def voices_for(viewer: Viewer, wanted: Wanted) -> QuerySet[Feedback]:
    """What this person may read of what was asked for."""
    found = readable_voices(viewer).select_related(*TOGETHER).order_by("-at", "-pk")
    if wanted.kind in VoiceKind.values:
        found = found.filter(kind=wanted.kind)
    if wanted.loose:
        found = without_idea(found)
    if (customer := _number(r"K-?(\d+)", wanted.words)) is not None:
        return found.filter(contact__customer__number=customer)
    if (case := _number(r"#(\d+)", wanted.words)) is not None:
        return found.filter(case__number=case)
    return found.filter(contact__text__icontains=wanted.words) if wanted.words else found


def lately(now: datetime) -> str:
    """ "In 7 Tagen: 5 Lob, 3 Beschwerden, 4 Wünsche."; all of them, a count tells nothing about a matter."""
    counted = read(voice_counts(now - LATELY, now + timedelta(seconds=1)))
    praise, complaints, wishes = (
        counted[f"voice.{kind}"] for kind in (VoiceKind.PRAISE, VoiceKind.COMPLAINT, VoiceKind.WISH)
    )
    if not praise + complaints + wishes:
        return _("In 7 Tagen kein Lob, keine Beschwerde, kein Wunsch.")
    words = [
        _("%(n)s Lob") % {"n": praise},
        ngettext("%(n)s Beschwerde", "%(n)s Beschwerden", complaints) % {"n": complaints},
        ngettext("%(n)s Wunsch", "%(n)s Wünsche", wishes) % {"n": wishes},
    ]
    return _("In 7 Tagen: %(voices)s.") % {"voices": ", ".join(words)}


def _number(pattern: str, words: str) -> int | None:
    match = re.fullmatch(pattern, words.strip(), re.IGNORECASE)
    if match is None or len(match[1]) > len(str(LARGEST_NUMBER)):
        return None
    return min(int(match[1]), LARGEST_NUMBER)
