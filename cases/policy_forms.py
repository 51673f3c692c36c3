"""What is typed about a policy: targets and distances as "4 h" or "1 h 30 min", steps as rows of three ladders."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models import DeadlineKind, EscalationStep, PolicyVersion, Priority, Reassign, StepRole
from cases.models.policy import RAISED
from cases.policy_checks import MOST_STEPS
from cases.policy_terms import RUNG_FIELDS, Conditions, Ladders, Rung, Terms
from contacts.models import Channel, CustomerGroup, Topic
from crm.company.models import Role
from crm.lib.formats import duration

HOURS = r"(\d{1,5})\s*(?:h|std\.?|stunden?|hours?)"
MINUTES = r"(\d{1,6})\s*(?:m|min\.?|minuten?|minutes?)"
HOURS_AND_MINUTES = re.compile(rf"^(?:{HOURS})?\s*(?:{MINUTES})?$", re.IGNORECASE)
PLACES = [
    ("", "–"),
    (EscalationStep.BEFORE, _("vor der Frist")),
    (EscalationStep.AT, _("zur Frist")),
    (EscalationStep.AFTER, _("danach")),
]
LADDER_TITLES = {
    DeadlineKind.FIRST_RESPONSE: _("Stufen zur Antwort"),
    DeadlineKind.RESOLUTION: _("Stufen zur Lösung"),
    DeadlineKind.FOLLOW_UP: _("Stufen zur Wiedervorlage"),
}


class WorkingTimeField(forms.CharField):
    """Working minutes, typed and shown as "4 h", "30 min" or "1 h 30 min"."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=20, widget=forms.TextInput({"autocomplete": "off"}), **more)

    def prepare_value(self, value: Any) -> Any:
        return duration(value).replace("\u00a0", " ") if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        text = str(super().clean(value)).replace("\u00a0", " ").strip()
        if not text:
            return None
        found = HOURS_AND_MINUTES.match(text)
        if found is None:
            raise forms.ValidationError(
                _("Bitte schreiben Sie die Zeit mit Einheit, zum Beispiel „4 h“, „30 min“ oder „1 h 30 min“.")
            )
        hours, minutes = (int(part or 0) for part in found.groups())
        return hours * 60 + minutes


class PolicyForm(forms.Form):
    """The rule itself. `number` is the version the person saw; 0 for a new policy."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    name = forms.CharField(
        label=_("Name der Regel"), required=False, widget=forms.TextInput({"autocomplete": "off"})
    )
    complaints_only = forms.BooleanField(label=_("nur Beschwerden"), required=False)
    topic = forms.ModelChoiceField(
        label=_("Anliegen"), queryset=Topic.objects.none(), required=False, empty_label=_("alle")
    )
    channel = forms.ChoiceField(label=_("Kanal"), required=False)
    customer_group = forms.ModelChoiceField(
        label=_("Kundengruppe"), queryset=CustomerGroup.objects.none(), required=False, empty_label=_("alle")
    )
    priority = forms.ChoiceField(label=_("Dringlichkeit"), required=False)
    first_response_minutes = WorkingTimeField(
        label=_("Antwort innerhalb von"),
        required=False,
        help_text=_("Arbeitszeit, zum Beispiel „4 h“ oder „30 min“."),
    )
    resolution_minutes = WorkingTimeField(
        label=_("Lösung innerhalb von"), required=False, help_text=_("Arbeitszeit, ab demselben Beginn.")
    )
    reason = forms.CharField(
        label=_("Warum ändern Sie das?"), required=False, help_text=_("Steht im Verlauf der Regel.")
    )

    def __init__(self, *args: Any, catch_all: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if catch_all:
            for name in vars(Conditions()):
                del self.fields[name]
            return
        fields: Any = self.fields
        kept = self.initial.get("topic"), self.initial.get("customer_group")
        fields["topic"].queryset = Topic.objects.filter(Q(active=True) | Q(pk=kept[0]))
        fields["customer_group"].queryset = CustomerGroup.objects.filter(Q(active=True) | Q(pk=kept[1]))
        fields["channel"].choices = [("", _("alle")), *Channel.choices]
        fields["priority"].choices = [("", _("alle")), *Priority.choices]

    def put(self, messages: Mapping[str, list[str]]) -> None:
        """Show what the act refused at the field it names."""
        for name, texts in messages.items():
            if not name.startswith("ladders."):
                self.add_error(name if name in self.fields else None, texts)


class RungForm(forms.Form):
    """One step. A row in which nothing was chosen is none; `gone` takes it away."""

    placed = forms.ChoiceField(label=_("Wann"), choices=PLACES, required=False)
    percent = forms.IntegerField(label=_("Prozent"), required=False, min_value=0, max_value=1000)
    wait_minutes = WorkingTimeField(label=_("Abstand"), required=False)
    role = forms.ChoiceField(label=_("Wer"), choices=[("", "–"), *StepRole.choices], required=False)
    raise_to = forms.ChoiceField(
        label=_("Dringlichkeit anheben"), choices=[("", _("nein")), *RAISED], required=False
    )
    reassign_to = forms.ChoiceField(
        label=_("Übergeben"), choices=[("", _("nein")), *Reassign.choices], required=False
    )
    reassign_role = forms.ChoiceField(
        label=_("welche Rolle"), choices=[("", "–"), *Role.choices], required=False
    )
    gone = forms.BooleanField(label=_("entfernen"), required=False)

    def rung(self) -> Rung | None:
        typed = self.cleaned_data
        said = {name: typed.get(name) for name in RUNG_FIELDS}
        if typed.get("gone") or not any(said.values()):
            return None
        return Rung(**{**said, "wait_minutes": said["wait_minutes"] or 0})  # type: ignore[arg-type]


class LadderSet(forms.BaseFormSet):  # type: ignore[type-arg]
    """The steps for one kind of deadline, in the order in which they are told."""

    kind = ""
    wrong: tuple[str, ...] = ()

    @property
    def title(self) -> Any:
        return LADDER_TITLES[DeadlineKind(self.kind)]

    def rungs(self) -> tuple[Rung, ...]:
        found = [form.rung() for form in self.forms]
        return tuple(rung for rung in found if rung is not None)


def ladder_sets(data: Any = None, *, ladders: Ladders | None = None, more: str = "") -> list[LadderSet]:
    """Three ladders to fill in; `more` names the kind that gets one more empty row."""
    make: Any = forms.formset_factory(
        RungForm, formset=LadderSet, extra=0, max_num=MOST_STEPS + 1, absolute_max=20
    )
    if data is not None and more in LADDER_TITLES:
        data = data.copy()
        data[f"{more}-TOTAL_FORMS"] = str(min(_total(data, more) + 1, MOST_STEPS + 1))
    found = []
    for kind in LADDER_TITLES:
        shown = [
            {name: getattr(rung, name) for name in RUNG_FIELDS} for rung in (ladders or {}).get(kind, ())
        ]
        each: LadderSet = make(data, prefix=kind.value, initial=shown if data is None else None)
        each.kind = kind.value
        found.append(each)
    return found


def _total(data: Any, kind: str) -> int:
    typed = data.get(f"{kind}-TOTAL_FORMS", "")
    return int(typed) if typed.isdecimal() and len(typed) < 4 else 0  # noqa: PLR2004


def terms_from(form: PolicyForm, sets: list[LadderSet]) -> Terms:
    """What was typed, as the act takes it. A target left empty is 0, and refused there."""
    typed = form.cleaned_data
    conditions = {name: typed[name] for name in vars(Conditions()) if name in typed}
    return Terms(
        name=typed["name"],
        conditions=Conditions(**conditions),
        first_response_minutes=typed["first_response_minutes"] or 0,
        resolution_minutes=typed["resolution_minutes"] or 0,
        ladders={each.kind: each.rungs() for each in sets},
    )


def initial_of(version: PolicyVersion, terms: Terms) -> dict[str, Any]:
    """What is stored, by field of the form; rows by their key."""
    said = {name: getattr(value, "pk", value) for name, value in vars(terms.conditions).items()}
    return {
        "number": version.number,
        "name": terms.name,
        "first_response_minutes": terms.first_response_minutes,
        "resolution_minutes": terms.resolution_minutes,
        **said,
    }
