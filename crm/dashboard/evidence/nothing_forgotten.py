"""Goal 3 opens the cases that lie: overdue, without a deadline, or with an escalation nobody has seen."""

from dataclasses import dataclass

from cases.metrics import lying
from cases.models import Case
from cases.visibility import sees_matter
from crm.company.permissions import Viewer
from crm.dashboard.evidence.inside import MOST_ROWS
from crm.dashboard.reading import Reading


@dataclass(frozen=True)
class Lying:
    case: Case
    overdue: bool
    unarmed: bool
    unseen: bool
    masked: bool


def rows(reading: Reading, viewer: Viewer) -> list[Lying]:
    """The most urgent ones; one statement."""
    now = reading.now
    cases = (
        lying(now, reading.hours)
        .select_related("customer", "topic", "team", "owner")
        .order_by("due_at", "id")
    )
    return [
        Lying(
            case=case,
            overdue=case.due_at is not None and case.due_at < now,
            unarmed=case.due_at is None or case.escalate_at is None,
            unseen=case.is_unseen,
            masked=not sees_matter(viewer, case),
        )
        for case in cases[:MOST_ROWS]
    ]
