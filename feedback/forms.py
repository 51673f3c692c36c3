"""What is asked about an idea: typed text becomes values. What may be done is decided by the acts."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback.ideas import NEXT
from feedback.models import Idea, IdeaStatus

NEW = "new"


class WishForm(forms.Form):
    """Which idea a wish speaks for: one there is, or a new one by its name."""

    idea = forms.ChoiceField(label=_("Idee"), required=False, widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Name der neuen Idee"), required=False, max_length=160, widget=forms.TextInput
    )

    def __init__(self, *args: Any, ideas: Iterable[tuple[Idea, Sequence[str]]], **kwargs: Any) -> None:
        """`ideas` with the words they share with the wish, the likest first."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["idea"]
        field.choices = [
            *((str(idea.pk), _offered(idea, shared)) for idea, shared in ideas),
            (NEW, _("Eine neue Idee")),
        ]

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if "idea" in typed and not typed["idea"]:
            if typed.get("title"):
                typed["idea"] = NEW
            else:
                self.add_error(
                    "idea", _("Bitte wählen Sie eine Idee, oder geben Sie einer neuen einen Namen.")
                )
        return typed


def _offered(idea: Idea, shared: Sequence[str]) -> str:
    name = f"{idea.title} ({idea.get_status_display()})"
    if not shared:
        return name
    return gettext("%(idea)s, gleiche Worte: %(words)s") % {"idea": name, "words": ", ".join(shared)}


class DecisionForm(forms.Form):
    """What is decided about an idea, from the state it was seen in."""

    status = forms.ChoiceField(label=_("Entscheidung"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Begründung"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=500
    )
    seen = forms.ChoiceField(choices=IdeaStatus.choices, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, idea: Idea) -> None:
        super().__init__(data, initial={"seen": idea.status})
        field: Any = self.fields["status"]
        field.choices = [(status.value, _verdict(status)) for status in NEXT[idea.status]]


def _verdict(status: IdeaStatus) -> Any:
    return {
        IdeaStatus.PLANNED: _("Wir machen das"),
        IdeaStatus.DECLINED: _("Wir machen das nicht"),
        IdeaStatus.BUILT: _("Es ist umgesetzt"),
    }[status]
