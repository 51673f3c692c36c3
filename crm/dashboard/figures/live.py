"""The days no night has counted yet, today for one: counted from their facts by the rule of the night, on top."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.cache import cache

from crm.dashboard.figures.figures import Figures
from crm.lib.periods import day_edges
from crm.lib.tallies import Figure

KEPT_SECONDS: Final = 15
MOST_DAYS: Final = 14
"""Where nights are missing for longer, only the newest days are counted live."""

Source = Callable[[Sequence[datetime]], Iterable[Figure]]


def live_days(figures: Figures) -> list[date]:
    """Which ones these are in the period, the newest 14 at most."""
    if figures.live is None:
        return []
    since = max(figures.live, figures.today - timedelta(days=MOST_DAYS - 1))
    return [since + timedelta(days=number) for number in range((figures.today - since).days + 1)]


def add_live(figures: Figures, name: str, source: Source) -> None:
    """Add them to the buckets of the period; `name` keeps them for some seconds for everybody who looks."""
    days = live_days(figures)
    if not days:
        return
    key = f"kennzahlen:{name}:{days[0]}:{figures.today}"
    found: list[Figure] | None = cache.get(key)
    if found is None:
        found = list(source(day_edges(days, settings.TIME_ZONE)))
        cache.set(key, found, KEPT_SECONDS)
    figures.add_live(days[0], found)
