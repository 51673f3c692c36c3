"""Many cases at once, filled set-based from one that went through the door."""

from datetime import datetime
from typing import TypeVar

from django.db.models import Model

from cases.models import Case, CaseContact, Deadline
from contacts.models import Contact, Topic
from crm.company.models import User
from tests.factories.cases import captured

Row = TypeVar("Row", bound=Model)


def many_cases(topic: Topic, *, by: User, at: datetime, count: int) -> list[Case]:
    """`count` open cases like the one a capture opens, each with its own deadlines and contact."""
    pattern = captured(topic, by=by, at=at)
    assert pattern.case is not None
    deadlines = list(pattern.case.deadlines.all())
    contacts = [_copy(Contact, pattern.contact, client_id=_id(number)) for number in range(count - 1)]
    Contact.objects.bulk_create(contacts)
    cases = [_copy(Case, pattern.case, number=1_000_000 + number) for number in range(count - 1)]
    Case.objects.bulk_create(cases)
    CaseContact.objects.bulk_create(
        CaseContact(case=case, contact=contact, opened_case=True)
        for case, contact in zip(cases, contacts, strict=True)
    )
    Deadline.objects.bulk_create(
        _copy(Deadline, deadline, case_id=case.pk) for case in cases for deadline in deadlines
    )
    return [pattern.case, *cases]


def _copy(model: type[Row], row: Row, **other: object) -> Row:
    values = {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}
    return model(**{name: value for name, value in values.items() if name != "id"} | other)


def _id(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"
