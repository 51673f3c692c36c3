"""Judges a candidate by its search text: how well each term fits, and by which of the customer's data.

Name begins > name word > end of a telephone number > town > fragment > sounds like > typing slip.
Who only works for the firm stands below the firm, and a first name that sounds alike below every such surname.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from rapidfuzz.distance import OSA

from contacts.search_index import BETWEEN, OR
from contacts.search_slips import may_slip, slipped
from contacts.search_terms import Means, Term
from crm.lib.text import sound

EXACT, BEGINS, WORD, PHONE_END, TOWN, FRAGMENT, SOUNDS, SLIP = 100, 90, 80, 70, 60, 50, 30, 10
WORKS_THERE = 11  # less than whoever bears the name itself
FIRST_NAME_SOUNDS = 20
HEARD_APART = 3  # letters that may differ in what sounds alike: Mair and Meyer, not Sander and Schneider
WHOLE_WORD, AS_WRITTEN = 5, 1  # little more for a whole word, and for the spelling that was typed


class By(Enum):
    """What a term was found by."""

    NAME, FIRM, PLACE, NUMBER, PHONE, MAIL, SOUND, SLIP = range(8)


@dataclass(frozen=True)
class Fit:
    """How one term fits: `weight` is higher for better; `value` is the word or number it was found by."""

    term: Term
    weight: int
    by: By
    value: str = ""


class Parts:
    """The search text of a customer, taken apart again."""

    def __init__(self, text: str) -> None:
        last, first, firm, _title, town, postcode, number, phones, mails = (
            part.split(OR) if part else [] for part in text.split(BETWEEN)
        )
        self.person = [*last, *first]
        self.starts = [*self.person, *firm]
        self.written = {word for forms in (last, first, firm) for word in " ".join(forms[:1]).split()}
        self.words = [word for name in self.starts for word in name.split()]
        self.surnames = [word for name in (*last, *firm) for word in name.split()]
        self.town, self.postcode = town, postcode
        self.number, self.phones, self.mails = number[0], phones, mails


def judge(terms: Sequence[Term], text: str) -> list[Fit]:
    """The best fit of each term; empty if one of them does not fit at all."""
    parts = Parts(text)
    fits = []
    for term in terms:
        ways = list(_ways(term, parts))
        if not ways:
            return []
        fits.append(max(ways, key=lambda fit: fit.weight))
    return fits


def score(fits: Sequence[Fit]) -> int:
    """The worst term counts most: whoever fits every term stands above whoever fits one of them best."""
    weights = [fit.weight for fit in fits]
    return min(weights) * 1000 + sum(weights) * 10 // len(weights)


def _ways(term: Term, parts: Parts) -> Iterable[Fit]:
    if term.means is Means.NUMBER:
        yield from _by_number(term, parts)
    elif term.means is Means.MAIL:
        yield from _by_mail(term, parts)
    else:
        exact = [*_by_words(term, parts), *_by_mail(term, parts)]
        yield from exact
        if term.means is Means.DIGITS:
            yield from _by_phone(term, parts)
            yield from _by_number(term, parts)
        elif not exact and (rough := _roughly(term, parts)) is not None:
            yield rough


def _by_words(term: Term, parts: Parts) -> Iterable[Fit]:
    for form in term.forms:
        if any(form in name for name in parts.starts):
            yield from _by_name(term, form, parts)
        for place in (*parts.town, *parts.postcode):
            if form not in place:
                continue
            if any(word.startswith(form) for word in place.split()):
                yield Fit(term, TOWN, By.PLACE)
            elif not term.is_short:
                yield Fit(term, FRAGMENT, By.PLACE)


def _by_name(term: Term, form: str, parts: Parts) -> Iterable[Fit]:
    as_written = form == term.forms[0] and any(word.startswith(form) for word in parts.written)
    written = AS_WRITTEN if as_written else 0
    by = _name_or_firm(form, parts)
    more = written - (WORKS_THERE if by is By.FIRM and parts.person else 0)
    whole = WHOLE_WORD if form in parts.words else 0
    if any(name.startswith(form) for name in parts.starts):
        yield Fit(term, BEGINS + whole + more, by)
    elif any(word.startswith(form) for word in parts.words):
        yield Fit(term, WORD + whole + more, by)
    elif not term.is_short:
        yield Fit(term, FRAGMENT + more, by)


def _by_number(term: Term, parts: Parts) -> Iterable[Fit]:
    asked = term.forms[0].removeprefix("k")
    number = parts.number.removeprefix("k")
    if number == asked:
        yield Fit(term, EXACT, By.NUMBER)
    elif number.startswith(asked) or (not term.is_short and asked in number):
        yield Fit(term, FRAGMENT, By.NUMBER)


def _by_phone(term: Term, parts: Parts) -> Iterable[Fit]:
    if term.is_short:
        return
    runs = [(form,) for form in term.fragments] + ([term.apart] if term.apart else [])
    for run in runs:
        for phone in parts.phones:
            if run == (phone,):
                yield Fit(term, EXACT, By.PHONE, phone)
            elif phone.endswith(run[-1]) and all(piece in phone for piece in run):
                yield Fit(term, PHONE_END, By.PHONE, phone)
            elif all(piece in phone for piece in run):
                yield Fit(term, FRAGMENT, By.PHONE, phone)
    if term.apart:
        rest = [*parts.phones, *parts.postcode, parts.number]
        if all(any(piece in value for value in rest) for piece in term.apart):
            yield Fit(term, FRAGMENT, By.PHONE)


def _by_mail(term: Term, parts: Parts) -> Iterable[Fit]:
    for form in term.fragments:
        for mail in parts.mails:
            if form == mail:
                yield Fit(term, EXACT, By.MAIL)
            elif form in mail:
                yield Fit(term, FRAGMENT, By.MAIL)


def _roughly(term: Term, parts: Parts) -> Fit | None:
    if heard := next((word for word in parts.surnames if _sounds(term, word)), None):
        return Fit(term, SOUNDS, By.SOUND, heard)
    if heard := next((word for word in parts.words if _sounds(term, word)), None):
        return Fit(term, FIRST_NAME_SOUNDS, By.SOUND, heard)
    asked = [form for form in term.forms if may_slip(form)]
    towns = [word for town in parts.town for word in town.split()]
    for form in asked:
        for word in (*parts.words, *towns):
            if slipped(form, word):
                return Fit(term, SLIP, By.SLIP, word)
    return None


def _sounds(term: Term, word: str) -> bool:
    if not term.sound or sound(word) != term.sound:
        return False
    return any(OSA.distance(form, word, score_cutoff=HEARD_APART) <= HEARD_APART for form in term.forms)


def _name_or_firm(form: str, parts: Parts) -> By:
    return By.NAME if any(form in name for name in parts.person) else By.FIRM
