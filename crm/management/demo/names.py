"""What demo customers are called: names as often as one meets them, first and last name of one origin."""

from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random

from crm.management.demo.dice import happens
from crm.management.demo.name_table import ORIGINS

_SHARES = list(accumulate(origin.share for origin in ORIGINS))


@dataclass(frozen=True)
class PersonName:
    """A name with the salutation that goes with it ("ms", "mr" or "" when nobody asked)."""

    salutation: str
    title: str
    first: str
    last: str


def some_name(rng: Random) -> PersonName:
    """A person's name. A few have a title or a double name, a few come without salutation."""
    origin = rng.choices(ORIGINS, cum_weights=_SHARES)[0]
    woman = happens(rng, 0.5)
    first = _pick(rng, origin.women if woman else origin.men)
    last = _pick(rng, origin.surnames)
    if woman and happens(rng, 0.04):
        other = _pick(rng, origin.surnames)
        last = last if other == last else f"{last}-{other}"
    salutation = "" if happens(rng, 0.06) else "ms" if woman else "mr"
    title = "Dr." if happens(rng, 0.03) else ""
    return PersonName(salutation, title, first, last)


def some_surname(rng: Random) -> str:
    """A surname, for firms called after their founder."""
    return _pick(rng, ORIGINS[0].surnames)


def _pick(rng: Random, words: str) -> str:
    names, weights = _read(words)
    return rng.choices(names, cum_weights=weights)[0]


@cache
def _read(words: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    parts = words.split()
    return tuple(parts[::2]), tuple(accumulate(int(weight) for weight in parts[1::2]))
