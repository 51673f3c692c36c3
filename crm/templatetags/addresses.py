"""`{% url %}` as Django knows it, from the addresses that are worked out already."""

from typing import Any

from django import template
from django.template import Context
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as parsed
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape

from crm.lib.addresses import address

register = template.Library()


@register.tag
def url(parser: Parser, token: Token) -> URLNode:
    node = parsed(parser, token)
    return node if node.kwargs else Address(node.view_name, node.args, node.kwargs, node.asvar)


class Address(URLNode):
    """Without named values. What fits no address is left to Django, which says so as ever."""

    def render(self, context: Context) -> Any:
        name, args = self.view_name.resolve(context), [arg.resolve(context) for arg in self.args]
        try:
            found = address(name, *args)
        except NoReverseMatch:
            return super().render(context)
        if self.asvar:
            context[self.asvar] = found
            return ""
        return conditional_escape(found) if context.autoescape else found
