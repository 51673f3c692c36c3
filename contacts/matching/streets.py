"""Streets as they are compared: "Celler Str. 105 b" and "Cellerstraße 105b" are one."""

import re

from crm.lib.text import fold_signs, plainest

_NUMBERED = re.compile(r"^(?P<street>.*?\D)[\s,]*(?P<house>\d+\s?[a-z]?(?:\s?[-/+]\s?\d*\s?[a-z]?)?)$")
_NUMBER_FIRST = re.compile(r"^(?P<house>\d+\s?[a-z]?(?:\s?[-/]\s?\d+)?)[\s,]+(?P<street>\D.*)$")
_NO_SIGN = re.compile(r"[\W_]+")
_SHORTENED = (
    (re.compile(r"strasse$|str$|street$"), "str"),
    (re.compile(r"platz$|pl$|place$"), "pl"),
    (re.compile(r"gasse$|g$(?<=sg)"), "g"),
    (re.compile(r"^(?:sankt|st)(?=[a-z]{4})"), "st"),
)


def read_street(line: str, house: str = "") -> tuple[str, str]:
    """Street and house number of one line, each as it is compared; `house` where it stands apart."""
    line = fold_signs(line).strip()
    if not house:
        found = _NUMBERED.match(line) or _NUMBER_FIRST.match(line)
        line, house = (found["street"], found["house"]) if found else (line, "")
    return _plain(line), _NO_SIGN.sub("", fold_signs(house)).lstrip("0")


def _plain(street: str) -> str:
    bare = plainest(_NO_SIGN.sub("", street))
    for spelling, short in _SHORTENED:
        bare = spelling.sub(short, bare)
    return bare
