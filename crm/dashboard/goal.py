"""What a goal of the Zielbild is: its sentence of the vision, its figure today, and where it comes from."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Final, Literal, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from crm.dashboard.held import Held, held
from crm.dashboard.models import GOALS
from feedback.control_charts import Direction, Limits, limits, signal

Unit = Literal["percent", "count", "minutes", "per_thousand"]
State = Literal["reached", "short", "broken", "unknown"]
Text = str | Promise

CODES: Final = GOALS
VISION: Final = dict(zip(GOALS, (100.0, 90.0, 0.0, 100.0, 100.0, 100.0, 100.0), strict=True))
"""Where the vision wants each of the seven: per cent; of what is forgotten a count."""


class Target(NamedTuple):
    """Where a goal shall stand, in its own unit. `vision`: what the vision says, where the company set another."""

    value: float
    vision: float | None = None


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
    `own`: the key of a further goal of the company, which stands at `place`; 0: one of the seven. `good`: which way is
    better. `vision_target`: that of the vision, where the company set another. `keeper`: who looks after it.
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
    own: int = 0
    place: int = 0
    good: Direction | None = None
    vision_target: float | None = None
    keeper: str = ""

    @property
    def number(self) -> int:
        return self.place or CODES.index(self.code) + 1

    @property
    def upward(self) -> bool:
        """Whether more is better."""
        return (self.good or ("down" if self.unit == "count" else "up")) == "up"

    def keeps(self, value: float) -> bool:
        """Whether a figure holds the target."""
        return value >= self.target if self.upward else value <= self.target

    @cached_property
    def held(self) -> Held:
        """Since when it is held, as far as the weeks reach."""
        return held([(day, None if value is None else self.keeps(value)) for day, value in self.trend])

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
        if self.keeps(self.value):
            return "reached"
        return "broken" if self.unit == "count" and not self.own else "short"

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
        return "better" if (self.signal == "up") == self.upward else "worse"

    @property
    def needs_help(self) -> bool:
        return self.state == "broken" or (self.state == "short" and self.change == "worse")
