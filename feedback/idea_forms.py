"""What is asked about ideas: what they are about, which wishes belong to them, and what the customers are told."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Product
from crm.company.models import User
from feedback.ideas import LONGEST_TEXT, About
from feedback.models import Idea
from feedback.telling import LONGEST_TEXT as LONGEST_NEWS

FIELDS = ("title", "text", "product", "owner", "trend_note", "competitor_note")


def _words(label: Any, hint: Any = "", *, rows: int = 3, longest: int = LONGEST_TEXT) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=longest,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class NewIdeaForm(forms.Form):
    """An idea that comes from the house and not from a wish."""

    title = forms.CharField(label=_("Name der Idee"), max_length=160, widget=forms.TextInput)
    text = _words(_("Worum es geht"))
    product = forms.ModelChoiceField(
        label=_("Produkt"),
        queryset=Product.objects.none(),
        required=False,
        empty_label=_("keines im Besonderen"),
    )

    def __init__(self, data: Any = None, *, idea: Idea | None = None) -> None:
        super().__init__(data, initial={name: getattr(idea, name) for name in FIELDS} if idea else None)
        kept = Q(pk=idea.product_id if idea else None)
        fields: dict[str, Any] = self.fields
        fields["product"].queryset = Product.objects.filter(Q(active=True) | kept)


class IdeaForm(NewIdeaForm):
    """What an idea is about, who cares for it, and what the market does."""

    owner = forms.ModelChoiceField(
        label=_("Zuständig"), queryset=User.objects.none(), required=False, empty_label=_("noch niemand")
    )
    trend_note = _words(_("Was wir am Markt sehen"), _("Wohin geht es? Woher wissen wir das?"))
    competitor_note = _words(_("Was der Mitbewerb macht"), _("Wer bietet es schon, zu welchem Preis?"))

    def __init__(self, data: Any = None, *, idea: Idea) -> None:
        super().__init__(data, idea=idea)
        fields: dict[str, Any] = self.fields
        people = User.objects.filter(Q(is_active=True) | Q(pk=idea.owner_id))
        fields["owner"].queryset = people.order_by("first_name", "last_name", "username")

    def about(self) -> About:
        return About(**self.cleaned_data)


class NewsForm(forms.Form):
    """What those are told who wished for it."""

    text = _words(
        _("Was es jetzt gibt"),
        _("Steht zwischen Gruß und Dank. Nennen Sie, wo und ab wann es das gibt."),
        rows=5,
        longest=LONGEST_NEWS,
    )
