"""Voices on pages.

`{{ voice.kind|voice_icon }}`: the picture of a kind; one without a kind is something said.
`{% sender_of contact.pk as told %}`: who wrote from outside, as they said.
"""

from dataclasses import dataclass

from django import template

from contacts.models import Customer
from feedback.models import PublicSender
from feedback.senders import may_be
from feedback.story_voices import ICONS

register = template.Library()

SAID = "chat"


@dataclass(frozen=True)
class Told:
    """What somebody typed about themselves, and which customers that may be."""

    sender: PublicSender
    possible: list[Customer]


@register.simple_tag
def sender_of(contact_id: int) -> Told | None:
    """Two statements where somebody said anything, otherwise one."""
    sender = PublicSender.objects.filter(contact=contact_id).first()
    return Told(sender, may_be([contact_id]).get(contact_id, [])) if sender else None


@register.filter
def voice_icon(kind: str) -> str:
    return {code.value: picture for code, picture in ICONS.items()}.get(kind, SAID)
