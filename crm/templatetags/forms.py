"""`{{ form.phone|control }}`: a field's input in the look of the house."""

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def control(field: BoundField) -> SafeString:
    """The widget with the class of an input, beside those it has already."""
    own = field.field.widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"field-input {own}".strip()})
