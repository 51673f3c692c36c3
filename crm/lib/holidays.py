"""Public holidays as a proposal: a calendar version stores its own dates, this only helps to fill them in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

import holidays

COUNTRIES: Final = ("DE", "AT", "CH")
_LANGUAGES: Final = {"de": "de", "en": "en_US"}


def proposed_holidays(
    country: str, subdivision: str | None, years: Iterable[int], language: str
) -> dict[date, str]:
    """The public holidays of a Land or canton with their names, in date order.

    `country` is DE, AT or CH; `subdivision` the part of ISO 3166-2 after the dash (BY, 9, ZH), empty for what
    the whole country keeps; `language` de or en. What only some towns or Catholic districts keep (15 August
    in Bavaria) is not among them. Raises ValueError for a place or language that is not known.
    """
    if country not in COUNTRIES:
        raise ValueError(f"no holidays for the country {country}")
    if language not in _LANGUAGES:
        # The package would answer in the language of the process instead of saying so.
        raise ValueError(f"no names of holidays in the language {language}")
    try:
        # An empty or missing subdivision means the country; its names need the language spelled out always.
        names = holidays.country_holidays(
            country, subdiv=subdivision or None, years=list(years), language=_LANGUAGES[language]
        )
    except NotImplementedError as error:
        raise ValueError(f"{country} has no part called {subdivision}") from error
    return dict(sorted(names.items()))
