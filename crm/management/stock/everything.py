"""The one act: an empty database becomes a company with years behind it, all of it or after an error nothing."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from cases.answer_reviews import sweep_answers
from cases.models import (
    Case,
    CaseContact,
    CaseEvent,
    Closure,
    Deadline,
    DeadlineEvent,
    Hindrance,
)
from contacts.models import (
    Address,
    Consent,
    Contact,
    Customer,
    EmailAddress,
    Finding,
    PhoneNumber,
    SearchEntry,
    SearchWord,
    Void,
)
from crm.company.models import Counter
from crm.management.stock import cases, customers
from crm.management.stock.company import found_company
from crm.management.stock.contacts import bring_in_contacts
from crm.management.stock.figures import write_figures
from crm.management.stock.ideas import have_ideas
from crm.management.stock.plans import plan_cases
from crm.management.stock.portions import portions
from crm.management.stock.solved_at_once import bring_in_solved_at_once
from crm.management.stock.stock import Amount, Stock
from crm.management.stock.surveys import bring_in_surveys
from crm.management.stock.unindexed import unindexed
from crm.management.stock.writing import go_on_counting, know_the_rows
from feedback.models import Feedback, Invitation, PraiseDelivery, SurveyAnswer

TABLES = (Customer, PhoneNumber, EmailAddress, Address, Finding, SearchEntry, SearchWord, Contact, Void, Consent,
          Feedback, PraiseDelivery, Case, CaseContact, Hindrance, Deadline, DeadlineEvent, CaseEvent, Closure,
          Invitation, SurveyAnswer)  # fmt: skip
AT_ONCE = 10_000


@transaction.atomic
def fill(
    amount: Amount, *, now: datetime, seed: int, report: Callable[[str], None] = lambda _line: None
) -> Stock:
    """Fill an empty, migrated database as of `now`; the same seed and moment give the same rows.

    Memory stays bounded: rows are decided and written in portions, `report` says how far it is.
    """
    stock = found_company(amount, now=now, seed=seed)
    stock.report = report
    with unindexed(TABLES, report=report):
        customers.bring_in_customers(stock)
        _bring_in_cases(stock)
        bring_in_solved_at_once(stock)
        report("Verlauf und Indizes werden geschrieben.")
        customers.remember_customers()
        cases.remember_cases()
    Counter.objects.bulk_create(
        [
            Counter(name="customer", value=customers.FIRST_NUMBER + amount.customers - 1),
            Counter(name="case", value=cases.FIRST_NUMBER + amount.cases - 1),
        ]
    )
    go_on_counting(TABLES)
    know_the_rows()
    have_ideas(stock)
    sweep_answers(now)
    report("Kennzahlen werden gezählt.")
    write_figures(stock)
    return stock


def _bring_in_cases(stock: Stock) -> None:
    done = 0
    for plans in portions(plan_cases(stock), AT_ONCE):
        bring_in_contacts(stock, plans)
        cases.bring_in_cases(stock, plans)
        bring_in_surveys(stock, plans)
        done += len(plans)
        stock.count(done, stock.amount.cases, "Vorgängen", every=5 * AT_ONCE)
