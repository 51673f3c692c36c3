"""Builds the small story for tests, as if in a process of its own."""

from datetime import UTC, datetime

from cases.policies import steps_of
from crm.company.calendars import forget_hours
from crm.desk import capture_request
from crm.management.demo.story import SIZES, Size, tell

MONDAY_AFTERNOON = datetime(2025, 11, 24, 14, 0, tzinfo=UTC)
TINY = Size(weeks=2, visits=40, regulars=10)  # enough where only the scenes or sameness matter


def build(*, size: Size = SIZES["small"], seed: int = 1, until: datetime = MONDAY_AFTERNOON) -> int:
    """The number of contacts of the story."""
    forget()
    try:
        return tell(size=size, seed=seed, until=until, report=lambda _line: None)
    finally:
        forget()


def forget() -> None:
    """Ids start anew after a rollback: what was read of an older calendar must not be taken for the next one's."""
    forget_hours()
    steps_of.cache_clear()
    capture_request._key.cache_clear()
