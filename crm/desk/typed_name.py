"""What somebody typed into the search field, sorted into the fields of a new customer."""

import re

LEGAL_FORMS = re.compile(
    r"\b(gmbh|mbh|ag|kg|ohg|gbr|ug|se|e\.?\s?k\.?|e\.?\s?v\.?|eg|sarl|sàrl|ltd|inc|musikhaus|musikschule|verein)(?=\W|$)",
    re.IGNORECASE,
)
NUMBER = re.compile(r"(?<!\w)[+(]?\d[\d\s/().-]{3,}\d(?!\w)")
POSTAL_CODE = re.compile(r"\d{5}")
CUSTOMER_NUMBER = re.compile(r"k-?\d+", re.IGNORECASE)


def sort_typed(typed: str) -> dict[str, str]:
    """Letters are a name, digits a telephone number, five digits a postcode, "@" an e-mail address.

    Names come as "Vorname Nachname" or "Nachname, Vorname"; one word alone is a surname. What was typed in small
    letters throughout gets its capitals.
    """
    found: dict[str, str] = {}
    rest = []
    for word in typed.split():
        if "@" in word and "email" not in found:
            found["email"] = word
        elif not CUSTOMER_NUMBER.fullmatch(word):  # whoever is new has none
            rest.append(word)
    left = " ".join(rest)
    if number := NUMBER.search(left):
        text = number.group().strip()
        found["postal_code" if POSTAL_CODE.fullmatch(text) else "phone"] = text
        left = f"{left[: number.start()]} {left[number.end() :]}"
    return found | _names(" ".join(left.split()))


def _names(name: str) -> dict[str, str]:
    if not any(letter.isalpha() for letter in name):
        return {}
    if name.islower():
        name = " ".join(word[:1].upper() + word[1:] for word in name.split())
    if LEGAL_FORMS.search(name):
        return {"kind": "organisation", "organisation": name}
    last, comma, first = name.partition(",")
    if not comma:
        first, _, last = name.rpartition(" ")
    names = {"first_name": first.strip(), "last_name": last.strip()}
    return {field: value for field, value in names.items() if value}
