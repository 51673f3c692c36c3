"""Folding: Müller, Mueller and Muller, Groß and Gross, é and e become comparable; and how a word sounds.

A text has up to two forms. The written-out one turns ü into ue (as in passports), the plain one turns both ü
and ue into u. What is indexed in every form and asked in every form meets, however it was typed.
"""

import re
import unicodedata
from functools import lru_cache

import cologne_phonetics

__all__ = ["fold", "fold_signs", "plainest", "sound", "words"]

_WRITTEN_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "oe", "å": "a", "ł": "l"}
    | {"đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŋ": "n"}
)
_APOSTROPHES = re.compile("['’‘`´ʼ]")
_NO_WORD = re.compile(r"[\W_]+")
# "ue" in Bauer, Neuer and Quelle is no umlaut: after a, e and q it stays.
_UMLAUT_PAIR = re.compile(r"ae|oe|(?<![aeq])ue")


def fold_signs(text: str) -> str:
    """The written-out form in small letters, with every sign kept: for e-mail addresses."""
    if text.isascii():
        return text.lower()
    small = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())
    apart = unicodedata.normalize("NFKD", small.translate(_WRITTEN_OUT))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def plainest(folded: str) -> str:
    """A written-out form with its umlauts taken back to the bare vowel: "mueller" -> "muller"."""
    return _UMLAUT_PAIR.sub(lambda pair: pair[0][0], folded)


def fold(text: str) -> tuple[str, ...]:
    """Every distinct form of `text`: letters and digits only, words apart by one space, "&" read as "und"."""
    spoken = _APOSTROPHES.sub("", text).replace("&", " und ")
    written_out = _NO_WORD.sub(" ", fold_signs(spoken)).strip()
    if not written_out:
        return ()
    plain = plainest(written_out)
    return (written_out,) if plain == written_out else (written_out, plain)


def words(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of `text` in order, each in its forms: "Al Müller" -> (("al",), ("mueller", "muller"))."""
    forms = fold(text)
    return tuple(fold(word) for word in forms[0].split()) if forms else ()


@lru_cache(maxsize=32_768)
def sound(word: str) -> str:
    """The Kölner Phonetik of a folded word ("657": mueller, miller); "" if too little is left to hear."""
    if not word.isascii() or not word.isalpha():
        return ""
    code = str(cologne_phonetics.encode(word)[0][1])
    return code if len(code) > 1 else ""
