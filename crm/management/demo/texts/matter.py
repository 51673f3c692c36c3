"""One kind of concern, with everything that may be said about it; braces stand for slots (see slots.py)."""

from dataclasses import dataclass
from typing import Final

CUSTOMER, SUPPLIER, APPOINTMENT = "customer", "supplier", "appointment"

_ASIDES: Final = (
    "Unterlagen liegen im Vorgang, Rückmeldung ist vorbereitet.",
    "Mit dem Team besprochen, geht so in Ordnung.",
    "Anruf versucht, niemand erreicht. Später noch einmal.",
)


@dataclass(frozen=True, kw_only=True)
class Matter:
    """`topic` as "Reparatur: Bogen behaaren"; `weight` how often; `at_once` the share solved on the spot.

    `voiced`: what is said, and how it is settled at once. `answers`: our first answer on a case. `waits`: (for whom,
    why). `results`: how cases end. `asides`: notes for colleagues.
    """

    topic: str
    weight: float
    at_once: float
    voiced: tuple[tuple[str, str], ...]
    answers: tuple[str, ...]
    results: tuple[str, ...]
    waits: tuple[tuple[str, str], ...] = ()
    asides: tuple[str, ...] = _ASIDES
