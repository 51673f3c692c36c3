"""When contacts come and through which door: by weekday, hour and season, in opening hours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random
from typing import Final

from crm.lib.working_hours import Hours
from crm.lib.working_time import is_working

Weights = tuple[float, ...]


@dataclass(frozen=True)
class Door:
    """A way in. `share` of all contacts; `week` Monday to Sunday; `hours` weights from hour `first` on.

    `named`: share of people who give their name. `crew`: user names with how often they take it. `likes`: topics that
    come up more often here. `always`: people also write when everything is closed.
    """

    name: str
    channel: str
    site: str
    share: float
    week: Weights
    first: int
    hours: Weights
    named: float
    crew: tuple[tuple[str, int], ...]
    likes: Mapping[str, float] = field(default_factory=dict)
    always: bool = False


_OFFICE_HOURS: Final = (7, 11, 12, 9, 3, 7, 9, 8, 5)
_SHOP_HOURS: Final = (5, 9, 11, 9, 4, 6, 9, 12, 11)
_EVENING: Final = (1, 1, 2, 4, 5, 5, 4, 3, 3, 4, 4, 5, 6, 8, 9, 7, 3)
_WRITERS: Final = (("vorgang", 5), ("naegele", 4), ("ohlsen", 2), ("stark", 1))

DOORS: Final = (
    Door(
        "shop", "shop", "Laden Lindau", 0.37, (8, 9, 9, 10, 12, 11, 0), 9, _SHOP_HOURS, 0.68,
        (("laden", 6), ("nowak", 5), ("brandt", 4), ("falk", 3)),
        {"Saiten und Pflege": 2.4, "Beratung": 1.5, "Lieferung": 0.3, "Rechnung": 0.4, "Händler finden": 0.1},
    ),
    Door(
        "hotline", "phone", "Büro Lindau", 0.25, (14, 11, 10, 10, 8, 0, 0), 8, _OFFICE_HOURS, 0.94,
        (("vogt", 7), ("ohlsen", 6), ("vorgang", 3), ("stark", 1), ("teamleitung", 1)),
        {"Lieferung": 2.0, "Rechnung": 1.6, "Saiten und Pflege": 0.5},
    ),
    Door(
        "workshop", "phone", "Werkstatt Lindau", 0.08, (12, 10, 10, 10, 7, 0, 0), 8, _OFFICE_HOURS, 0.96,
        (("kovac", 5), ("lorenz", 4), ("bentele", 4), ("riedl", 3), ("kuhn", 3)),
        {"Reparatur": 4.0, "Ersatzteil": 2.5, "Lieferung": 0.2, "Rechnung": 0.1, "Saiten und Pflege": 0.3},
    ),
    Door(
        "web", "web", "Büro Lindau", 0.10, (11, 10, 10, 10, 9, 9, 12), 6, _EVENING, 1.0, _WRITERS,
        {"Beratung": 1.4, "Händler finden": 3.0, "Lieferung": 1.5}, always=True,
    ),
    Door(
        "email", "email", "Büro Lindau", 0.08, (12, 11, 10, 10, 9, 6, 8), 6, _EVENING, 1.0, _WRITERS,
        {"Rechnung": 2.5, "Garantie": 2.0, "Lieferung": 1.6, "Saiten und Pflege": 0.5}, always=True,
    ),
    Door(
        "magazine", "magazine", "Büro Lindau", 0.05, (12, 10, 10, 9, 8, 0, 0), 8, _OFFICE_HOURS, 0.97,
        (("vogt", 5), ("ohlsen", 4), ("vorgang", 2)),
        {"Beratung": 4.0, "Reparatur": 0.6, "Lieferung": 0.1, "Rechnung": 0.1, "Garantie": 0.2},
    ),
    Door(
        "gate", "visit", "Pforte", 0.05, (10, 10, 10, 10, 9, 0, 0), 8, _OFFICE_HOURS, 0.55,
        (("pforte", 6), ("kaya", 5)),
        {"Sonstiges": 6.0, "Reparatur": 1.4, "Saiten und Pflege": 0.3, "Rechnung": 0.2, "Mitarbeiterverhalten": 3.0},
    ),
    Door(
        "letter", "letter", "Büro Lindau", 0.008, (10, 10, 10, 10, 10, 0, 0), 9, (5, 5), 1.0,
        (("stark", 3), ("naegele", 2)), {"Rechnung": 3.0, "Garantie": 2.0},
    ),
)  # fmt: skip
FAIR: Final = Door(
    "fair", "event", "Laden Lindau", 0.02, (0, 0, 0, 0, 1, 1, 1), 10, (6, 9, 8, 8, 9, 8, 5), 0.85,
    (("brandt", 3), ("nowak", 3), ("laden", 2)),
    {"Beratung": 5.0, "Saiten und Pflege": 1.5, "Lieferung": 0.1, "Rechnung": 0.0, "Garantie": 0.2}, always=True,
)  # fmt: skip
FAIR_WEEKS_AGO: Final = 7
_DAYS: Final = 91


@dataclass(frozen=True)
class Visit:
    """Somebody comes at `at` through `door`."""

    at: datetime
    door: Door


def visits(
    rng: Random, *, start: datetime, until: datetime, count: int, hours: Mapping[str, Hours]
) -> list[Visit]:
    """`count` visits between two moments in the order of time. `hours` are those of each site by its name."""
    zone = next(iter(hours.values())).zone
    slots = _slots(rng, start.astimezone(zone).date(), until.astimezone(zone).date())
    cumulated = list(accumulate(weight for _day, _hour, _door, weight in slots))
    found: list[Visit] = []
    while len(found) < count:
        day, hour, door, _weight = rng.choices(slots, cum_weights=cumulated)[0]
        local = datetime.combine(day, time(hour, rng.randrange(60), rng.randrange(60)), zone)
        at = local.astimezone(UTC)
        if start <= at <= until and (door.always or is_working(at, hours[door.site])):
            found.append(Visit(at, door))
    return sorted(found, key=lambda visit: visit.at)


Slot = tuple[date, int, Door, float]


def _slots(rng: Random, first: date, last: date) -> list[Slot]:
    """Every hour of every day with its weight; weeks differ by up to a tenth."""
    slots: list[Slot] = []
    fair_starts = _fair_friday(last)
    week = 1.0
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if number % 7 == 0:
            week = rng.uniform(0.9, 1.1)
        at_the_fair = timedelta() <= day - fair_starts <= timedelta(days=2)
        for door in (*DOORS, FAIR) if at_the_fair else DOORS:
            often = _DAYS if door is FAIR else 7  # the fair brings its share of the whole story in one week
            share = door.share * week * often * door.week[day.weekday()] / sum(door.week)
            total = sum(door.hours)
            slots += [
                (day, door.first + place, door, share * weight / total)
                for place, weight in enumerate(door.hours)
            ]
    return slots


def _fair_friday(last: date) -> date:
    day = last - timedelta(weeks=FAIR_WEEKS_AGO)
    return day - timedelta(days=(day.weekday() - 4) % 7)
