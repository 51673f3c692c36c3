"""The API takes what it offers: other columns and the rows of others are refused by name (S2)."""

from typing import Any

import pytest
from django.db.models import Model

from cases.answer_serializers import AnswerGapBody, AnswerUseBody
from cases.models import (
    Acknowledgement,
    AnswerGap,
    AnswerUse,
    Attribution,
    Case,
    CaseContact,
    CaseEvent,
    Closure,
    Pause,
)
from cases.serializers import (
    AcknowledgementBody,
    ClosureBody,
    HandoverBody,
    PauseBody,
    PriorityBody,
    ReopeningBody,
)
from contacts.models import Address, Consent, ConsentWording, Contact, Customer, Merge, MergeStep, Touch, Void
from contacts.serializers import ConsentBody, CustomerChangeBody, CustomerCreateBody, MergeBody
from crm.desk.serializers import BelongsBody, CaptureBody
from feedback.models import Feedback, Sorting
from feedback.serializers import SortingBody
from tests.factories.api import Api
from tests.factories.contacts import a_product, a_reason, a_source, a_topic
from tests.permissions import bodies
from tests.permissions.asking import UNKNOWN, Cell, Visitors, never_happened, writes
from tests.permissions.company import Company
from tests.permissions.foreign import Foreign, capture, firm, out_contact, out_of_use, rows
from tests.permissions.routes import ROUTES

pytestmark = pytest.mark.django_db

BY_NAME = {route.name: route for route in ROUTES}
API_BODIES: dict[tuple[str, str], tuple[Any, list[type[Model]]]] = {
    ("api_customers", "POST"): (CustomerCreateBody, [Customer, Touch]),
    ("api_customer", "PATCH"): (CustomerChangeBody, [Customer, Touch]),
    ("api_consents", "POST"): (ConsentBody, [Consent, ConsentWording]),
    ("api_merges", "POST"): (MergeBody, [Merge, MergeStep]),
    ("api_contacts", "POST"): (CaptureBody, [Contact, CaseContact, Void, Feedback]),
    ("api_contact_customer", "POST"): (BelongsBody, [Contact, Attribution]),
    ("api_answer_uses", "POST"): (AnswerUseBody, [AnswerUse]),
    ("api_answer_gaps", "POST"): (AnswerGapBody, [AnswerGap]),
    ("api_sorting", "POST"): (SortingBody, [Feedback, Sorting]),
    ("api_closure", "POST"): (ClosureBody, [Case, Closure]),
    ("api_pause", "POST"): (PauseBody, [Case, Pause]),
    ("api_handover", "POST"): (HandoverBody, [Case, CaseEvent]),
    ("api_priority", "PUT"): (PriorityBody, [Case, CaseEvent]),
    ("api_acknowledgement", "POST"): (AcknowledgementBody, [Case, Acknowledgement]),
    ("api_reopening", "POST"): (ReopeningBody, [Case, Closure]),
}


def columns(models: list[type[Model]]) -> set[str]:
    """Every column by both of its names: "owner" and "owner_id"."""
    fields = [field for model in models for field in model._meta.concrete_fields]
    return {field.name for field in fields} | {str(field.attname) for field in fields}


@pytest.mark.parametrize(("name", "method"), API_BODIES, ids=[name for name, _ in API_BODIES])
def test_the_api_takes_no_column_that_is_not_offered(
    company: Company, visitors: Visitors, name: str, method: str
) -> None:
    shape, models = API_BODIES[name, method]
    matter = company.matters["own"]
    taken = []
    for column in sorted(columns(models) | {"warnings", "findings", "by", "at"}):
        if column in shape().fields:
            continue
        with never_happened():
            bodies.prepare(name, method, matter)
            version = bodies.seen_version(name, matter)
            body = bodies.body(name, method, company, matter) | {column: 1}
            cell = Cell(route=BY_NAME[name], method=method, actor="admin", matter="own")
            address = visitors.address(cell).removeprefix("/api/v1/")
            api = Api(company.people["admin"])
            with writes() as wrote:
                answer = api.send(method, address, body, version=version)
            if answer.status_code != 400 or column not in answer.json() or wrote:
                taken.append((column, answer.status_code, wrote))
    assert taken == []


@pytest.mark.parametrize(
    ("path", "inner", "model"),
    [("customers/", "address", Address), ("contacts/", "new_customer", Customer)],
)
def test_the_api_takes_no_hidden_column_inside_an_object(
    company: Company, path: str, inner: str, model: type[Model]
) -> None:
    known = {"address": {"city": "Lindau"}, "new_customer": {"last_name": "Neumann"}}[inner]
    whole = {"last_name": "Neumann"} if inner == "address" else capture(outcome="no_concern")
    for column in ("id", "customer", "customer_id", "number", "version", "created_by", "source_asked_at"):
        with never_happened(), writes() as wrote:
            api = Api(company.people["admin"])
            wrote.clear()  # the key of this visitor
            answer = api.post(path, whole | {inner: known | {column: 1}})
            assert (answer.status_code, list(answer.json())) == (400, [f"{inner}.{column}"])
            assert wrote == []


FOREIGN: dict[str, tuple[str, str, Foreign]] = {
    "source that is no source": ("api_customer", "source", lambda _: {"source": UNKNOWN}),
    "source out of use": ("api_customer", "source", lambda _: {"source": out_of_use(a_source)}),
    "reason out of use": ("api_customer", "reason", lambda _: {"reason": out_of_use(a_reason)}),
    "customer that is none": (
        "api_contacts",
        "customer",
        lambda company: capture(topic=company.matters["own"].topic.pk, customer=UNKNOWN),
    ),
    "case of another customer": (
        "api_contacts",
        "customer",
        lambda company: capture(
            customer=company.matters["own"].customer.pk, case=company.matters["other"].case.pk
        ),
    ),
    "case of another customer, with a new one": (
        "api_contacts",
        "customer",
        lambda company: capture(case=company.matters["other"].case.pk, new_customer={"last_name": "Neumann"}),
    ),
    "case that is none": ("api_contacts", "case", lambda _: capture(case=UNKNOWN)),
    "topic out of use": (
        "api_contacts",
        "topic",
        lambda company: capture(
            topic=out_of_use(a_topic, name="Nicht mehr", team=company.team), picks_up=True
        ),
    ),
    "spoken with a firm": (
        "api_contacts",
        "spoke_with",
        lambda company: capture(case=company.matters["own"].case.pk, spoke_with=firm()),
    ),
    "recommended by nobody": (
        "api_contacts",
        "referred_by",
        lambda company: capture(case=company.matters["own"].case.pk, referred_by=UNKNOWN),
    ),
    "recommended by themselves": (
        "api_customer",
        "referred_by",
        lambda company: {"referred_by": company.matters["own"].customer.pk},
    ),
    "product out of use": (
        "api_contacts",
        "product",
        lambda company: capture(case=company.matters["own"].case.pk, product=out_of_use(a_product)),
    ),
    "site that is none": (
        "api_contacts",
        "site",
        lambda company: capture(case=company.matters["own"].case.pk, site=UNKNOWN),
    ),
    "informed by a contact of another case": (
        "api_closure",
        "informed_by",
        lambda company: {"result": "Fertig.", "informed_by": out_contact(company, "other")},
    ),
    "informed by a contact of a confidential case": (
        "api_closure",
        "informed_by",
        lambda company: {"result": "Fertig.", "informed_by": out_contact(company, "outside")},
    ),
    "informed by what the customer said": (
        "api_closure",
        "informed_by",
        lambda company: {"result": "Fertig.", "informed_by": company.matters["own"].contact.pk},
    ),
    "helped in a contact that is not for their eyes": (
        "api_answer_uses",
        "contact",
        lambda company: {"contact": company.matters["outside"].contact.pk},
    ),
    "helped in a void contact": (
        "api_answer_uses",
        "contact",
        lambda company: {"contact": company.matters["void"].contact.pk},
    ),
    "team that is none": ("api_handover", "team", lambda _: {"team": UNKNOWN}),
    "owner who left": (
        "api_handover",
        "owner",
        lambda company: {"team": company.team.pk, "owner": company.people["gone"].pk},
    ),
}


@pytest.mark.parametrize("which", FOREIGN)
def test_the_api_takes_no_foreign_id(company: Company, visitors: Visitors, which: str) -> None:
    name, field, make = FOREIGN[which]
    method = "PATCH" if name == "api_customer" else "POST"
    matter = company.matters["own"]
    with never_happened():
        body, api = make(company), Api(company.people["backoffice"])
        cell = Cell(route=BY_NAME[name], method=method, actor="backoffice", matter="own")
        address = visitors.address(cell).removeprefix("/api/v1/")
        version = bodies.seen_version(name, matter)
        before = rows()
        answer = api.send(method, address, body, version=version)
        assert (answer.status_code, field in answer.json()) == (400, True), answer.content
        assert rows() == before
