"""Voices on pages.

`{{ voice.kind|voice_icon }}`: the picture of a kind; one without a kind is something said.
`{% sender_of contact.pk as told %}`: who wrote from outside, as they said.
`{% files_of contact.pk as files %}`: the files that came with a message.
`{% nameless_in case.pk as told %}`: the contact a nameless case began with, and whose it may be.
"""

from dataclasses import dataclass

from django import template

from cases.models import CaseContact
from contacts.models import Contact, Customer
from feedback.models import MessageFile, PublicSender
from feedback.senders import Possible, may_be, suggested
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


@dataclass(frozen=True)
class Nameless:
    contact: Contact
    possible: list[Possible]


@register.simple_tag
def nameless_in(case_id: int) -> Nameless | None:
    """None where the case has no contact that counts. A few statements, for cases without a customer only."""
    links = CaseContact.objects.filter(case=case_id, contact__void=None, contact__customer=None)
    link = links.select_related("contact").order_by("pk").first()
    return Nameless(link.contact, suggested(link.contact)) if link else None


@register.simple_tag
def files_of(contact_id: int) -> list[MessageFile]:
    """What came with a message that has no case."""
    return list(MessageFile.objects.filter(contact=contact_id))


@register.filter
def voice_icon(kind: str) -> str:
    return {code.value: picture for code, picture in ICONS.items()}.get(kind, SAID)
