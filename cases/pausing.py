"""Which spans of a case did not count for its resolution: the waits for the customer."""

from django.db.models import BigIntegerField

from cases.deadlines import PauseSpan
from cases.models import Pause, PauseKind
from crm.lib.kept import Kept


def pause_spans(case_id: int) -> list[PauseSpan]:
    """Waits for the customer, oldest first; a running one counts with its planned end. One statement."""
    return [
        PauseSpan(row.started_at, row.ended_at or row.until, row.kind) for row in WAITS.rows(case=case_id)
    ]


WAITS = Kept(
    lambda *, case: Pause.objects.filter(case=case, kind=PauseKind.CUSTOMER).order_by("started_at"),
    case=BigIntegerField(),
)
