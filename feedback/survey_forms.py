"""The pages of the builder as forms: typed text becomes values. What may be done is decided by the acts."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models import Policy
from contacts.models import Channel, CustomerGroup, Topic
from crm.company.models import Site
from feedback.models import QuestionKind, Survey, SurveyQuestion, Trigger
from feedback.survey_building import RANGES, Question, options_as_typed

WHOM = ("topic", "site", "channel", "group", "share")
WHEN = ("delay_hours", "from_hour", "until_hour", "working_days_only")
HOW_OFTEN = ("rest_days", "reminder_days", "valid_days")
FIELDS = ("name", "run_on", *WHOM, *WHEN, *HOW_OFTEN, "policy")


def _number(label: Any, name: str, hint: Any = "") -> forms.IntegerField:
    least, most = RANGES[name]
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, help_text=hint, widget=forms.NumberInput()
    )


class SurveyForm(forms.Form):
    """`survey` None: a new one, whose trigger is still open."""

    name = forms.CharField(
        label=_("Name der Umfrage"), required=False, widget=forms.TextInput({"autocomplete": "off"})
    )
    trigger = forms.ChoiceField(
        label=_("Wann wird gefragt?"), choices=Trigger.choices, widget=forms.RadioSelect
    )
    run_on = forms.DateField(
        label=_("Tag"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_(
            "An diesem Tag und den Tagen danach, bis alle gefragt sind. Gefragt wird nur, wer Umfragen auch ohne "
            "Anlass erlaubt hat: Eine Erlaubnis für danach genügt dafür nicht."
        ),
    )
    topic = forms.ModelChoiceField(
        label=_("Anliegen"), queryset=Topic.objects.none(), required=False, empty_label=_("alle")
    )
    site = forms.ModelChoiceField(
        label=_("Standort"), queryset=Site.objects.none(), required=False, empty_label=_("alle")
    )
    channel = forms.ChoiceField(label=_("Kanal"), required=False, choices=[("", _("alle")), *Channel.choices])
    group = forms.ModelChoiceField(
        label=_("Kundengruppe"), queryset=CustomerGroup.objects.none(), required=False, empty_label=_("alle")
    )
    share = _number(_("Stichprobe in Prozent"), "share", _("100: alle. Es sind immer dieselben."))
    delay_hours = _number(_("Stunden danach"), "delay_hours")
    from_hour = _number(_("Mails ab (Uhr)"), "from_hour")
    until_hour = _number(_("Mails bis (Uhr)"), "until_hour")
    working_days_only = forms.BooleanField(
        label=_("Nicht an Sonn- und Feiertagen des Standorts"), required=False
    )
    rest_days = _number(
        _("Ruhezeit in Tagen"),
        "rest_days",
        _("So lange nach der letzten Mail irgendeiner Umfrage fragen wir nicht."),
    )
    reminder_days = _number(_("Einmal erinnern nach Tagen"), "reminder_days", _("0: nicht erinnern."))
    valid_days = _number(_("Der Link gilt Tage"), "valid_days")
    policy = forms.ModelChoiceField(
        label=_("Frist nach einer schlechten Note"),
        queryset=Policy.objects.none(),
        required=False,
        empty_label=_("wie bei jedem Vorgang"),
        help_text=_("Eine schlechte Note wird ein Vorgang mit dieser Regel."),
    )

    def __init__(self, data: Any = None, *, survey: Survey | None) -> None:
        row = survey or Survey()
        super().__init__(
            data, initial={name: getattr(row, name) for name in FIELDS} | {"trigger": Trigger.CASE}
        )
        fields: Any = self.fields
        for name in WHOM[:-1]:
            if hasattr(fields[name], "queryset"):
                model = fields[name].queryset.model
                kept = Q(pk=getattr(row, f"{name}_id"))
                fields[name].queryset = model.objects.filter(Q(active=True) | kept)
        fields["policy"].queryset = Policy.objects.filter(active=True, catch_all=False)
        if survey is not None:
            del fields["trigger"]
            if survey.trigger != Trigger.SEGMENT:
                del fields["run_on"]

    def group_of(self, names: tuple[str, ...]) -> list[forms.BoundField]:
        return [self[name] for name in names]

    @property
    def whom(self) -> list[forms.BoundField]:
        return self.group_of(WHOM)

    @property
    def when(self) -> list[forms.BoundField]:
        return self.group_of(WHEN)

    @property
    def how_often(self) -> list[forms.BoundField]:
        return self.group_of(HOW_OFTEN)


class QuestionForm(forms.Form):
    """One place for a question; without a kind there is none."""

    kind = forms.ChoiceField(
        label=_("Art"), required=False, choices=[("", _("keine Frage")), *QuestionKind.choices]
    )
    text_de = forms.CharField(label=_("Frage"), required=False, widget=forms.TextInput({"maxlength": 160}))
    text_en = forms.CharField(
        label=_("Auf Englisch"), required=False, widget=forms.TextInput({"maxlength": 160, "lang": "en"})
    )
    options = forms.CharField(
        label=_("Möglichkeiten"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Nur für eine Auswahl: jede in einer Zeile, „Deutsch | English“."),
    )
    required = forms.BooleanField(label=_("Pflicht"), required=False)

    @property
    def typed(self) -> Question:
        return Question(**self.cleaned_data)


BaseQuestions = forms.formset_factory(QuestionForm, extra=0, max_num=8, absolute_max=8)


class QuestionSet(BaseQuestions):  # type: ignore[misc, valid-type]
    """All questions of a survey, and two places for further ones."""

    def filled(self) -> list[tuple[int, Question]]:
        """Place on the page and what was typed there."""
        return [
            (place, form.typed)
            for place, form in enumerate(self.forms)
            if form.cleaned_data.get("kind") or form.cleaned_data.get("text_de")
        ]


def as_typed(questions: "list[SurveyQuestion]", *, places: int) -> list[dict[str, Any]]:
    """What the form begins with: the questions there are, then empty places."""
    rows: list[dict[str, Any]] = [
        {
            "kind": each.kind,
            "text_de": each.text_de,
            "text_en": each.text_en,
            "required": each.required,
            "options": options_as_typed(each),
        }
        for each in questions
    ]
    return rows + [{"required": False}] * max(places - len(rows), 0)
