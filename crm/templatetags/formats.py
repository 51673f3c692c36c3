"""The formats of `crm.lib.formats` in templates. Tags take the clock from `now` in the context."""

from datetime import datetime
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.lib import formats

register = template.Library()


def _clock(context: Context) -> dict[str, Any]:
    return {"now": context.get("now") or timezone.now(), "tz": timezone.get_current_timezone()}


@register.simple_tag(takes_context=True)
def due_moment(context: Context, due: datetime) -> str:
    return formats.due_moment(due, **_clock(context))


@register.simple_tag(takes_context=True)
def due_short(context: Context, due: datetime) -> str:
    return formats.due_short(due, **_clock(context))


@register.simple_tag(takes_context=True)
def story_moment(context: Context, moment: datetime) -> str:
    return formats.story_moment(moment, **_clock(context))


@register.simple_tag(takes_context=True)
def day_title(context: Context, moment: datetime) -> str:
    clock = _clock(context)
    return formats.day_title(
        moment.astimezone(clock["tz"]).date(), today=clock["now"].astimezone(clock["tz"]).date()
    )


@register.simple_tag(takes_context=True)
def time_left(context: Context, due: datetime, minutes: int) -> str:
    return formats.time_left(due, minutes=minutes, **_clock(context))


@register.simple_tag(takes_context=True)
def overdue_since(context: Context, due: datetime, minutes: int, short: bool = False) -> str:
    return formats.overdue_since(due, minutes=minutes, short=short, **_clock(context))


@register.simple_tag(takes_context=True)
def ago(context: Context, moment: datetime) -> str:
    return formats.ago(moment, **_clock(context))


@register.filter
def full_moment(moment: datetime) -> str:
    return formats.full_moment(moment, tz=timezone.get_current_timezone())


@register.filter
def duration(minutes: int) -> str:
    return formats.duration(minutes)


@register.filter
def percent(share: float | str, digits: int = 1) -> str:
    return formats.percent(float(share), digits=digits)


@register.filter
def difference(points: float, digits: int = 1) -> str:
    return formats.difference(points, digits=digits)


@register.filter
def phone(number: str, home: str = "DE") -> str:
    return formats.phone(number, home=home)


@register.simple_tag(takes_context=True)
def dial(context: Context, e164: str) -> str:
    """The address a tap on a number opens, in the way this person chose; without one the device decides."""
    way = getattr(context.get("user"), "dial_with", "") or "tel"
    return f"{way}:{e164}"


@register.filter
def spoken(text: str) -> str:
    """What somebody said, in quotation marks; who wrote some of their own keeps those."""
    return text if "„" in text or "“" in text else _("„%(text)s“") % {"text": text}


@register.filter
def mail_address(address: str) -> SafeString:
    """An e-mail address that breaks after its "@" or before its last dot, never within a word."""
    name, at, host = address.partition("@")
    body, dot, end = host.rpartition(".")
    return format_html("{}{}<wbr>{}<wbr>{}{}", name, at, body, dot, end)
