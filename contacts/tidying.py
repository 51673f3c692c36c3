"""What may be stored as text: no longer than its field, and no NUL. Short fields lose the spaces around them."""

from collections.abc import Mapping
from typing import Final

from django.db import models
from django.utils.translation import gettext as _

from contacts.models import Address, Contact, Customer, EmailAddress, PhoneNumber, Void
from crm.lib.acts import Refused

Home = tuple[type[models.Model], str]

TEXTS: Final = (
    "kind",
    "salutation",
    "title",
    "first_name",
    "last_name",
    "organisation",
    "reason_text",
    "address_need",
    "note",
)
"""The columns of a customer that somebody types or picks."""
PLACE: Final = ("street", "postal_code", "city", "country")
"""The columns of an address that somebody types or picks."""

HOMES: dict[str, Home] = {
    **{field: (Customer, field) for field in TEXTS},
    **{field: (Address, field) for field in PLACE},
    **{field: (Contact, field) for field in ("channel", "direction", "outcome", "text", "campaign_code")},
    "phone": (PhoneNumber, "raw"),
    "email": (EmailAddress, "raw"),
    "void_reason": (Void, "reason"),
}

AS_TYPED = frozenset({"text"})  # what somebody said or wrote is a document


def tidy(values: Mapping[str, str]) -> dict[str, str]:
    """`values` by the names of HOMES, all but what was said trimmed. Raises Refused naming what cannot be stored."""
    trimmed = {name: value if name in AS_TYPED else value.strip() for name, value in values.items()}
    messages = {name: [text] for name, value in trimmed.items() if (text := _complaint(value, HOMES[name]))}
    if messages:
        raise Refused(messages)
    return trimmed


def _complaint(value: str, home: Home) -> str:
    model, name = home
    field = model._meta.get_field(name)
    limit = getattr(field, "max_length", None)
    if any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in value):
        return _("Der Text enthält ein Zeichen, das nicht gespeichert werden kann. Bitte neu eingeben.")
    choices = dict(getattr(field, "flatchoices", ()))
    if choices and value not in choices:
        return _("„%(value)s“ gibt es hier nicht zur Auswahl.") % {"value": value[:40]}
    if limit is not None and len(value) > limit:
        return _("Bitte kürzen: Hier passen höchstens %(limit)s Zeichen hinein.") % {"limit": limit}
    return ""
