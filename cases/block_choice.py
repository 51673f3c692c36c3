"""Choosing a text block in the form of an answer or a note: it is put behind what was typed, nothing is sent by it."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cases.models import TextBlock

INSERT = "insert"  # the name of the button


class BlockChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """Of no weight when the form is sent."""

    def __init__(self) -> None:
        super().__init__(
            TextBlock.objects.none(),
            label=_("Textbaustein"),
            required=False,
            empty_label=_("auswählen …"),
        )

    def clean(self, value: Any) -> Any:
        return None


def offer_blocks(form: forms.Form, blocks: list[TextBlock]) -> None:
    """The field goes where there is nothing to offer."""
    if not blocks:
        del form.fields["block"]
        return
    field = form.fields["block"]
    assert isinstance(field, forms.ModelChoiceField)
    field.choices = [("", field.empty_label), *((block.pk, block.name) for block in blocks)]


def chosen_block(blocks: list[TextBlock], data: QueryDict) -> TextBlock | None:
    return next((block for block in blocks if str(block.pk) == data.get("block")), None)


def put_in(form: forms.Form, data: QueryDict, text: str) -> forms.Form:
    """A fresh form with everything that was typed, and the text behind it."""
    form.initial.update(
        {name: value for name, value in data.items() if name in form.fields and name != "block"}
    )
    typed = str(data.get("text", "")).rstrip()
    form.initial["text"] = "\n\n".join(filter(None, [typed, text]))
    return form
