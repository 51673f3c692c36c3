"""Small charts whose input is a bare number, and what several charts share."""

from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from django import template
from django.template.defaultfilters import floatformat
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.lib import charts

register = template.Library()

THOUSAND: Final = 1_000
TEN_THOUSAND: Final = 10_000
MILLION: Final = 1_000_000

PATTERNS: Final = {2: "part-hatch", 4: "part-dotted"}
"""Parts of a column that have a pattern; the others are plain, by the style sheet."""


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


@register.filter
def pairs(first: Iterable[Any], second: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Two lists side by side: places in a drawing and what stands there."""
    return list(zip(first, second, strict=False))


@register.filter
def axis(value: float) -> str:
    """A number beside an axis, where there is little room: "120", "2,5", "250 Tsd.", "1,2 Mio."."""
    if value >= MILLION:
        return _("%(n)s Mio.") % {"n": floatformat(value / MILLION, -1)}
    if value >= TEN_THOUSAND:
        return _("%(n)s Tsd.") % {"n": floatformat(value / THOUSAND, -1)}
    digits = next(n for n in (0, 1, 2) if n == 2 or round(value, n) == round(value, 2))  # noqa: PLR2004
    return str(floatformat(value, f"{digits}g"))


@register.simple_tag
def paint(number: int) -> SafeString:
    """The pattern of a part, named in the drawing itself: a style sheet cannot see what a page defines."""
    name = PATTERNS.get(number)
    return format_html(' fill="url(#{})"', name) if name else SafeString("")
