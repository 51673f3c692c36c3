"""What may stand in a cell of a file that somebody opens in a spreadsheet: text that is never a formula.

A text that begins like one gets an apostrophe in front; a telephone number stays readable: (+49) 711 80497319.
Source of the signs: OWASP, CSV injection.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import Final, Generic, TypeVar

import phonenumbers
from django.utils.functional import Promise
from django.utils.translation import gettext as _

Row = TypeVar("Row")
Cell = str | int | float | Decimal | date | None

LONGEST: Final = 32_767  # signs Excel keeps in a cell
_BEGINS_A_FORMULA: Final = tuple("=+-@|%＝＋－＠")
_INTERNATIONAL: Final = re.compile(r"^\+[\d\s()/.\-]{4,}$")
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A heading, and what of a row stands under it. Text is made safe by the writer, never by whoever gives it."""

    heading: str | Promise
    value: "Callable[[Row], object]"


def cell(value: object, *, tz: tzinfo) -> Cell:
    """A value as the writers take it: numbers and days as they are, moments by the clock of `tz`, all else as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, datetime):
        return value.astimezone(tz).replace(tzinfo=None, microsecond=0)
    if isinstance(value, int | float | Decimal | date):
        return value
    return harmless(str(value))


def harmless(text: str) -> str:
    """`text` as no spreadsheet takes it for a formula."""
    text = _UNPRINTABLE.sub("", text)[:LONGEST]
    begin = text.lstrip()
    before = text[: len(text) - len(begin)]
    if not begin.startswith(_BEGINS_A_FORMULA) and not any(sign in before for sign in "\t\r\n"):
        return text
    if _INTERNATIONAL.match(begin) and (number := _in_brackets(begin)):
        return number
    return f"'{text}"[:LONGEST]


def _in_brackets(number: str) -> str:
    """ "+49 711 80497319" -> "(+49) 711 80497319"; "" for what is no telephone number."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return ""
    whole = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    code, _blank, rest = whole.partition(" ")
    return f"({code}) {rest}"
