"""`{% icon "check" %}`: an icon of the house as inline SVG; the word beside it carries the meaning."""

from functools import cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from crm.templatetags.icon_paths import ICONS

register = template.Library()

UNKNOWN = "circle"  # a topic may name an icon that a later version dropped: the page must still come


@register.simple_tag
@cache
def icon(name: str, size: str = "") -> SafeString:
    """Inline SVG, hidden from screen readers. size: "s" as high as the text, "l" for keys."""
    size_class = f" icon-{size}" if size else ""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>',
        size_class,
        mark_safe(ICONS.get(name, ICONS[UNKNOWN])),  # noqa: S308  (our own constants)
    )
