"""`{{ voice.kind|voice_icon }}`: the picture of a kind of voice; one without a kind is something said."""

from django import template

from feedback.story_voices import ICONS

register = template.Library()

SAID = "chat"


@register.filter
def voice_icon(kind: str) -> str:
    return {code.value: picture for code, picture in ICONS.items()}.get(kind, SAID)
