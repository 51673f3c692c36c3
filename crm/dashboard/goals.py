"""The Zielbild: the seven goals of the vision as they stand at a moment."""

from datetime import datetime

from crm.dashboard.goal import Goal
from crm.dashboard.reading import read_everything
from crm.dashboard.seven import (
    at_once,
    capture,
    listening,
    master_data,
    nothing_forgotten,
    praise_complaint,
    thinking_ahead,
)

SEVEN = (capture, at_once, nothing_forgotten, master_data, praise_complaint, listening, thinking_ahead)


def goals(*, now: datetime) -> list[Goal]:
    """All seven, in the order of the vision; at most six statements."""
    reading = read_everything(now)
    return [one.goal(reading) for one in SEVEN]
