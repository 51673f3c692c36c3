"""Consent: who agreed to be written to. What waits on the strength of it is taken back when it is withdrawn."""

from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from contacts.models import Consent, Customer, Purpose
from crm.company.models import User
from crm.lib.acts import refuse
from crm.lib.lengths import fitting
from crm.outbox.enqueue import drop

LONGEST_SOURCE = 120
MAIL_SUBJECT = "{purpose}:customer:{customer}"


def newest_consent(purpose: str, *, customer: str = "pk") -> Subquery:
    """As a column: "given", "withdrawn" or nothing; `customer` is the path to the customer's id."""
    rows = Consent.objects.filter(customer=OuterRef(customer), purpose=purpose)
    return Subquery(rows.order_by("-at", "-pk").values("state")[:1])


def newest_word(purpose: str) -> dict[str, Subquery]:
    """As columns of a customer, `survey_state` say: what they said last, when, and how we know."""
    rows = Consent.objects.filter(customer=OuterRef("pk"), purpose=purpose).order_by("-at", "-pk")
    return {f"{purpose}_{name}": Subquery(rows.values(name)[:1]) for name in ("state", "at", "source")}


def standing_words(customer_id: int) -> list[Consent]:
    """What counts now: the newest word for each purpose that was asked for, in the order of the purposes."""
    newest: dict[str, Consent] = {}
    for each in Consent.objects.filter(customer=customer_id).order_by("at", "pk"):
        newest[each.purpose] = each
    return [newest[purpose] for purpose in Purpose.values if purpose in newest]


def mail_subject(purpose: str, customer_id: int) -> str:
    """The subject key of every notice that needs this consent."""
    return MAIL_SUBJECT.format(purpose=purpose, customer=customer_id)


@transaction.atomic
def record_consent(
    customer: Customer, *, purpose: str, given: bool, source: str, by: User | None, at: datetime
) -> Consent:
    """Write down what a customer said; saying the same again changes nothing. `by` is None for the customer's own act.

    The row of the customer is locked, so that nobody is invited in the same moment. Who is restricted may object too.
    """
    source = fitting("source", source, LONGEST_SOURCE)
    if not source:
        raise refuse("source", _("Bitte schreiben Sie, woher wir das wissen."))
    Customer.everybody.select_for_update().get(pk=customer.pk)
    state = Consent.GIVEN if given else Consent.WITHDRAWN
    newest = Consent.objects.filter(customer=customer, purpose=purpose).order_by("-at", "-pk").first()
    if newest is not None and (newest.state, newest.source) == (state, source):
        return newest
    if not given:
        drop(mail_subject(purpose, customer.pk), at=at)
    return Consent.objects.create(
        customer=customer, purpose=purpose, state=state, at=at, by=by, source=source
    )
