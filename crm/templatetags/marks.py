"""`{{ name|marked:marks }}`: the found parts of a text get a marker. Everything is escaped first."""

import re
from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join

register = template.Library()


@register.filter
def marked(text: str, marks: Iterable[str]) -> str:
    """`text` with every part that equals one of `marks` (capitals aside) highlighted."""
    wanted = sorted({mark for mark in marks if mark}, key=len, reverse=True)
    if not wanted:
        return format_html("{}", text)
    pieces = re.split("(" + "|".join(re.escape(mark) for mark in wanted) + ")", text, flags=re.IGNORECASE)
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<mark>{}</mark>", piece) if place % 2 else piece,)
            for place, piece in enumerate(pieces)
        ),
    )
