"""Spans of waiting that a deadline does not count, as plain values. (The rows are cases.models.Pause.)"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from crm.lib.working_days import to_the_second


class PauseSpan(NamedTuple):
    """Waiting from `start` until `end` (excluded); `kind` says for whom (customer, supplier, appointment)."""

    start: datetime
    end: datetime
    kind: str = "customer"


Span = tuple[datetime, datetime]
Pauses = Iterable[PauseSpan | Span]
"""In any order; they may overlap. One that ends before it begins is nothing."""


def without_overlap(pauses: Pauses) -> list[PauseSpan]:
    """The same waiting in order and to the second; where pauses overlap, the earlier one stays."""
    spans: list[PauseSpan] = []
    for pause in sorted(PauseSpan(*pause) for pause in pauses):
        start, end = to_the_second(pause.start), to_the_second(pause.end)
        if spans:
            start = max(start, spans[-1].end)
        if start < end:
            spans.append(PauseSpan(start, end, pause.kind))
    return spans


def within(start: datetime, end: datetime, pauses: Sequence[PauseSpan]) -> list[PauseSpan]:
    """The parts of the pauses between two moments."""
    return [
        PauseSpan(max(start, pause.start), min(end, pause.end), pause.kind)
        for pause in pauses
        if pause.start < end and pause.end > start
    ]


def outside(span: Span, pauses: Sequence[PauseSpan]) -> Iterator[Span]:
    """The parts of a span that no pause covers; the pauses come in order and without overlap."""
    since, until = span
    for pause in within(since, until, pauses):
        if since < pause.start:
            yield since, pause.start
        since = pause.end
    if since < until:
        yield since, until
