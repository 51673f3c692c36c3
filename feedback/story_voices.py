"""A case's story says with which voice a contact came; cases do not know voices and are told how to read them."""

from django.db.models import OuterRef, Subquery

from cases.story import tell_voices
from feedback.models import Feedback, VoiceKind
from feedback.senders import said_to_be

ICONS = {
    VoiceKind.PRAISE: "heart",
    VoiceKind.COMPLAINT: "complaint",
    VoiceKind.WISH: "star",
    VoiceKind.QUESTION: "question",
    VoiceKind.EXPECTATION: "target",
    VoiceKind.COMPETITOR: "eye",
}


def tell_story_of_voices() -> None:
    """Called once at start."""
    kind = Feedback.objects.filter(contact=OuterRef("contact")).values("kind")[:1]
    tell_voices(
        Subquery(kind),
        {voice.value: (voice.label, ICONS[voice]) for voice in VoiceKind},
        sender=said_to_be("contact"),
    )
