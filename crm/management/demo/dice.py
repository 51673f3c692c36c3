"""Chance, said in words."""

from random import Random


def happens(rng: Random, share: float) -> bool:
    """True in `share` of all cases (0 to 1)."""
    return rng.random() < share
