"""`{{ words|case_link:4711 }}`: the number of a case in a sentence leads to it."""

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from crm.lib.addresses import address

register = template.Library()


@register.filter
def case_link(words: str, number: int | None) -> SafeString:
    """The words, escaped, with "#4711" as a link; as they are without a number."""
    safe = conditional_escape(words)
    if not number:
        return mark_safe(safe)  # noqa: S308  (escaped above)
    link = format_html('<a href="{}">#{}</a>', address("case", number), number)
    return mark_safe(safe.replace(f"#{number}", link))  # noqa: S308  (both parts are escaped)
