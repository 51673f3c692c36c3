"""When a site works: weekly opening spans, holidays and half days, checked once and then unchangeable."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Final, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_WALL_TIME: Final = re.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00")

WallSpan = tuple[int, int]
"""Opening and closing as seconds of the wall clock since local midnight, 0 to 86,400."""


class ImpossibleHours(ValueError):
    """Working hours that cannot be used. `code` names the reason and `details` what it is about, so that
    a form can say it in the reader's language.

    Codes: unknown_zone, unknown_weekday, unreadable_date, unreadable_time, end_before_start, overlap,
    no_working_time, too_far (nothing found within the search limit).
    """

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        return " ".join([self.code, *(f"{name}={value}" for name, value in self.details.items())])


@dataclass(frozen=True)
class Hours:
    """The working hours of one calendar version; hashable, so that whole days can be cached by it."""

    tz: str
    week: tuple[tuple[WallSpan, ...], ...]
    holidays: tuple[tuple[int, tuple[WallSpan, ...]], ...]
    zone: ZoneInfo = field(compare=False, repr=False)
    _holiday_spans: dict[int, tuple[WallSpan, ...]] = field(compare=False, repr=False)
    _hash: int = field(compare=False, repr=False)

    @classmethod
    def from_data(
        cls,
        tz: str,
        spans: Mapping[str, Sequence[Sequence[str]]],
        holidays: Mapping[str, Sequence[Sequence[str]]],
    ) -> Self:
        """Read what a calendar version stores.

        `tz` is a zone name. `spans` has per weekday (mon to sun) its spans as ["HH:MM", "HH:MM"] of the local
        wall clock, "24:00" is the end of the day; a shift over midnight is written as two spans. `holidays`
        has per date (YYYY-MM-DD) the spans that remain: none is a closed day, some make a half day.
        Raises ImpossibleHours.
        """
        for name in spans:
            if name not in WEEKDAYS:
                raise ImpossibleHours("unknown_weekday", weekday=name)
        week = tuple(_read_spans(spans.get(name, ()), on=name) for name in WEEKDAYS)
        if not any(week):
            raise ImpossibleHours("no_working_time")
        special = {_read_date(day): _read_spans(rest, on=day) for day, rest in holidays.items()}
        ordered = tuple(sorted(special.items()))
        return cls(tz, week, ordered, _read_zone(tz), special, hash((tz, week, ordered)))

    def __hash__(self) -> int:
        # Kept, because hashing some 40 holidays on every look into the cache costs more than the sum itself.
        return self._hash

    def on(self, ordinal: int) -> tuple[WallSpan, ...]:
        """The wall-clock spans of the day with this proleptic ordinal; empty if closed."""
        special = self._holiday_spans.get(ordinal)
        return self.week[(ordinal - 1) % 7] if special is None else special


def _read_zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ImpossibleHours("unknown_zone", zone=name) from error


def _read_date(text: str) -> int:
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError as error:
        raise ImpossibleHours("unreadable_date", date=text) from error


def _read_spans(texts: Sequence[Sequence[str]], *, on: str) -> tuple[WallSpan, ...]:
    spans = sorted(_read_span(pair, on=on) for pair in texts)
    for (_, closed), (opens, _) in pairwise(spans):
        if opens < closed:
            raise ImpossibleHours("overlap", day=on, time=f"{opens // 3600:02}:{opens // 60 % 60:02}")
    return tuple(spans)


def _read_span(pair: Sequence[str], *, on: str) -> WallSpan:
    match pair:
        case [start, end]:
            opens, closes = _read_time(start, on=on), _read_time(end, on=on)
        case _:
            raise ImpossibleHours("unreadable_time", day=on, time=" ".join(pair))
    if closes <= opens:
        raise ImpossibleHours("end_before_start", day=on, start=start, end=end)
    return opens, closes


def _read_time(text: str, *, on: str) -> int:
    found = _WALL_TIME.fullmatch(text)
    if not found:
        raise ImpossibleHours("unreadable_time", day=on, time=text)
    hours, minutes = (int(part) for part in text.split(":"))
    return hours * 3600 + minutes * 60
