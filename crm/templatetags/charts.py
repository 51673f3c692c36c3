"""Small charts whose input is a bare number."""

from functools import cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from crm.lib import charts

register = template.Library()


@register.simple_tag
def string(share: float | str) -> SafeString:
    """Working time used as a string with a bead. Decoration: the words beside it carry the meaning."""
    return _drawn(str(charts.string(float(share))))  # as text: a number would get the comma of the language


@cache
def _drawn(x: str) -> SafeString:
    return format_html(
        '<svg class="string" viewBox="0 0 120 10" preserveAspectRatio="xMinYMid meet" aria-hidden="true">'
        '<line class="string-rest" x1="6" y1="5" x2="114" y2="5"/>'
        '<line class="string-used" x1="6" y1="5" x2="{x}" y2="5"/>'
        '<circle class="string-bead" cx="{x}" cy="5" r="4.5"/></svg>',
        x=x,
    )


@register.filter
def ring_dash(share: float | str) -> tuple[float, float]:
    return charts.ring(float(share))
