"""`{{ form.phone|control }}`: a field's input in the look of the house."""

from typing import Any

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def control(field: BoundField) -> SafeString:
    """The widget with the class of an input, beside those it has; a placeholder that repeats the label goes."""
    own = field.field.widget.attrs
    attrs: dict[str, Any] = {"class": f"field-input {own.get('class', '')}".strip()}
    if own.get("placeholder") == field.label:
        attrs["placeholder"] = False  # Django leaves out an attribute that is False
    return field.as_widget(attrs=attrs)
