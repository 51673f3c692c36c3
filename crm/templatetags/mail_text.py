"""`{{ part.text|mail_text }}`: the plain text of a mail as HTML.

Lines "words: address of ours" become links of these words.
"""

import re
from itertools import groupby
from typing import Final

from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join, urlize
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

ANSWER: Final = re.compile(r"(?P<words>[^:\n]{1,40}): (?P<address>https?://\S+)")


@register.filter
def mail_text(text: str) -> SafeString:
    """Escaped; blank lines part paragraphs, links in a row stand together."""
    made = [_paragraph(block.split("\n")) for block in re.split(r"\n{2,}", text.strip()) if block.strip()]
    return mark_safe("\n".join(made))  # noqa: S308  (every part is escaped)


def _paragraph(lines: list[str]) -> SafeString:
    parts = []
    for is_answer, group in groupby(lines, key=lambda line: _answer(line) is not None):
        if is_answer:
            found = [answer for line in group if (answer := _answer(line))]
            links = format_html_join("\n", '<a class="answer" href="{}">{}</a>', found)
            parts.append(format_html('<p class="answers">{}</p>', links))
        else:
            words = "<br>".join(urlize(line, autoescape=True) for line in group)
            parts.append(format_html("<p>{}</p>", mark_safe(words)))  # noqa: S308  (urlize escapes)
    return mark_safe("\n".join(parts))  # noqa: S308  (every part is escaped)


def _answer(line: str) -> tuple[str, str] | None:
    found = ANSWER.fullmatch(line.strip())
    if found is None or not found["address"].startswith(f"{settings.PUBLIC_URL}/"):
        return None
    return found["address"], found["words"]
