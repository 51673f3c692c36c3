"""What people enter about themselves: language, quiet hours, absences."""

from typing import Any, ClassVar

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm
from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from crm.company.extensions import folded
from crm.company.models import NOTICE_FIELDS, WARNING_WAYS, NoticeWay, User
from crm.company.widgets import ClockInput, DayInput


class OwnPasswordForm(ChangePasswordForm):
    """allauth's; the old password counts as a guess like every other."""

    def clean_oldpassword(self) -> str:
        typed: str = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, typed):
            raise get_adapter().validation_error("enter_current_password")
        return typed


class PersonalForm(forms.Form):
    language = forms.ChoiceField(label=_("Sprache"), choices=settings.LANGUAGES)
    reduced_view = forms.BooleanField(
        label=_("Kurze Ansicht beim Erfassen"),
        required=False,
        help_text=_("Nur das Nötigste, in drei Schritten: für Pforte, Aushilfe und die ersten Wochen."),
    )
    quiet_from = forms.TimeField(label=_("Keine E-Mail von"), required=False, widget=ClockInput)
    quiet_until = forms.TimeField(label=_("bis"), required=False, widget=ClockInput)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if bool(values.get("quiet_from")) != bool(values.get("quiet_until")):
            missing = "quiet_until" if values.get("quiet_from") else "quiet_from"
            self.add_error(missing, _("Bitte geben Sie Anfang und Ende an, oder lassen Sie beides leer."))
        return values


class TelephoneForm(forms.ModelForm):
    """Where calls for me ring, and what a tap on a number opens."""

    class Meta:
        model = User
        fields = ("extension", "dial_with")
        help_texts: ClassVar[dict[str, Any]] = {
            "extension": _(
                "So, wie die Telefonanlage sie nennt, zum Beispiel 12. Dann steht hier, wer anruft."
            )
        }

    def clean_extension(self) -> str:
        return folded(self.cleaned_data["extension"])


class NoticeForm(forms.ModelForm):
    """How I hear of things; what is not asked here is nobody's choice."""

    class Meta:
        model = User
        fields = (*NOTICE_FIELDS, "digest_at", "weekly_mail")
        labels: ClassVar[dict[str, Any]] = {
            "notice_handed_over": _("Mir wurde ein Vorgang übergeben, oder jemand ändert seine Dringlichkeit")
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {"digest_at": ClockInput()}
        help_texts: ClassVar[dict[str, Any]] = {
            "weekly_mail": _(
                "Die drei Dinge, die sich mehr als zufällig bewegt haben, und wie jedes Ziel steht."
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [choice for choice in NoticeWay.choices if choice[0] in WARNING_WAYS]
        self.fields["notice_warning"].choices = ways  # type: ignore[attr-defined]


class AbsenceForm(forms.Form):
    user = forms.ModelChoiceField(label=_("Wer"), queryset=User.objects.none(), empty_label=None)
    starts_on = forms.DateField(label=_("Erster Tag"), widget=DayInput)
    ends_on = forms.DateField(label=_("Letzter Tag"), widget=DayInput)
    substitute = forms.ModelChoiceField(
        label=_("Vertretung"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("niemand"),
        help_text=_("Ohne Vertretung gehen Eskalationen an die Teamleitung."),
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people  # type: ignore[attr-defined]
        self.fields["substitute"].queryset = User.objects.filter(is_active=True)  # type: ignore[attr-defined]
