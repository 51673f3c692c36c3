"""Reads vCards 2.1, 3.0 and 4.0 (RFC 6350 and before) as phones and mail programs write them.

Long values go on in the next line, behind a space or, in quoted-printable, after a "=" at the end. A value says its
charset itself, or it is UTF-8, else Windows-1252. Pictures, sounds and keys are left out.
"""

import codecs
import quopri
import re
from collections.abc import Iterator
from typing import IO, NamedTuple

from django.utils.translation import gettext as _

from contacts.importing import card
from contacts.importing.card import COLUMNS, Card
from contacts.importing.table import Line, Table
from contacts.importing.text_files import no_text
from crm.lib.acts import Refused, refuse

_PROPERTY = re.compile(
    r'^(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^":;])*(?:"[^"]*"|[^":;])*)*):(.*)$', re.DOTALL
)
_PARAM = re.compile(r';((?:"[^"]*"|[^";])*)')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_BINARY = {"PHOTO", "LOGO", "SOUND", "KEY"}
_SAYS_NOTHING = {
    *("BEGIN", "END", "VERSION", "LABEL", "REV", "PRODID", "UID", "FN", "SOURCE", "X-ABLABEL", "X-ABADR"),
    *("X-MS-OL-DESIGN", "X-MS-OL-DEFAULT-POSTAL-ADDRESS", "LANG", "TZ", "X-PRODID", "KIND", "CATEGORIES"),
}
_NO_PHONE = {"FAX", "PAGER", "MODEM"}


class Property(NamedTuple):
    """`types` in capitals: "WORK", "FAX"."""

    name: str
    types: frozenset[str]
    value: str


def read_vcards(file: IO[bytes]) -> Table:
    """One line for each card. Raises Refused while reading for a card that does not end."""
    return Table(kind="vcard", heading=list(COLUMNS), lines=_cards(_plain_lines(file)))


def _plain_lines(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Number and content of the lines that hold anything. UTF-16 becomes UTF-8."""
    file.seek(0)
    wide = file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    file.seek(0)
    source = iter(codecs.getreader("utf-16")(file).read().encode().splitlines(True)) if wide else iter(file)
    for number, raw in enumerate(source, 1):
        if b"\0" in raw:
            raise no_text(_("In Zeile %(line)d steht ein Zeichen, das kein Text ist.") % {"line": number})
        for part in raw.removeprefix(codecs.BOM_UTF8).split(b"\r"):
            content = part.rstrip(b"\n")
            if content.strip():
                yield number, content


def _cards(lines: Iterator[tuple[int, bytes]]) -> Iterator[Line]:
    begun, held = 0, list[bytes]()
    for number, text in lines:
        word = text.strip().upper()
        if word == b"BEGIN:VCARD":
            if begun:
                raise _unended(begun)
            begun, held = number, []
        elif word == b"END:VCARD" and begun:
            yield Line(begun, _card(begun, held).cells())
            begun = 0
        elif begun:
            held.append(text)
    if begun:
        raise _unended(begun)


def _unended(line: int) -> Refused:
    return refuse("file", _("In Zeile %(line)d beginnt eine Karte, die nicht endet.") % {"line": line})


def _card(line: int, lines: list[bytes]) -> Card:
    made = Card(line)
    shown, is_firm = "", False
    for name, types, value in filter(None, map(_property, _unfolded(lines))):
        if name == "FN":
            shown = shown or _unescaped(value)
            made.add(card.NAME, _unescaped(value))
        elif name == "KIND":
            is_firm = value.strip().lower() == "org"
        else:
            _take(made, name, types, value)
    if is_firm:
        made.add(card.FIRM, shown)
    return made


def _take(made: Card, name: str, types: frozenset[str], value: str) -> None:
    """Put one property where it belongs."""
    if name == "N":
        last, first, middle, prefix, suffix = (*_parts(value), *[""] * 5)[:5]
        made.add(card.LAST, last)
        others = {card.FIRST: first, card.MIDDLE: middle, card.TITLE: prefix, card.SUFFIX: suffix}
        for column, text in others.items():
            made.add(column, " ".join(text.replace(",", " ").split()))
    elif name == "ORG":
        firm, *departments = _parts(value)
        made.add(card.FIRM, firm)
        made.add(card.DEPARTMENT, ", ".join(filter(None, departments)))
    elif name in ("TITLE", "ROLE"):
        made.add(card.POSITION, _unescaped(value))
    elif name == "TEL":
        made.add(card.FAX if types & _NO_PHONE else card.PHONE, _number(_unescaped(value)))
    elif name == "EMAIL":
        made.add(card.EMAIL, _unescaped(value).removeprefix("mailto:"))
    elif name == "ADR":
        box, more, street, city, region, postcode, country = (*_parts(value), *[""] * 7)[:7]
        streets = ", ".join(part for part in (street, more, box) if part)
        parts = {
            card.STREET: streets,
            card.POSTCODE: postcode,
            card.CITY: city or region,
            card.COUNTRY: country,
        }
        place = "geschäftlich" if "WORK" in types else "privat" if "HOME" in types else "weitere"
        made.add_address(place, parts)
        made.add(card.MORE, f"REGION: {region}" if city and region else "")
    elif name == "NOTE":
        made.add(card.NOTE, _unescaped(value))
    elif name not in _SAYS_NOTHING:
        made.add(card.MORE, f"{name}: {_unescaped(value)}")


def _unfolded(lines: list[bytes]) -> Iterator[bytes]:
    """Whole properties, however many lines they were written on."""
    whole = b""
    for text in lines:
        soft = whole.endswith(b"=") and b"QUOTED-PRINTABLE" in whole.partition(b":")[0].upper()
        if soft:
            whole = whole[:-1] + text
        elif whole and text[:1] in (b" ", b"\t"):
            whole += text[1:]
        else:
            yield whole
            whole = text
    yield whole


def _property(raw: bytes) -> Property | None:
    """None for what is no property, and for pictures and the like."""
    head = _decoded(raw.partition(b":")[0], "")
    name = head.partition(";")[0].rpartition(".")[2].upper()
    if not raw or name in _BINARY:
        return None
    params = [each.strip().strip('"').upper() for each in _PARAM.findall(head)]
    charset = next((each.partition("=")[2] for each in params if each.startswith("CHARSET=")), "")
    if any("QUOTED-PRINTABLE" in each for each in params):
        start, colon, value = raw.partition(b":")
        raw = start + colon + quopri.decodestring(value)
    found = _PROPERTY.match(_decoded(raw, charset))
    if found is None:
        return None
    types = frozenset(kind.strip('"') for each in params for kind in each.removeprefix("TYPE=").split(","))
    return Property(name, types, found[3])


def _decoded(raw: bytes, charset: str) -> str:
    for codec in (charset, "utf-8", "cp1252"):
        try:
            return raw.decode(codec) if codec else raw.decode("utf-8")
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("latin-1")


def _parts(value: str) -> list[str]:
    return [_unescaped(part).strip() for part in re.split(r"(?<!\\);", value)]


def _unescaped(value: str) -> str:
    return _ESCAPED.sub(lambda sign: "\n" if sign[1] in "nN" else sign[1], value)


def _number(value: str) -> str:
    """ "tel:+1-418-656-9254;ext=102" as one writes it."""
    return value.removeprefix("tel:").replace(";ext=", " ext. ")
