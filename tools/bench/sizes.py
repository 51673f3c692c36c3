"""How much is filled in and how long is measured."""

from dataclasses import dataclass
from typing import Final

from tools.bench.load import Bounds


@dataclass(frozen=True)
class Size:
    """`due`: how many cases one sweep finds due; `notes`: rows of the bare application."""

    customers: int
    cases: int
    contacts: int
    notes: int
    due: int
    rounds: int
    bounds: Bounds


SIZES: Final = {
    "small": Size(500, 1_000, 3_000, 1_000, 50, 1, Bounds(16, 0.3, 400, 2.0)),
    "full": Size(20_000, 100_000, 300_000, 100_000, 1_000, 3, Bounds(48, 1.3, 2_000, 8.0)),
}
