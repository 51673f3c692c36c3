"""Cases as they are read one by one or in lists: with their deadlines beside them, in a fixed number of statements."""

from django.db.models import F, OuterRef, QuerySet, Subquery

from cases.models import Case, CaseContact, Deadline, DeadlineKind, DeadlineState
from cases.visibility import inside_contacts
from contacts.models import Contact
from crm.company.permissions import Viewer

RUNNING = [DeadlineState.ARMED, DeadlineState.PAUSED]


def with_deadlines(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Cases with `first_response_due_at`, `resolution_due_at` (the newest round that was not dropped) and
    `follow_up_at` (only while it runs)."""
    of_case = Deadline.objects.filter(case=OuterRef("pk")).order_by("-round")
    standing = of_case.exclude(state=DeadlineState.DROPPED)
    running = of_case.filter(state__in=RUNNING)
    return cases.select_related("topic").annotate(
        first_response_due_at=_due(standing, DeadlineKind.FIRST_RESPONSE),
        resolution_due_at=_due(standing, DeadlineKind.RESOLUTION),
        follow_up_at=_due(running, DeadlineKind.FOLLOW_UP),
    )


def _due(deadlines: QuerySet[Deadline], kind: str) -> Subquery:
    return Subquery(deadlines.filter(kind=kind).values("due_at")[:1])


def contacts_of(case: Case, viewer: Viewer) -> QuerySet[Contact]:
    """The contacts of a case this person may read, oldest first. One statement."""
    links = CaseContact.objects.filter(case=case).values("contact")
    contacts = Contact.objects.filter(pk__in=links).annotate(voided_at=F("void__at"))
    return inside_contacts(contacts, viewer).order_by("recorded_at", "pk")
