"""The company that is measured: that of the demo, with a patient policy for the stock of open cases."""

from datetime import datetime
from random import Random

from cases.models import EscalationStep, PolicyVersion
from cases.promising import topics_for_promises
from crm.management.demo.company import found
from crm.management.stock.stock import YEARS_BACK, Amount, Stock

FIRST_RESPONSE, RESOLUTION = 3 * 480, 40 * 480  # working minutes: 3 and 40 days


def found_company(amount: Amount, *, now: datetime, seed: int) -> Stock:
    """Set the company up. What is promised from now on follows the usual policies, the stock had more time."""
    opened_at = now - YEARS_BACK
    rng = Random(seed)  # noqa: S311 - test data, not a secret
    stock = Stock(now, rng, amount, found(opened_at=opened_at, until=now, seed=seed))
    stock.patient = _patient(now)
    leaves = topics_for_promises().filter(confidential=False).exclude(parent=None)
    stock.topics = list(leaves.order_by("pk"))
    return stock


def _patient(now: datetime) -> PolicyVersion:
    """A version before the one in force: of the catch-all, with its ladder."""
    usual = PolicyVersion.objects.select_related("policy").order_by("-policy__position")[0]
    usual.number = 2
    usual.save(update_fields=["number"])
    patient = PolicyVersion.objects.create(
        policy=usual.policy,
        number=1,
        first_response_minutes=FIRST_RESPONSE,
        resolution_minutes=RESOLUTION,
        valid_from=now - YEARS_BACK,
    )
    ladder = list(EscalationStep.objects.filter(policy_version=usual))
    for step in ladder:
        step.pk, step.policy_version = None, patient
    EscalationStep.objects.bulk_create(ladder)
    return patient
