"""Which spans of a case did not count for its resolution: the waits for the customer."""

from cases.deadlines import PauseSpan
from cases.models import Pause, PauseKind


def pause_spans(case_id: int) -> list[PauseSpan]:
    """Waits for the customer, oldest first; a running one counts with its planned end. One statement."""
    rows = Pause.objects.filter(case=case_id, kind=PauseKind.CUSTOMER).order_by("started_at")
    return [PauseSpan(row.started_at, row.ended_at or row.until, row.kind) for row in rows]
