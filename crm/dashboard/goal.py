"""What a goal of the Zielbild is: its sentence of the vision, its figure today, and where it comes from."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Final, Literal, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from feedback.control_charts import Direction, Limits, limits, signal

Unit = Literal["percent", "count", "minutes", "per_thousand"]
State = Literal["reached", "short", "broken", "unknown"]
Text = str | Promise

CODES: Final = (
    "capture",
    "at_once",
    "nothing_forgotten",
    "master_data",
    "praise_complaint",
    "listening",
    "thinking_ahead",
)


class Measure(NamedTuple):
    """A further figure of a goal. `meaning` says in plain words how it is counted."""

    code: str
    value: float | None
    unit: Unit
    label: Text
    meaning: Text


@dataclass(frozen=True, kw_only=True)
class Goal:
    """One row of the Zielbild. Shares are per cent (0 to 100).

    `value` is None when it is not known; `reason` then says why. `trend` has one point per week, the newest last;
    of them `provisional` may still change. `words` stand beside the figure, `lead` and `rest` say what moved it.
    """

    code: str
    title: Text
    vision: Text
    meaning: Text
    target: float
    value: float | None
    unit: Unit
    measured_at: datetime
    words: str = ""
    reason: str = ""
    lead: str = ""
    rest: str = ""
    trend: tuple[tuple[date, float | None], ...] = ()
    provisional: int = 0
    interval: tuple[float, float] | None = None
    measures: tuple[Measure, ...] = ()

    @property
    def number(self) -> int:
        return CODES.index(self.code) + 1

    @property
    def link(self) -> str:
        """The address of its page below that of the Zielbild."""
        return f"{self.code}/"

    @property
    def moved(self) -> str:
        """What moved it, as one text."""
        return f"{self.lead}{self.rest} {self.change_words}".strip()

    @property
    def change_words(self) -> str:
        """What the control chart says of the trend; nothing about counts that stray as usual."""
        match self.change:
            case "better":
                return _("Besser, mehr als Zufall.")
            case "worse":
                return _("Schlechter, mehr als Zufall.")
        return _("Im üblichen Rahmen.") if self.usual and self.unit == "percent" else ""

    @property
    def state(self) -> State:
        if self.value is None:
            return "unknown"
        if self.unit == "count":
            return "broken" if self.value > self.target else "reached"
        return "reached" if self.value >= self.target else "short"

    @property
    def was(self) -> float | None:
        """The figure of 13 weeks ago."""
        return self.trend[0][1] if self.trend else None

    @cached_property
    def settled(self) -> list[float | None]:
        """The weekly values that do not change any more."""
        values = [value for _, value in self.trend]
        return values[: len(values) - self.provisional]

    @cached_property
    def usual(self) -> Limits | None:
        """Between which limits the figure strays without a cause of its own."""
        highest = 100.0 if self.unit == "percent" else None
        return limits(self.settled, lowest=0.0, highest=highest)

    @cached_property
    def signal(self) -> Direction | None:
        """Up or down when the control chart says that more than noise has moved it."""
        return signal(self.settled, self.usual)

    @property
    def change(self) -> Literal["better", "worse"] | None:
        """The signal, judged."""
        if self.signal is None:
            return None
        good = "down" if self.unit == "count" else "up"
        return "better" if self.signal == good else "worse"

    @property
    def needs_help(self) -> bool:
        return self.state == "broken" or (self.state == "short" and self.change == "worse")
