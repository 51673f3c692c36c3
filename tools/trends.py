"""`python -m tools.trends [WEEKS] [--small]`: how often rising topics are called without a cause, and with one.

Draws weeks of contacts from a fixed seed: topics of several sizes, steady, with busy and quiet weeks of the whole
company, and straying twice as much as chance. Prints the share of false calls and how many true rises are found.
"""

import argparse
import platform
import random
from collections.abc import Callable
from math import exp

from feedback.rising import ALARM, BASE_WEEKS, FEWEST, rise

SEED = 20261122
WEEKS, FEW = 20_000, 400
TOPICS = (2, 5, 10, 20, 50)
OTHERS = 200
Draw = Callable[[random.Random, float], int]


def poisson(rng: random.Random, mean: float) -> int:
    """Knuth's way for small means, halved into sums for larger ones."""
    if mean > 30:  # noqa: PLR2004
        return poisson(rng, mean / 2) + poisson(rng, mean - mean / 2)
    limit, product, number = exp(-mean), rng.random(), 0
    while product > limit:
        product, number = product * rng.random(), number + 1
    return number


def straying(rng: random.Random, mean: float) -> int:
    """Variance twice the mean: a Poisson number whose mean itself strays (gamma with scale 1)."""
    return poisson(rng, rng.gammavariate(mean, 1.0))


def called(rng: random.Random, mean: float, *, draw: Draw, lift: float = 1.0, busy: bool = False) -> bool:
    """Whether one topic is called in one newest week."""
    moods = [rng.uniform(0.6, 1.4) if busy else 1.0 for _week in range(BASE_WEEKS + 1)]
    counts = [draw(rng, mean * mood) for mood in moods[:-1]] + [draw(rng, mean * moods[-1] * lift)]
    totals = [count + poisson(rng, OTHERS * mood) for count, mood in zip(counts, moods, strict=True)]
    return rise(counts, totals) is not None


def share(mean: float, weeks: int, *, draw: Draw, lift: float = 1.0, busy: bool = False) -> float:
    rng = random.Random(f"{SEED}:{mean}:{lift}:{busy}:{draw.__name__}")  # noqa: S311 - a fixed story, no secret
    return sum(called(rng, mean, draw=draw, lift=lift, busy=busy) for _week in range(weeks)) / weeks


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.trends", description=__doc__)
    parser.add_argument("weeks", type=int, nargs="?", default=WEEKS)
    parser.add_argument("--small", action="store_true", help=f"{FEW} weeks of each")
    asked = parser.parse_args()
    weeks = FEW if asked.small else asked.weeks
    print(f"seed {SEED}, {weeks} weeks of each, {platform.machine()}, Python {platform.python_version()}")
    print(
        f"called at a chance of {ALARM:.2%} or less and {FEWEST} contacts or more; normal: {BASE_WEEKS} weeks before"
    )
    rows: list[tuple[str, Draw, float, bool]] = [
        ("steady, nothing happens", poisson, 1.0, False),
        ("busy and quiet weeks, nothing happens", poisson, 1.0, True),
        ("straying twice as much, nothing happens", straying, 1.0, False),
        ("steady, twice as many", poisson, 2.0, False),
        ("steady, three times as many", poisson, 3.0, False),
        ("straying, three times as many", straying, 3.0, False),
    ]
    print(f"| per week | {' | '.join(str(mean) for mean in TOPICS)} |")
    print(f"|---|{'---|' * len(TOPICS)}")
    for name, draw, lift, busy in rows:
        found = [share(mean, weeks, draw=draw, lift=lift, busy=busy) for mean in TOPICS]
        print(f"| {name} | {' | '.join(f'{each:.2%}' for each in found)} |")


if __name__ == "__main__":
    main()
