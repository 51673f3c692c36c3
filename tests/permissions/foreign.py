"""Rows that somebody may name but must not reach: of another case, another kind, or out of use."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from cases.models import Case, CaseContact, CaseEvent, Closure
from contacts.models import Contact, Customer, Kind
from crm.company.models import Absence
from feedback.models import Feedback
from tests.factories.cases import captured
from tests.factories.contacts import a_customer
from tests.permissions.company import NOW, Company

Foreign = Callable[[Company], dict[str, Any]]
HIDDEN_OUT = {"direction": "out", "text": "Ist fertig."}


def out_contact(company: Company, which: str) -> int:
    """An outbound contact of a case: by it a customer can have been informed, of that case alone."""
    matter = company.matters[which]
    by = company.people["admin"]
    return captured(matter.topic, by=by, at=NOW, case=matter.case.pk, **HIDDEN_OUT).contact.pk


def firm() -> int:
    return a_customer("", kind=Kind.ORGANISATION, organisation="Musikhaus").pk


def out_of_use(make: Callable[..., Any], **more: Any) -> int:
    row = make(**more)
    type(row).objects.filter(pk=row.pk).update(active=False)
    return int(row.pk)


def capture(**more: Any) -> dict[str, Any]:
    return {
        "client_id": str(uuid4()),
        "channel": "phone",
        "happened_at": NOW.isoformat(),
        "outcome": "follow_up",
        "text": "Fragt nach.",
        **more,
    }


def rows() -> list[Any]:
    """What must be the same after a refusal."""
    return [
        list(model._base_manager.order_by("pk").values_list())
        for model in (Absence, Customer, Contact, Case, CaseContact, CaseEvent, Closure, Feedback)
    ]
