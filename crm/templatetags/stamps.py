"""`{% stamp "phone" %}`: a channel with its icon, its hue and always its word."""

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from contacts.models import Channel
from crm.templatetags.icons import icon

register = template.Library()

CHANNEL_ICONS = {
    Channel.SHOP: "store",
    Channel.PHONE: "phone",
    Channel.WEB: "globe",
    Channel.EMAIL: "at",
    Channel.CHAT: "chat",
    Channel.MAGAZINE: "book",
    Channel.LETTER: "letter",
    Channel.EVENT: "tent",
    Channel.VISIT: "visit",
}


@register.filter
def channel_icon(channel: str) -> str:
    return CHANNEL_ICONS[Channel(channel)]


@register.simple_tag
def stamp(channel: str, words: str = "", bare: bool = False) -> SafeString:
    """words: instead of the channel's own name (a topic, say). bare: the name is only heard, not seen."""
    known = Channel(channel)
    return _pressed(known, str(known.label) if bare else words or str(known.label), bare)


@lru_cache(maxsize=1024, typed=True)  # every row of a list has one, and they are few
def _pressed(channel: Channel, word: str, bare: bool) -> SafeString:
    return format_html(
        '<span class="stamp stamp-{}"><span class="stamp-mark">{}</span>{}</span>',
        channel.value,
        icon(CHANNEL_ICONS[channel]),
        format_html('<span class="visually-hidden">{}</span>', word) if bare else word,
    )
