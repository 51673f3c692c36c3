"""The rows behind a figure, one file per goal: what counts against it, newest or most urgent first."""

from collections.abc import Callable
from typing import Any

from crm.company.permissions import Viewer
from crm.dashboard.evidence import (
    at_once,
    capture,
    listening,
    master_data,
    nothing_forgotten,
    praise_complaint,
    thinking_ahead,
)
from crm.dashboard.reading import Reading

Source = Callable[[Reading, Viewer], Any]

BEHIND: dict[str, Source] = {
    "capture": capture.rows,
    "at_once": at_once.rows,
    "nothing_forgotten": nothing_forgotten.rows,
    "master_data": master_data.rows,
    "praise_complaint": praise_complaint.rows,
    "listening": listening.rows,
    "thinking_ahead": thinking_ahead.rows,
}


def evidence(code: str, *, reading: Reading, viewer: Viewer) -> Any:
    """What the template of that goal lists; None where there is nothing to list yet."""
    source = BEHIND.get(code)
    return source(reading, viewer) if source else None
