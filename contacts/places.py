"""Which towns a postcode has, where the company loaded a table of places. Without one nothing is doubted."""

from collections.abc import Collection
from functools import lru_cache
from typing import Final

from contacts.choices import place_versions
from contacts.models import Place

SUGGESTED: Final = 8
NOWHERE: Final[frozenset[str]] = frozenset()


def towns_of(country: str, postal_code: str) -> Collection[str]:
    """The towns of a postcode as `town_key` compares them; none if it is not in the table.

    One statement for each country and load, then none: a table has some ten thousand small rows.
    """
    version = place_versions().get(country)
    return _towns(country, version).get(postal_code, NOWHERE) if version else NOWHERE


def towns_written(country: str, postal_code: str) -> list[str]:
    """The towns of a postcode as they are written."""
    rows = Place.objects.filter(country=country, postal_code=postal_code).order_by("id")
    return list(rows.values_list("town", flat=True)[:SUGGESTED])


@lru_cache(maxsize=8)
def _towns(country: str, _version: int) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    rows = Place.objects.filter(country=country).order_by().values_list("postal_code", "town_key")
    for code, key in rows.iterator(chunk_size=5_000):
        found.setdefault(code, set()).add(key)
    return {code: frozenset(keys) for code, keys in found.items()}


def forget_towns() -> None:
    _towns.cache_clear()
