""" "Stimmt alles": a customer heard their data and said that they are right. Dated, and undone with one tap.

What a customer confirmed beats what a rule doubts: the doubts about the values that stand there end with it, until one
of them changes. Data that nobody confirmed for long become stale.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery

from contacts.asking import note_right, take_back
from contacts.models import Asked, Confirmation, Customer
from contacts.quality import open_findings, resolve_findings
from contacts.rules import RULES, UNCONFIRMED, in_force
from crm.company.models import User

HOLDS: Final = timedelta(days=3 * 365)


@transaction.atomic
def confirm(customer: Customer, *, by: User | None, at: datetime) -> Confirmation:
    """Everything was read out and is right."""
    row = Confirmation.objects.create(customer=customer, by=by, at=at)
    doubts = customer.findings.filter(resolved_at=None).values_list("code", flat=True)
    note_right(customer, [code for code in doubts if RULES[code].may_be_right], by=by, at=at)
    _set_stale(customer, stale=False)
    resolve_findings(customer, [UNCONFIRMED], at=at)
    return row


@transaction.atomic
def undo_confirmation(customer: Customer, *, by: User | None, at: datetime) -> bool:
    """Take the newest confirmation back, with the doubts it ended; False if there is none."""
    row = Confirmation.objects.select_for_update().filter(customer=customer, undone_at=None).first()
    if row is None:
        return False
    row.undone_at, row.undone_by = at, by
    row.save(update_fields=["undone_at", "undone_by"])
    said = Asked.objects.filter(customer=customer, outcome=Asked.RIGHT, at=row.at, ended_at=None)
    for code in said.values_list("code", flat=True):
        take_back(customer, code, by=by, at=at)
    stale = Customer.objects.filter(_unconfirmed(at), pk=customer.pk).exists()
    _set_stale(customer, stale=stale)
    if stale and UNCONFIRMED in in_force():
        open_findings(customer, [UNCONFIRMED], at=at)
    return True


def newest_confirmation(customer: Customer) -> Confirmation | None:
    return Confirmation.objects.filter(customer=customer, undone_at=None).first()


def newest_confirmed(customer: str = "pk") -> Subquery:
    """When the customer of a statement last said that all is right; None if they never did."""
    rows = Confirmation.objects.filter(customer=OuterRef(customer), undone_at=None).order_by("-at")
    return Subquery(rows.values("at")[:1])


def grow_stale(at: datetime) -> int:
    """Mark everybody whose data nobody confirmed for `HOLDS`: one statement. Their finding is the recheck's."""
    rows = Customer.objects.filter(_unconfirmed(at), stale=False)
    return rows.order_by().update(stale=True)


def _unconfirmed(at: datetime) -> Q:
    said = Confirmation.objects.filter(customer=OuterRef("pk"), undone_at=None, at__gte=at - HOLDS)
    return Q(created_at__lt=at - HOLDS) & Q(~Exists(said))


def _set_stale(customer: Customer, *, stale: bool) -> None:
    if customer.stale != stale:
        customer.stale = stale
        Customer.objects.filter(pk=customer.pk).update(stale=stale)
