"""`{{ sentence|with_cases }}`: every "#4212" of our own sentences leads to its case."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from crm.lib.addresses import address

register = template.Library()

NUMBER = re.compile(r"#(\d{1,9})\b")


@register.filter
def with_cases(sentence: object) -> SafeString:
    parts = NUMBER.split(str(sentence))  # text, number, text, number, ... text
    return format_html_join("", "{}", ((_link(part) if at % 2 else part,) for at, part in enumerate(parts)))


def _link(number: str) -> SafeString:
    return format_html('<a href="{}">#{}</a>', address("case", number), number)
