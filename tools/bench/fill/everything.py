"""The one act of the filler, and the facts about it that the measurement needs."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from cases.answer_reviews import sweep_answers
from cases.models import Case, CaseContact, CaseEvent, Closure, Deadline, DeadlineEvent
from contacts.models import Address, Contact, Customer, EmailAddress, Finding, PhoneNumber, SearchWord
from crm.celery import TIMETABLE
from crm.company.models import Counter
from crm.management.demo.logins import DEMO_PASSWORD
from crm.outbox.models import Heartbeat
from feedback.models import Feedback
from tools.bench.fill import cases, customers
from tools.bench.fill.company import found_company
from tools.bench.fill.contacts import bring_in_contacts
from tools.bench.fill.figures import write_figures
from tools.bench.fill.plans import plan_cases
from tools.bench.fill.stock import Amount, Stock
from tools.bench.fill.writing import go_on_counting, know_the_rows

TABLES = (Customer, PhoneNumber, EmailAddress, Address, Finding, SearchWord, Contact, Feedback, Case, CaseContact,
          Deadline, DeadlineEvent, CaseEvent, Closure)  # fmt: skip
LOGIN = "vorgang"  # a case worker
SAMPLE = 500
MEASURING_TAKES = timedelta(hours=1)


@transaction.atomic
def fill(amount: Amount, *, now: datetime, seed: int) -> dict[str, Any]:
    """Fill an empty, migrated database as of `now`; the same seed and moment give the same rows."""
    stock = found_company(amount, now=now, seed=seed)
    customers.bring_in_customers(stock)
    plans = plan_cases(stock)
    bring_in_contacts(stock, plans)
    cases.bring_in_cases(stock, plans)
    Counter.objects.bulk_create(
        [
            Counter(name="customer", value=customers.FIRST_NUMBER + amount.customers - 1),
            Counter(name="case", value=cases.FIRST_NUMBER + amount.cases - 1),
        ]
    )
    sweep_answers(now)
    _wind_up_the_clock(now)
    go_on_counting(TABLES)
    know_the_rows()
    write_figures(stock)
    return _facts(stock)


def _wind_up_the_clock(now: datetime) -> None:
    """As if the sweeps ran somewhere all the time: pages then look at heartbeats as in everyday life."""
    Heartbeat.objects.bulk_create(
        Heartbeat(sweep=entry.name, ran_at=now + MEASURING_TAKES) for entry in TIMETABLE
    )


def _facts(stock: Stock) -> dict[str, Any]:
    """Who signs in, and samples of what is looked at and looked for."""
    reachable = Customer.objects.filter(phones__isnull=False, kind="person").order_by("pk")
    still_open = Case.objects.exclude(status="resolved").order_by("pk").values_list("number", flat=True)
    return {
        "login": LOGIN,
        "password": DEMO_PASSWORD,
        "customers": _some(stock, list(reachable.values("pk", "number", "first_name", "last_name"))),
        "cases": _some(stock, list(still_open)),
        "topics": [topic.pk for topic in stock.topics],
        "sources": [source.pk for source in stock.company.sources.values()],
    }


def _some(stock: Stock, rows: list[Any]) -> list[Any]:
    return stock.rng.sample(rows, min(SAMPLE, len(rows)))
