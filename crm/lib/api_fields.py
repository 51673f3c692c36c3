"""Fields that take exactly what they name: no number for a text, no text for a number, no time without its offset."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

LARGEST_ID = 2**63 - 1
FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST_TIME = 40
MOST_UNKNOWN = 10  # that many unknown names are said, the rest would be noise

SHARED = {
    "required": _("Diese Angabe fehlt."),
    "null": _("Diese Angabe darf nicht leer (null) sein."),
}
UNSTORABLE = _("Dieser Text enthält ein Zeichen, das sich nicht speichern lässt.")


class Text(serializers.CharField):
    """A text as it was typed. Whether an empty one is enough, the act decides."""

    default_error_messages = {
        **SHARED,
        "invalid": _("Hier gehört ein Text hin."),
        "max_length": _("Das ist zu lang: höchstens {max_length} Zeichen."),
        "unstorable": UNSTORABLE,
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"allow_blank": True, "trim_whitespace": False} | kwargs
        super().__init__(**kwargs)
        self.validators = [each for each in self.validators if "Prohibit" not in type(each).__name__]

    def run_validation(self, data: Any = serializers.empty) -> Any:
        if isinstance(data, str) and not storable(data):
            self.fail("unstorable")
        return super().run_validation(data)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return data


class Code(serializers.ChoiceField):
    """One of the codes the product knows."""

    default_error_messages = {
        **SHARED,
        "invalid": _("Hier gehört ein Text hin."),
        "invalid_choice": _("Hier gibt es nur: {known}."),
    }

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        if data not in self.choices:
            self.fail("invalid_choice", known=", ".join(str(code) for code in self.choices if code))
        return data


class Level(serializers.ChoiceField):
    """One of a few numbers, each with a meaning."""

    default_error_messages = {**SHARED, "invalid_choice": _("Hier gibt es nur: {known}.")}

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, bool) or not isinstance(data, int) or data not in self.choices:
            self.fail("invalid_choice", known=", ".join(str(number) for number in self.choices))
        return data


class Id(serializers.IntegerField):
    """The id of a row. Whether there is one, the act looks up."""

    default_error_messages = {
        **SHARED,
        "invalid": _("Hier gehört eine Nummer (id) hin."),
        "unknown": _("Diesen Eintrag gibt es nicht."),
    }

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        if not 0 < data <= LARGEST_ID:
            self.fail("unknown")
        return data


class Moment(serializers.DateTimeField):
    """A moment in ISO 8601 with its offset. Given back in UTC."""

    default_error_messages = {
        **SHARED,
        "invalid": _("Hier gehört ein Zeitpunkt hin, zum Beispiel 2026-05-04T10:15:00+02:00."),
        "naive": _("Diesem Zeitpunkt fehlt die Abweichung von UTC, zum Beispiel +02:00 oder Z."),
        "absurd": _("Dieser Zeitpunkt liegt zu weit weg."),
    }

    def to_internal_value(self, value: Any) -> datetime:
        moment = _moment(value)
        if moment is None:
            self.fail("invalid")
        if moment.tzinfo is None:
            self.fail("naive")
        if not FIRST_YEAR <= moment.year < LAST_YEAR:
            self.fail("absurd")
        return moment.astimezone(UTC)


class Uuid(serializers.UUIDField):
    """An id made by the sender."""

    default_error_messages = {
        **SHARED,
        "invalid": _("Hier gehört eine UUID hin, zum Beispiel 6c7bd1ad-6f5c-4e0a-9a0e-0a0b4f6f1c57."),
    }

    def to_internal_value(self, data: Any) -> UUID:
        if not isinstance(data, str):
            self.fail("invalid")
        try:
            return UUID(data)
        except ValueError:
            self.fail("invalid")


class Flag(serializers.BooleanField):
    """true or false, and nothing that merely looks like it."""

    default_error_messages = {**SHARED, "invalid": _("Hier gehört true oder false hin.")}

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid")
        return data


class Texts(serializers.ListField):
    """A list of texts."""

    default_error_messages = {
        **SHARED,
        "not_a_list": _("Hier gehört eine Liste von Texten hin."),
        "max_length": _("Das sind zu viele: höchstens {max_length}."),
    }


class Body(serializers.Serializer[Any]):
    """What is sent, as an object with known names only: a misspelt name must not be lost silently."""

    default_error_messages = {**SHARED, "invalid": _("Hier gehört ein JSON-Objekt hin.")}

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        if not isinstance(data, Mapping):
            raise ValidationError({"non_field_errors": [self.error_messages["invalid"]]}, code="invalid")
        messages: dict[str, Any] = {
            readable(name): [_("Diese Angabe gibt es hier nicht.")]
            for name in [name for name in data if name not in self.fields][:MOST_UNKNOWN]
        }
        try:
            values: dict[str, Any] = super().to_internal_value(data)
        except ValidationError as error:
            messages |= dict(error.detail)  # type: ignore[arg-type]  # of an object they come by name
        if messages:
            raise ValidationError(messages)
        return values


def storable(text: str) -> bool:
    """Neither NUL nor half of a pair of surrogates, which no database takes."""
    return not any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in text)


def readable(name: str) -> str:
    """A name somebody sent, safe and short enough to be said back."""
    return name[:60].encode("utf-8", "replace").decode() or "?"


def _moment(value: Any) -> datetime | None:
    if not isinstance(value, str) or len(value) > LONGEST_TIME:
        return None
    try:
        return parse_datetime(value)
    except ValueError:
        return None
