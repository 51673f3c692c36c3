"""What the pages of a calendar ask for. What is possible is decided by the acts; here typed text becomes values."""

from collections.abc import Iterable
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.company.calendar_spans import WEEKDAY_NAMES
from crm.lib import places
from crm.lib.observances import Observance

_DAY: dict[str, Any] = {"format": "%Y-%m-%d", "attrs": {"type": "date"}}


@cache
def zones() -> list[str]:
    """What the field for the time zone proposes."""
    return sorted(zone for zone in available_timezones() if zone.startswith("Europe/"))


class Placed(forms.Form):
    """Asks for a Land or canton; where none is known yet, nothing is preset."""

    place = forms.ChoiceField(label=_("Bundesland oder Kanton"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nothing = [] if self.initial.get("place") in places.CODES else [("", _("bitte wählen"))]
        self.fields["place"].choices = [*nothing, *places.choices()]  # type: ignore[attr-defined]


class NewCalendarForm(Placed):
    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("Zum Beispiel „Laden“ oder „Büro“."))


class PlaceForm(Placed):
    name = forms.CharField(label=_("Name"), max_length=80)
    place = forms.ChoiceField(
        label=_("Bundesland oder Kanton"),
        help_text=_("Ein anderes Land ersetzt die gesetzlichen Feiertage; Ihre eigenen Tage bleiben."),
    )
    time_zone = forms.CharField(
        label=_("Zeitzone"),
        max_length=40,
        widget=forms.TextInput(attrs={"list": "zeitzonen", "autocomplete": "off"}),
    )


class WeekForm(forms.Form):
    """One line a weekday; what is typed is read by the act."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day, name in WEEKDAY_NAMES.items():
            self.fields[day] = forms.CharField(
                label=name,
                required=False,
                max_length=120,
                widget=forms.TextInput(attrs={"placeholder": _("geschlossen"), "autocomplete": "off"}),
            )


class YearForm(forms.Form):
    year = forms.IntegerField(widget=forms.HiddenInput)


class ConfirmForm(YearForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class ObservancesForm(forms.Form):
    codes = forms.MultipleChoiceField(
        label=_("Was bei Ihnen gilt"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, offered: Iterable[Observance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = [(each.code, str(each.name)) for each in offered]  # type: ignore[attr-defined]


class EvesForm(forms.Form):
    christmas = forms.BooleanField(label=_("24. Dezember, Heiligabend"), required=False, initial=True)
    new_year = forms.BooleanField(label=_("31. Dezember, Silvester"), required=False, initial=True)
    until = forms.TimeField(
        label=_("Geöffnet bis"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=_("Leer: den ganzen Tag geschlossen."),
    )


class OwnDaysForm(forms.Form):
    name = forms.CharField(label=_("Anlass"), max_length=80)
    starts_on = forms.DateField(label=_("Erster Tag"), widget=forms.DateInput(**_DAY))
    ends_on = forms.DateField(
        label=_("Letzter Tag"),
        widget=forms.DateInput(**_DAY),
        required=False,
        help_text=_("Leer: nur ein Tag."),
    )
    spans = forms.CharField(
        label=_("Arbeitszeit an diesem Tag"),
        required=False,
        max_length=120,
        help_text=_("Leer: geschlossen. Ein halber Tag zum Beispiel 8–12."),
    )
    yearly = forms.BooleanField(label=_("Jedes Jahr an diesem Datum"), required=False)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("starts_on") and not values.get("ends_on"):
            values["ends_on"] = values["starts_on"]
        return values


class DayForm(forms.Form):
    on = forms.DateField()


class ForceForm(forms.Form):
    """`revision` is the state of the draft that was previewed."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Warum?"),
        max_length=200,
        required=False,
        help_text=_("Steht bei der neuen Fassung, zum Beispiel „Samstags jetzt geschlossen“."),
    )
