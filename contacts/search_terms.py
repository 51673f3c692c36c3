"""What was typed into the search field, read as terms: words, telephone digits, e-mail parts, customer numbers."""

import re
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import groupby

from crm.lib.phones import digits
from crm.lib.text import fold_signs, plainest, sound, words

LONGEST_QUERY, MOST_TERMS = 200, 6
JOINTS = set("/-–()")  # alone between two groups of digits
FRAGMENT = 3  # letters a fragment must have to be looked for anywhere in a word
# Said beside a name; whoever is looked for by more is not missed because of these.
IN_PASSING = {"dr", "fa", "fam", "familie", "firma", "frau", "herr", "herrn", "prof", "und"}
_NUMBER = re.compile(r"\bk[\s-]*(?=[1-9]\d{0,8}\b)", re.IGNORECASE)
_A_NUMBER = re.compile(r"k[1-9]\d{0,8}")
_COUNTRY_POSTCODE = re.compile(r"(?:d|de|a|at|ch|fl|li)-(\d{4,5})", re.IGNORECASE)
_DIALLED = re.compile(r"[+()\d/.–-]+")
_APART = re.compile(r"[^\w'’‘`´ʼ&]+")


class Means(Enum):
    WORD, DIGITS, MAIL, NUMBER = range(4)


@dataclass(frozen=True)
class Term:
    """One thing that must match. `forms` are alternatives, folded; `apart`: digits of a run, read one by one.

    What follows from them is kept: it is asked again for every customer weighed.
    """

    typed: str
    means: Means
    forms: tuple[str, ...]
    apart: tuple[str, ...] = ()

    @cached_property
    def is_short(self) -> bool:
        return len(self.forms[0]) < FRAGMENT

    @cached_property
    def fragments(self) -> tuple[str, ...]:
        return tuple(form for form in self.forms if len(form) >= FRAGMENT)

    @cached_property
    def sound(self) -> str:
        return sound(self.forms[0]) if self.means is Means.WORD and not self.is_short else ""


def read(query: str) -> list[Term]:
    """The terms of a query; none if nothing in it can be looked for."""
    tokens = _NUMBER.sub("k", query[:LONGEST_QUERY]).split()
    found: list[Term] = []
    for dialled, run in groupby(tokens, key=_is_dialled):
        together = list(run)
        found += [_digits(together)] if dialled else [term for token in together for term in _read(token)]
    found = list({(term.means, term.forms): term for term in reversed(found) if term.forms}.values())[::-1]
    named = [term for term in found if term.forms[0] not in IN_PASSING]
    return (named or found)[:MOST_TERMS]


def _is_dialled(token: str) -> bool:
    return bool(_DIALLED.fullmatch(token)) and (
        any(sign.isdecimal() for sign in token) or set(token) <= JOINTS
    )


def _read(token: str) -> list[Term]:
    if "@" in token.strip("@") or (token.startswith("@") and len(token) > FRAGMENT):
        return [Term(token, Means.MAIL, _both(fold_signs(token)))]
    if _A_NUMBER.fullmatch(token):
        return [Term(f"K-{token[1:]}", Means.NUMBER, (token,))]
    if postcode := _COUNTRY_POSTCODE.fullmatch(token):
        return [_digits([postcode[1]])]
    pieces = [Term(piece, Means.WORD, forms) for piece in _APART.split(token) for forms in words(piece)]
    if "." in token:  # "G.Maier" and "web.de": the short piece says too little
        return [term for term in pieces if not term.is_short] or pieces
    return pieces


def _both(written_out: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((written_out, plainest(written_out))))


def _digits(run: list[str]) -> Term:
    typed = " ".join(run)
    joined = digits(typed)
    forms = {joined: None}
    if joined.startswith("00"):
        joined = joined[2:]
        forms[joined] = None
    if typed.startswith(("+", "00")) and joined[2:3] == "0":  # +49 0711
        forms[joined[:2] + joined[3:]] = None
    apart = tuple(digits(token) for token in run if digits(token))
    several = len(apart) > 1 and all(len(each) >= FRAGMENT for each in apart)
    return Term(typed, Means.DIGITS, tuple(form for form in forms if form), apart if several else ())
