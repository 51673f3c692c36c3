"""Names of firms: their legal forms in German, Austrian, Swiss and some other spellings."""

import re
from typing import Final

from contacts.normalising.names import SPELLING, TEST, looks_tried

# What people type, and how it is written. The longer ones stand first.
_FORMS: Final = tuple(
    (re.compile(rf"(?<![\w.]){pattern}(?![\w])", re.IGNORECASE), written)
    for pattern, written in (
        (r"s\.à r\.l\.", "S.à r.l."),
        (r"e\. k\.", "e. K."),
        (r"e\. v\.", "e. V."),
        (r"g\.?\s?gmbh", "gGmbH"),
        (r"gmbh\s*(?:&|\+|und|u\.)\s*co\.?\s*kgaa", "GmbH & Co. KGaA"),
        (r"gmbh\s*(?:&|\+|und|u\.)\s*co\.?\s*kg", "GmbH & Co. KG"),
        (r"ag\s*(?:&|\+|und|u\.)\s*co\.?\s*kg", "AG & Co. KG"),
        (r"g\.?\s?m\.?\s?b\.?\s?h\.?", "GmbH"),
        (r"ges\.\s?m\.\s?b\.\s?h\.?", "Ges.m.b.H."),
        (r"gesmbh", "GesmbH"),
        (r"ug\s*\(?\s*haftungsbeschränkt\s*\)?", "UG (haftungsbeschränkt)"),
        (r"kgaa", "KGaA"),
        (r"o\.?h\.?g\.?", "OHG"),
        (r"gbr", "GbR"),
        (r"e\.?\s?kfm\.?", "e.Kfm."),
        (r"e\.\s?k\.?", "e.K."),
        (r"e\.\s?v\.?", "e.V."),
        (r"e\.\s?u\.?", "e.U."),
        (r"s\.?\s?[àa]\.?\s?r\.?\s?l\.?", "Sàrl"),
        (r"mbh", "mbH"),
    )
)
_TWO_LETTERS: Final = re.compile(r"(?<!\w)(ag|kg|se|ug|sa)$", re.IGNORECASE)
_LONG: Final = 6  # in capitals: shorter words may be a sign such as "BMW"


def firm_doubt(name: str) -> str:
    """TEST, SPELLING or ""."""
    if looks_tried(name):
        return TEST
    return SPELLING if proposed_firm(name) != name else ""


def proposed_firm(name: str) -> str:
    """`name` with its legal form as it is written, and without shouting; as it is if nothing looks odd."""
    formless, form = _apart(name)
    letters = [sign for sign in formless if sign.isalpha() and sign != "ß"]
    words = re.findall(r"\w+", formless)
    if (letters and all(map(str.islower, letters)) and len(letters) > 1) or (
        letters and all(map(str.isupper, letters)) and any(len(word) >= _LONG for word in words)
    ):
        formless = _capitalised(formless)
    return f"{formless}{form}"


def _apart(name: str) -> tuple[str, str]:
    for pattern, written in _FORMS:
        if found := pattern.search(name):
            rest = name[found.end() :].strip()
            if not rest and found.start():
                return name[: found.start()], written
    if (short := _TWO_LETTERS.search(name)) and short.start():
        return name[: short.start()], short[0].upper()
    return name, ""


def _capitalised(text: str) -> str:
    small = {"und", "der", "die", "das", "am", "an", "im", "in", "für", "von", "zu", "zum", "zur", "bei"}
    return re.sub(
        r"\w+",
        lambda word: (
            word[0].lower()
            if word[0].lower() in small and word.start()
            else word[0][:1].upper() + word[0][1:].lower()
        ),
        text,
    )
