"""What the administration types about sources, reasons, campaigns, products and topics. The acts judge it."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Source, Topic
from contacts.offering import MOST_POSITION
from crm.company.models import Team
from crm.company.settings_editing import SettingsForm

# Pictures of the product's own set that say something about a topic, with their names.
ICONS = (
    ("chat", _("Gespräch")),
    ("question", _("Frage")),
    ("wrench", _("Werkzeug")),
    ("box", _("Paket")),
    ("truck", _("Lieferung")),
    ("bag", _("Einkauf")),
    ("tag", _("Preis")),
    ("receipt", _("Rechnung")),
    ("return", _("Rückgabe")),
    ("shield", _("Garantie")),
    ("calendar", _("Termin")),
    ("pin", _("Ort")),
    ("key", _("Zugang")),
    ("music", _("Musik")),
    ("star", _("Stern")),
    ("heart", _("Herz")),
    ("user", _("Mensch")),
    ("users", _("Menschen")),
    ("building", _("Gebäude")),
    ("settings", _("Technik")),
)


def _position() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Reihenfolge"),
        initial=0,
        min_value=0,
        max_value=MOST_POSITION,
        help_text=_("Kleine Zahlen stehen vorn."),
    )


def _active() -> forms.BooleanField:
    return forms.BooleanField(label=_("in Gebrauch"), required=False, initial=True)


class SourceForm(SettingsForm):
    name = forms.CharField(label=_("Herkunft"), max_length=80)
    parent = forms.ModelChoiceField(
        label=_("gehört zu"), queryset=Source.objects.none(), required=False, empty_label=_("obere Ebene")
    )
    position = _position()
    referral = forms.BooleanField(
        label=_("Empfehlung"),
        required=False,
        help_text=_("Wer das wählt, kann dazu sagen, welche Kundin oder welcher Kunde Sie empfohlen hat."),
    )
    active = _active()

    def __init__(self, *args: Any, row: Source | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        above = Source.objects.filter(parent=None).exclude(pk__in=[row.pk] if row else [])
        kept = Q(pk__in=[row.parent_id] if row else [])
        self.fields["parent"].queryset = above.filter(Q(active=True) | kept)  # type: ignore[attr-defined]


class ReasonForm(SettingsForm):
    name = forms.CharField(label=_("Anlass"), max_length=80)
    position = _position()
    active = _active()


class ProductForm(SettingsForm):
    name = forms.CharField(label=_("Produkt oder Leistung"), max_length=120)
    active = _active()


class TopicForm(SettingsForm):
    name = forms.CharField(label=_("Anliegen"), max_length=80)
    parent = forms.ModelChoiceField(
        label=_("gehört zu"), queryset=Topic.objects.none(), required=False, empty_label=_("obere Ebene")
    )
    team = forms.ModelChoiceField(label=_("Zuständiges Team"), queryset=Team.objects.none(), empty_label=None)
    icon = forms.ChoiceField(label=_("Zeichen"), choices=ICONS, initial="chat")
    solvable_at_once = forms.BooleanField(
        label=_("sofort lösbar"),
        required=False,
        initial=True,
        help_text=_(
            "Zählt beim Ziel „Sofort lösen“. Was nie am Tresen gelöst werden kann, bleibt außen vor."
        ),
    )
    confidential = forms.BooleanField(
        label=_("vertraulich"),
        required=False,
        help_text=_("Nur Zuständige, Team, Leitung und Verwaltung sehen mehr als Nummer und Versprechen."),
    )
    position = _position()
    active = _active()

    def __init__(self, *args: Any, row: Topic | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        above = Topic.objects.filter(parent=None, is_other=False).exclude(pk__in=[row.pk] if row else [])
        kept = Q(pk__in=[row.parent_id] if row else [])
        self.fields["parent"].queryset = above.filter(Q(active=True) | kept)  # type: ignore[attr-defined]
        self.fields["team"].queryset = Team.objects.filter(active=True)  # type: ignore[attr-defined]
