"""What the administration types about company, sites, teams and people. The acts judge it."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.company.keys import LONGEST_DAYS
from crm.company.models import Calendar, Device, Role, Site, Team, User
from crm.company.settings_editing import SettingsForm
from crm.company.sites import CHANNELS
from crm.company.widgets import ClockInput

COUNTRIES = (("DE", _("Deutschland")), ("AT", _("Österreich")), ("CH", _("Schweiz")))
TICKS = forms.CheckboxSelectMultiple


REDUCED_VIEW = _("Nur das Nötigste, in drei Schritten: für Pforte, Aushilfe und die ersten Wochen.")


class CompanyForm(SettingsForm):
    company_name = forms.CharField(label=_("Name der Firma"), max_length=120)
    public_address = forms.CharField(
        label=_("Anschrift für Kundinnen und Kunden"),
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Steht unter jeder Umfrage und jedem öffentlichen Formular."),
    )
    country = forms.ChoiceField(
        label=_("Land"),
        choices=COUNTRIES,
        help_text=_("So lesen wir Telefonnummern und Postleitzahlen, wenn kein Land dabeisteht."),
    )
    quiet_from = forms.TimeField(
        label=_("Keine E-Mail von"),
        required=False,
        widget=ClockInput,
        help_text=_("Damit beginnen neue Konten. Jede Person kann es für sich ändern."),
    )
    quiet_until = forms.TimeField(label=_("bis"), required=False, widget=ClockInput)
    lock_after_minutes = forms.IntegerField(
        label=_("Geteilte Geräte sperren nach"),
        required=False,
        min_value=1,
        max_value=60,
        help_text=_("Minuten ohne Eingabe. Was gerade getippt wurde, bleibt für die Person erhalten."),
    )


class SiteForm(SettingsForm):
    name = forms.CharField(label=_("Name"), max_length=80)
    calendar = forms.ModelChoiceField(
        label=_("Kalender"),
        queryset=Calendar.objects.order_by("name"),
        empty_label=None,
        help_text=_("Nach seinen Arbeitszeiten laufen neue Fristen der Teams dort."),
    )
    default_channel = forms.ChoiceField(
        label=_("Üblicher Kanal"),
        choices=CHANNELS,
        help_text=_("Damit beginnt „Erfassen“ bei den Menschen dort."),
    )
    active = forms.BooleanField(label=_("in Gebrauch"), required=False, initial=True)


class DeviceForm(SettingsForm):
    name = forms.CharField(
        label=_("Name"),
        max_length=60,
        help_text=_("So, wie es bei Ihnen heißt, zum Beispiel „Tresen 1“. Er steht auf dem Sperrbildschirm."),
    )
    site = forms.ModelChoiceField(
        label=_("Standort"),
        queryset=Site.objects.none(),
        empty_label=None,
        help_text=_("Was dort erfasst wird, gehört zu diesem Standort."),
    )
    channel = forms.ChoiceField(
        label=_("Üblicher Kanal"), choices=(("", _("wie am Standort")), *CHANNELS), required=False
    )

    def __init__(self, *args: Any, device: Device | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = Q(pk=device.site_id) if device else Q(pk=None)
        self.fields["site"].queryset = Site.objects.filter(Q(active=True) | kept)  # type: ignore[attr-defined]


class TeamForm(SettingsForm):
    """Whoever is in the team already stays in the lists, also after they left."""

    name = forms.CharField(label=_("Name"), max_length=80)
    site = forms.ModelChoiceField(label=_("Standort"), queryset=Site.objects.none(), empty_label=None)
    lead = forms.ModelChoiceField(
        label=_("Leitung"), queryset=User.objects.none(), required=False, empty_label=_("bitte wählen")
    )
    deputy = forms.ModelChoiceField(
        label=_("Stellvertretung"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("bitte wählen"),
    )
    members = forms.ModelMultipleChoiceField(
        label=_("Mitglieder"), queryset=User.objects.none(), required=False, widget=TICKS
    )
    is_fallback = forms.BooleanField(label=_("Zentrale: hierhin fällt, was niemandem gehört"), required=False)

    def __init__(self, *args: Any, team: Team | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = Q(teams=team) | Q(pk__in=[team.lead_id, team.deputy_id]) if team else Q(pk=None)
        people = User.objects.filter(Q(is_active=True) | kept).distinct()
        site = Q(pk=team.site_id) if team else Q(pk=None)
        for name, rows in (("lead", people), ("deputy", people), ("members", people)):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        self.fields["site"].queryset = Site.objects.filter(Q(active=True) | site)  # type: ignore[attr-defined]


class PersonForm(SettingsForm):
    first_name = forms.CharField(label=_("Vorname"), max_length=150, required=False)
    last_name = forms.CharField(label=_("Nachname"), max_length=150)
    username = forms.CharField(
        label=_("Anmeldename"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        help_text=_("Leer lassen: Anklang schlägt einen vor."),
    )
    email = forms.CharField(
        label=_("E-Mail"),
        required=False,
        max_length=254,
        widget=forms.TextInput({"inputmode": "email", "autocomplete": "off"}),
        help_text=_("Freiwillig. Ohne Adresse stehen Hinweise nur in Anklang."),
    )
    role = forms.ChoiceField(label=_("Rolle"), choices=Role.choices, initial=Role.FRONTDESK)
    site = forms.ModelChoiceField(
        label=_("Standort"), queryset=Site.objects.none(), required=False, empty_label=_("kein fester")
    )
    teams = forms.ModelMultipleChoiceField(
        label=_("Teams"), queryset=Team.objects.none(), required=False, widget=TICKS
    )
    language = forms.ChoiceField(label=_("Sprache"), choices=settings.LANGUAGES, initial="de")
    extension = forms.CharField(
        label=_("Durchwahl"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_("So, wie die Telefonanlage sie nennt, zum Beispiel 12. Dann steht hier, wer anruft."),
    )
    has_customer_contact = forms.BooleanField(
        label=_("mit Kundenkontakt"),
        required=False,
        initial=True,
        help_text=_("Zählt beim Ziel „Erfassen“ mit, immer nur als Teil der ganzen Firma."),
    )
    reduced_view = forms.BooleanField(
        label=_("Kurze Ansicht beim Erfassen"), required=False, help_text=REDUCED_VIEW
    )

    def __init__(self, *args: Any, user: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        site = Q(pk=user.site_id) if user else Q(pk=None)
        teams = Q(members=user) if user else Q(pk=None)
        self.fields["site"].queryset = Site.objects.filter(Q(active=True) | site)  # type: ignore[attr-defined]
        in_use = Team.objects.filter(Q(active=True) | teams).distinct()
        self.fields["teams"].queryset = in_use  # type: ignore[attr-defined]
        if user is not None:
            self.fields["username"].help_text = ""


class LeavingForm(SettingsForm):
    """Who goes on with the open cases of somebody who leaves."""

    successor = forms.ModelChoiceField(
        label=_("Offene Vorgänge gehen an"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("ihr Team, ohne zuständige Person"),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = User.objects.filter(is_active=True).exclude(pk=user.pk)
        self.fields["successor"].queryset = others  # type: ignore[attr-defined]


class KeyForm(SettingsForm):
    user = forms.ModelChoiceField(
        label=_("gilt für"), queryset=User.objects.filter(is_active=True), empty_label=_("bitte wählen")
    )
    days = forms.IntegerField(label=_("Tage"), initial=365, min_value=1, max_value=LONGEST_DAYS)
