"""Pages read their own form: what stands beside it has no effect, and the rows of others are refused (S2)."""

from typing import Any

import pytest
from django.db.models import Model
from django.urls import reverse

from cases.forms import ContactForm
from cases.models import Acknowledgement, Case, CaseContact, CaseEvent, Closure, Pause
from contacts.models import Affiliation, Contact, Customer, Kind
from contacts.recording import NewCustomer
from crm.company.models import Absence, User
from crm.desk.customer_forms import CustomerForm, EditForm, NewCustomerForm
from crm.desk.forms import CaptureForm
from crm.lib.history import save_as
from feedback.idea_forms import NewIdeaForm
from feedback.models import Feedback, Idea, IdeaWish, SurveyAnswer
from tests.factories.cases import captured
from tests.factories.contacts import a_customer, a_reason, a_source
from tests.permissions import bodies
from tests.permissions.asking import UNKNOWN, Cell, Visitors, never_happened
from tests.permissions.company import NOW, Company
from tests.permissions.foreign import Foreign, firm, out_contact, out_of_use, rows
from tests.permissions.routes import ROUTES

pytestmark = pytest.mark.django_db

BY_NAME = {route.name: route for route in ROUTES}
PAGES = [
    "capture",
    "case_contact",
    "case_note",
    "case_wait",
    "case_go_on",
    "case_hand_over",
    "case_priority",
    "case_resolve",
    "case_reopen",
    "case_acknowledge",
    "case_merge",
    "case_part",
    "case_split",
    "case_link",
    "case_unlink",
    "customer_new",
    "customer_answer",
    "customer_origin",
    "customer_edit",
    "me_save",
    "me_notices",
    "absence_add",
    "survey",
    "wish_idea",
    "idea_new",
]
WRITTEN: list[type[Model]] = [
    User,
    Absence,
    Customer,
    Contact,
    Case,
    CaseContact,
    CaseEvent,
    Closure,
    Pause,
    Acknowledgement,
    Feedback,
    Idea,
    IdeaWish,
    SurveyAnswer,
]
OFFERED = {
    "capture": set(CaptureForm.base_fields),
    "case_contact": set(ContactForm.base_fields),
    "customer_new": set(NewCustomerForm.base_fields),
    "customer_edit": {*CustomerForm.base_fields, *EditForm.base_fields},
    "idea_new": set(NewIdeaForm.base_fields),
}
MADE_UP = {"id", "client_id", "encounter", "fingerprint", "password", "last_login", "sort_name"}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_takes_nothing_beside_its_form(company: Company, visitors: Visitors, name: str) -> None:
    """The act with and without foreign values beside it leaves the same rows."""
    plain = _outcome(company, visitors, name, {})
    assert plain
    assert _outcome(company, visitors, name, strangers(company)) == plain


def _outcome(company: Company, visitors: Visitors, name: str, beside: dict[str, Any]) -> list[Any]:
    """The rows that an act leaves behind which were not there before."""
    matter = company.matters["own"]
    actor = "backoffice"
    with never_happened():
        if BY_NAME[name].about in ("case", "key"):
            bodies.prepare(name, "POST", matter)
        before = _written()
        cell = Cell(route=BY_NAME[name], method="POST", actor=actor, matter="own")
        form = bodies.form(name, company, matter, actor)
        offered = OFFERED.get(name, set())
        beside = {column: value for column, value in beside.items() if column not in offered}
        answer = visitors.post(cell, beside | form)
        assert answer.status_code == 302, answer.content.decode()
        return [row for row in _written() if row not in before]


def _written() -> list[Any]:
    return [
        {"table": model._meta.label, **{name: row[name] for name in row if not _made_up(name)}}
        for model in WRITTEN
        for row in model._base_manager.order_by("pk").values()
    ]


def _made_up(name: str) -> bool:
    """Ids and the like differ from one act to the next."""
    return name in MADE_UP or name in (
        "contact_id",
        "informed_by_id",
        "number",
        "idea_id",
        "case_id",
        "merged_into_id",
        "promise_id",
    )


def strangers(company: Company) -> dict[str, Any]:
    """A value for each column of a contact, case or customer that would do harm if it were taken over."""
    hidden = company.matters["outside"]
    told = vars(hidden.customer) | vars(hidden.contact) | vars(hidden.case)
    values = {name: value for name, value in told.items() if not name.startswith("_")}
    boss = company.people["admin"].pk
    by = dict.fromkeys(("by", "recorded_by", "opened_by", "created_by", "owner", "user"), boss)
    return {
        name: str(value) for name, value in (values | by | {"role": "admin", "is_superuser": "on"}).items()
    }


ON_PAGES: dict[str, tuple[str, Foreign, int]] = {
    "informed by a contact of another case": (
        "case_resolve",
        lambda company: {
            "beside": out_contact(company, "own"),  # so that there is something to choose from
            "informed_by": out_contact(company, "outside"),
            "not_informed_reason": "",
        },
        400,
    ),
    "team that is none": ("case_hand_over", lambda _: {"team": UNKNOWN}, 400),
    "owner who left": ("case_hand_over", lambda company: {"owner": company.people["gone"].pk}, 400),
    "source out of use, asked": ("customer_answer", lambda _: {"source": out_of_use(a_source)}, 404),
    "source out of use, typed": ("customer_edit", lambda _: {"source": out_of_use(a_source)}, 400),
    "reason out of use": ("customer_new", lambda _: {"reason": out_of_use(a_reason)}, 400),
    "customer that is none": ("capture", lambda _: {"who": "known", "customer": UNKNOWN}, 400),
    "case of another customer": (
        "capture",
        lambda company: {
            "who": "known",
            "customer": company.matters["own"].customer.pk,
            "case": company.matters["outside"].case.pk,
            "outcome": "join",
        },
        400,
    ),
    "spoken with a firm": (
        "capture",
        lambda company: {
            "who": "known",
            "customer": company.matters["own"].customer.pk,
            "spoke_with": firm(),
        },
        400,
    ),
    "absence of somebody else": (
        "absence_add",
        lambda company: {"user": company.colleague.pk},
        400,
    ),
    "substitute who left": (
        "absence_add",
        lambda company: {"substitute": company.people["gone"].pk},
        400,
    ),
}


@pytest.mark.parametrize("which", ON_PAGES)
def test_a_page_takes_no_foreign_id(company: Company, visitors: Visitors, which: str) -> None:
    name, make, refusal = ON_PAGES[which]
    matter = company.matters["own"]
    with never_happened():
        foreign = make(company)
        form = bodies.form(name, company, matter, "backoffice") | foreign
        cell = Cell(route=BY_NAME[name], method="POST", actor="backoffice", matter="own")
        before = rows()
        assert visitors.post(cell, form).status_code == refusal
        assert rows() == before


def test_a_partner_of_another_firm_cannot_have_spoken(company: Company, visitors: Visitors) -> None:
    with never_happened():
        admin = company.people["admin"]
        firm = NewCustomer(kind=Kind.ORGANISATION, organisation="Musikhaus", phone="08382 940831")
        case = captured(company.matters["own"].topic, by=admin, at=NOW, new_customer=firm).case
        assert case is not None
        _affiliate(case.customer, a_customer("Ansprechbar"))
        form = bodies.form("case_contact", company, company.matters["own"], "admin")
        browser = visitors.browser("admin")
        address = reverse("case_contact", args=[case.number])
        stranger = company.matters["outside"].customer.pk
        before = rows()
        assert browser.post(address, form | {"spoke_with": stranger}).status_code == 400
        assert rows() == before


def _affiliate(firm: Customer | None, person: Customer) -> None:
    save_as(Affiliation(organisation=firm, person=person), by=None, at=NOW)
