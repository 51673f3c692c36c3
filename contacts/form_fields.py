"""The fields in which a customer is typed, wherever that is. Doubtful values pass: the acts judge them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def text_field(label: Any, length: int, help_text: Any = "", **attrs: str) -> forms.CharField:
    too_long = _("Das ist zu lang: Hier passen höchstens %(limit_value)s Zeichen hin.")
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=length,
        widget=forms.TextInput({"autocomplete": "off", **attrs}),
        error_messages={"max_length": too_long},
    )


def phone_field() -> forms.CharField:
    return text_field(_("Telefon"), 60, type="tel")


def email_field() -> forms.CharField:
    return text_field(_("E-Mail"), 254, inputmode="email", spellcheck="false")
