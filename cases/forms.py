"""What the acts on a case ask for. Whether it may be done is decided by the acts; here typed text becomes values."""

import json
from collections.abc import Iterable
from datetime import date, datetime, time, tzinfo
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cases.act_form import ActForm, text_area
from cases.attaching import MEGABYTE
from cases.block_choice import BlockChoice, offer_blocks
from cases.case_rules import BOUNDS
from cases.checklists import open_points, open_points_words
from cases.file_fields import FilesField, PhotoInput
from cases.models import Case, ComplaintCause, PauseKind, Priority, TextBlock
from cases.receiver_form import ReceiverForm
from contacts.models import Channel, Contact, Customer, Direction
from crm.company.models import Team, User
from crm.company.settings_editing import SettingsForm
from crm.lib.formats import story_moment
from crm.lib.lengths import shortened

NOBODY = "nobody"


def _date() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def _time() -> forms.TimeInput:
    return forms.TimeInput(format="%H:%M", attrs={"type": "time"})


def _moment(day: date, clock: time, tz: tzinfo) -> datetime:
    return datetime.combine(day, clock, tz)


class NoteForm(ActForm):
    """`people`: the names by which colleagues can be mentioned with @."""

    block = BlockChoice()
    text = forms.CharField(
        label=_("Notiz"),
        strip=False,
        required=False,
        help_text=_("Mit @ und Namen rufen Sie Kolleginnen und Kollegen dazu."),
    )
    uploads = FilesField(label=_("Dateien"))
    photo = FilesField(label=_("Foto aufnehmen"), widget=PhotoInput)

    def __init__(
        self, *args: Any, case: Case, blocks: list[TextBlock], people: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_blocks(self, blocks)
        self.fields["text"].widget = text_area(case, "notiz", 6)
        self.fields["text"].widget.attrs |= {
            "autofocus": True,
            "data-people": json.dumps(people, ensure_ascii=False),
        }
        most = {"most": settings.ATTACHMENT_LARGEST // MEGABYTE}
        self.fields["uploads"].help_text = (
            _(
                "Auswählen oder hierher ziehen: Bilder, PDF, Text, Ton, Video, Office ohne Makros; "
                "je höchstens %(most)d MB."
            )
            % most
        )

    def chosen(self) -> "list[UploadedFile[Any]]":
        return [*self.cleaned_data["uploads"], *self.cleaned_data["photo"]]


class WaitForm(ActForm):
    """The end is a day and a time; the two fields carry one message. `longest`: days the company allows; `warning`:
    what else one should know before."""

    kind = forms.ChoiceField(label=_("Worauf?"), choices=PauseKind.choices, widget=forms.RadioSelect)
    until = forms.DateField(label=_("Bis zum Tag"), widget=_date())
    clock = forms.TimeField(label=_("Uhrzeit"), widget=_time())
    reason = forms.CharField(label=_("Grund"), required=False)

    def __init__(self, *args: Any, case: Case, longest: int, warning: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        reason.widget.attrs["data-case"] = str(case.number)
        said = _("Höchstens %(days)d Tage. Beim Warten auf den Kunden steht die Lösungsfrist.") % {
            "days": longest
        }
        reason.help_text = f"{said} {warning}".strip()

    def until_moment(self, tz: tzinfo) -> datetime:
        return _moment(self.cleaned_data["until"], self.cleaned_data["clock"], tz)


class AcknowledgeForm(ActForm):
    next_at = forms.DateField(label=_("Ich sehe wieder nach am"), widget=_date())
    clock = forms.TimeField(label=_("Uhrzeit"), widget=_time())

    def next_moment(self, tz: tzinfo) -> datetime:
        return _moment(self.cleaned_data["next_at"], self.cleaned_data["clock"], tz)


class HandOverForm(ReceiverForm, ActForm):
    """One case."""


class PriorityForm(ActForm):
    priority = forms.ChoiceField(
        label=_("Wie dringend ist es?"),
        choices=Priority.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Gilt damit eine andere Fristenregel, fallen Antwort und Lösung neu. "
            "Was der Kundin oder dem Kunden zugesagt ist, wird nie später."
        ),
    )
    reason = forms.CharField(label=_("Grund"), required=False)


class ResolveForm(ActForm):
    result = forms.CharField(
        label=_("Ergebnis"), strip=False, required=False, help_text=_("Wie ist es ausgegangen?")
    )
    informed_by = forms.ChoiceField(
        label=_("Wodurch weiß die Kundin oder der Kunde Bescheid?"), widget=forms.RadioSelect, required=False
    )
    not_informed_reason = forms.CharField(label=_("Wenn nicht informiert: warum?"), required=False)
    cause_kind = forms.TypedChoiceField(
        label=_("Ursache: Woran lag es?"),
        widget=forms.RadioSelect,
        required=False,
        coerce=int,
        empty_value=None,
    )
    cause = forms.CharField(label=_("Ursache in Worten"), required=False)
    measure = forms.CharField(
        label=_("Maßnahme: Was ändern wir, damit es nicht wieder vorkommt?"), required=False
    )
    open_points_ok = forms.BooleanField(label=_("Trotzdem lösen"), required=False)

    def __init__(
        self, *args: Any, case: Case, answers: Iterable[Contact], now: datetime, tz: tzinfo, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.answers = {str(contact.pk): contact for contact in answers}
        self.fields["result"].widget = text_area(case, "ergebnis")
        self._ask_for_cause(case)
        if points := open_points(case):
            self.fields["open_points_ok"].help_text = open_points_words(points)
        else:
            del self.fields["open_points_ok"]
        if not self.answers:
            del self.fields["informed_by"]
            self.fields["not_informed_reason"].label = _("Es gibt noch keine Antwort. Warum nicht?")
            return
        informed = self.fields["informed_by"]
        assert isinstance(informed, forms.ChoiceField)
        informed.choices = [
            *((key, named_contact(contact, now=now, tz=tz)) for key, contact in self.answers.items()),
            (NOBODY, _("Niemand hat Bescheid gegeben")),
        ]
        self.initial.setdefault("informed_by", next(iter(self.answers)))

    def _ask_for_cause(self, case: Case) -> None:
        """Of complaints alone; without a list of causes in words."""
        causes = list(ComplaintCause.objects.filter(active=True)) if case.is_complaint else []
        field = self.fields["cause_kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(cause.pk, cause.name) for cause in causes]
        if not causes:
            del self.fields["cause_kind"]
            self.fields["cause"].label = _("Ursache: Woran lag es?")
        if not case.is_complaint:
            del self.fields["cause"], self.fields["measure"]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if self.informing() is None and not facts.get("not_informed_reason"):
            self.add_error(
                "not_informed_reason", _("Bitte schreiben Sie, warum niemand Bescheid gegeben hat.")
            )
        return facts

    def informing(self) -> Contact | None:
        return self.answers.get(self.cleaned_data.get("informed_by", ""))


def named_contact(contact: Contact, *, now: datetime, tz: tzinfo) -> str:
    """ "E-Mail, Do 20.11.: Die Gitarre ist fertig und …" """
    words = shortened(contact.text)
    said = f"{contact.get_channel_display()}, {story_moment(contact.recorded_at, now=now, tz=tz)}"
    return f"{said}: {words}" if words else said


class ReopenForm(ActForm):
    reason = forms.CharField(label=_("Warum ist der Vorgang wieder offen?"), required=False)


class ContactForm(ActForm):
    """A contact about a case. `client_id` is made when the form is opened, so that sending twice changes nothing."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    opened_at = forms.DateTimeField(widget=forms.HiddenInput, required=False)
    direction = forms.ChoiceField(
        label=_("Wer hat sich gemeldet?"),
        choices=[(Direction.OUT, _("wir")), (Direction.IN, _("die Kundin oder der Kunde"))],
        widget=forms.RadioSelect,
    )
    channel = forms.ChoiceField(
        label=_("Kanal"),
        choices=Channel.choices,
        help_text=_("Anklang hält fest, was gesagt wurde. E-Mails senden Sie aus Ihrem Postfach."),
    )
    spoke_with = forms.ModelChoiceField(
        label=_("Gesprochen mit"), queryset=Customer.objects.none(), required=False
    )
    block = BlockChoice()
    text = forms.CharField(
        label=_("Was wurde gesagt?"),
        strip=False,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        case: Case,
        people: list[Customer],
        promise_runs: bool,
        blocks: list[TextBlock],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_blocks(self, blocks)
        if promise_runs:
            self.fields["text"].help_text = str(_("Die erste Antwort hält das Versprechen."))
        self.fields["text"].widget = text_area(case, "antwort", 6)
        self.fields["text"].widget.attrs["autofocus"] = True
        if not people:
            del self.fields["spoke_with"]
            return
        partners = self.fields["spoke_with"]
        assert isinstance(partners, forms.ModelChoiceField)
        partners.queryset = Customer.objects.filter(pk__in=[person.pk for person in people])
        partners.empty_label = str(_("nicht angegeben"))


class CaseRulesForm(SettingsForm):
    """Whole numbers; their bounds are those of `cases.case_rules`."""

    longest_wait_days = forms.IntegerField(
        label=_("Ein Vorgang wartet höchstens … Tage"),
        help_text=_("Auch „Gesehen, ich kümmere mich“ reicht höchstens so weit."),
    )
    waits_until_lead = forms.IntegerField(
        label=_("Beim wievielten Warten in Folge erfährt die Teamleitung davon?"),
        help_text=_("Gezählt wird seit dem letzten Kontakt mit der Kundin oder dem Kunden."),
    )
    away_alone_days = forms.IntegerField(
        label=_("Ohne Vertretung: mehr als … Arbeitstage abwesend"),
        help_text=_("Dann gehen die Vorgänge am ersten Tag, an dem niemand vertritt, zurück an das Team."),
    )
    away_covered_days = forms.IntegerField(
        label=_("Mit Vertretung: mehr als … Arbeitstage abwesend"),
        help_text=_("So lange kümmert sich die Vertretung, danach gehen die Vorgänge zurück an das Team."),
    )
    reopen_days = forms.IntegerField(
        label=_("Nach dem Lösen: … Tage lang gehört ein neuer Kontakt noch dazu"),
        help_text=_("So lange bietet „Erfassen“ an, den Vorgang wieder zu öffnen. 0: nie."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (least, most) in BOUNDS.items():
            self.fields[name].widget.attrs |= {"min": least, "max": most, "inputmode": "numeric"}


class ImaginedForm(forms.Form):
    """Whose a case would be, in a try-out of a rule."""

    required_css_class = ""
    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.none(), empty_label=None)
    owner = forms.ModelChoiceField(
        label=_("Zuständig"), queryset=User.objects.none(), required=False, empty_label=_("noch niemand")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams, owners = self.fields["team"], self.fields["owner"]
        assert isinstance(teams, forms.ModelChoiceField)
        assert isinstance(owners, forms.ModelChoiceField)
        teams.queryset = Team.objects.order_by("-is_fallback", "name")
        owners.queryset = User.objects.filter(is_active=True)
