"""How the numbers of every subject are written: shares, small numbers as counts, minutes of working time."""

from crm.dashboard.figures.blocks import NOTHING
from crm.dashboard.figures.figures import Halves
from crm.dashboard.first_contact_words import FEWEST, share
from crm.lib.formats import duration


def minutes(value: float | None) -> str:
    """ "1 h 40 min" of working time."""
    return NOTHING if value is None else duration(round(value))


def share_of(halves: Halves) -> str:
    return share(*halves)


def percent_value(halves: Halves) -> float | None:
    """What is drawn: nothing where there are too few for a share."""
    top, bottom = halves
    return 100 * top / bottom if bottom >= FEWEST else None
