"""`{% translate %}` made cheap: a page says some fifty constant words, each is looked up once per language and place.

The tag takes its seat in Django's own library, so that `{% load i18n %}` brings it.
"""

from django.template import Context, Library
from django.template.base import FilterExpression, Node, Parser, Token, Variable
from django.templatetags import i18n
from django.utils.translation import get_language

register = Library()  # this module is one of the builtins (settings), which is when it is read


def translate(parser: Parser, token: Token) -> Node:
    node: i18n.TranslateNode = i18n.do_translate(parser, token)
    constant = _is_constant(node.filter_expression) and (
        node.message_context is None or _is_constant(node.message_context)
    )
    return ConstantWords(node) if constant and not node.asvar else node


for name in ("translate", "trans"):
    i18n.register.tag(name, translate)


class ConstantWords(Node):
    """Words that depend on nothing but the language."""

    def __init__(self, node: i18n.TranslateNode) -> None:
        self._node = node
        self._said: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        language = get_language()
        said = self._said.get(language)
        if said is None:
            said = self._said[language] = self._node.render(context)
        return said


def _is_constant(expression: FilterExpression) -> bool:
    what = expression.var
    return not expression.filters and (not isinstance(what, Variable) or what.literal is not None)
