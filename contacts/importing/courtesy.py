"""How a list addresses people: "Herr Dr." is a salutation and a title, "Firma" says that it is none."""

import re
from typing import NamedTuple

from contacts.models import Salutation

FIRM = "firma"
_SALUTATIONS = {
    **dict.fromkeys(("frau", "fr", "ms", "mrs", "miss", "w", "weiblich"), Salutation.MS.value),
    **dict.fromkeys(("herr", "herrn", "hr", "mr", "m", "männlich"), Salutation.MR.value),
    **dict.fromkeys(("divers", "d", "neutral", "mx"), Salutation.NEUTRAL.value),
    **dict.fromkeys(("keine", "-", "–"), Salutation.NONE.value),
}
_TITLE = re.compile(
    r"(dr|prof|dipl|mag|ing|lic|univ|priv|med|phil|jur|rer|nat|pol|dent|vet|habil|mult|h\.c)\b", re.IGNORECASE
)


class Courtesy(NamedTuple):
    """What was understood. `unknown` is what is neither salutation nor title, "Familie" say."""

    salutation: str = ""
    title: str = ""
    is_firm: bool = False
    unknown: str = ""


def read_courtesy(text: str) -> Courtesy:
    """Read what stands in a column "Anrede", or before a name."""
    salutation, is_firm = "", False
    title: list[str] = []
    unknown: list[str] = []
    for word in text.split():
        plain = word.rstrip(".,:").lower()
        if plain in _SALUTATIONS and not title:
            salutation = salutation or _SALUTATIONS[plain]
        elif plain in (FIRM, "company"):
            is_firm = True
        elif _TITLE.match(word) or (title and len(plain) == 1):  # "h. c."
            title.append(word)
        else:
            unknown.append(word)
    return Courtesy(salutation, " ".join(title), is_firm, " ".join(unknown))


def read_title(text: str) -> Courtesy:
    """Read a column "Titel", where Outlook keeps the salutation: all that is no salutation is the title."""
    words = text.split()
    if words and (salutation := _SALUTATIONS.get(words[0].rstrip(".").lower())):
        return Courtesy(salutation=salutation, title=" ".join(words[1:]))
    return Courtesy(title=" ".join(words))
