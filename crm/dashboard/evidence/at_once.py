"""Goal 2 opens the contacts that count against it: handed on, or the customer came again or denied it."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from cases.models import CaseContact
from contacts.models import Contact
from crm.company.permissions import Viewer
from crm.dashboard.evidence.inside import MOST_ROWS, seen_inside
from crm.dashboard.evidence.period import thirteen_weeks
from crm.dashboard.reading import Reading
from feedback.metrics import DENIED, RETURNED, against


@dataclass(frozen=True)
class Against:
    contact: Contact
    returned: bool
    denied: bool
    case: int | None
    masked: bool


def rows(reading: Reading, viewer: Viewer) -> list[Against]:
    """The newest ones of the 13 weeks; one statement."""
    case = CaseContact.objects.filter(contact=OuterRef("pk")).values("case__number")[:1]
    newest = (
        against(*thirteen_weeks(reading.today))
        .annotate(case_number=Subquery(case), seen=seen_inside("pk", viewer))
        .select_related("customer", "topic")
        .order_by("-recorded_at", "-id")[:MOST_ROWS]
    )
    return [
        Against(
            contact,
            returned=contact.label == RETURNED,
            denied=contact.label == DENIED,
            case=contact.case_number,
            masked=not contact.seen,
        )
        for contact in newest
    ]
