"""The moving clock: what will happen, in the order of time. What happens may put more on the agenda."""

from collections.abc import Callable
from datetime import datetime
from heapq import heappop, heappush
from itertools import count

Happening = Callable[[datetime], object]


class Agenda:
    """A queue of happenings. Two at the same moment happen in the order they were added."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        self._queue: list[tuple[datetime, int, Happening]] = []
        self._numbers = count()

    def add(self, at: datetime, happening: Happening) -> None:
        """Let `happening` take place at `at`; what lies beyond the end of the story never does."""
        if at <= self.until:
            heappush(self._queue, (at, next(self._numbers), happening))

    def run(self, *, before_each: Callable[[datetime], None]) -> None:
        """Let everything happen; `before_each` is called with every moment first."""
        while self._queue:
            before_each(self._queue[0][0])  # may put something on the agenda that comes first
            at, _number, happening = heappop(self._queue)
            happening(at)
        before_each(self.until)
