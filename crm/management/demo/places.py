"""Where demo customers live: real towns with their own postcodes and area codes, weighted by size and distance."""

from dataclasses import dataclass
from itertools import accumulate
from random import Random

from crm.management.demo.dice import happens
from crm.management.demo.town_table import AROUND, FAR, NEAR, Row

_HOME, _NEAR = NEAR[:1], NEAR[1:]
_PULL = ((_HOME, 20.0), (_NEAR, 5.0), (AROUND, 1.0), (FAR, 0.5))

_STREETS = (
    ("Hauptstraße", 9), ("Bahnhofstraße", 7), ("Gartenstraße", 7), ("Schulstraße", 6), ("Bergstraße", 5),
    ("Lindenweg", 5), ("Kirchstraße", 5), ("Ringstraße", 4), ("Birkenweg", 4), ("Amselweg", 3),
    ("Wiesenweg", 4), ("Mühlweg", 3), ("Rosenweg", 3), ("Sonnenhalde", 3), ("Friedhofstraße", 2),
    ("Goethestraße", 3), ("Schillerstraße", 4), ("Mozartstraße", 2), ("Am Rain", 2), ("Im Winkel", 2),
    ("Talstraße", 3), ("Waldstraße", 3), ("Blumenstraße", 3), ("Ahornweg", 2), ("Eichenweg", 2),
    ("Obere Gasse", 2), ("Marktplatz", 2), ("Seestraße", 3), ("Hafengasse", 1), ("Säntisblick", 1),
    ("Allgäustraße", 2), ("Montfortstraße", 2), ("Uhlandstraße", 2), ("Röntgenstraße", 1),
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A town with its area code (leading zero kept) and the postcodes people have there."""

    country: str
    town: str
    area_code: str
    postcodes: tuple[str, ...]


def _place(row: Row) -> Place:
    country, town, area_code, _inhabitants, postcodes = row
    return Place(country, town, area_code, tuple(postcodes.split()))


PLACES = tuple(_place(row) for rows, _pull in _PULL for row in rows)
_WEIGHTS = list(accumulate(row[3] * pull for rows, pull in _PULL for row in rows))
_STREET_WEIGHTS = list(accumulate(weight for _name, weight in _STREETS))


def some_place(rng: Random) -> Place:
    """A town, the likelier the bigger and the closer it is."""
    return rng.choices(PLACES, cum_weights=_WEIGHTS)[0]


def some_street(rng: Random, country: str) -> str:
    """A street with a house number; the Swiss write "ss"."""
    name = rng.choices(_STREETS, cum_weights=_STREET_WEIGHTS)[0][0]
    number = int(rng.triangular(1, 90, 8))
    letter = rng.choice("abc") if happens(rng, 0.06) else ""
    street = f"{name} {number}{letter}"
    return street.replace("ß", "ss") if country == "CH" else street
