"""Rechecking: brings open findings and rules together for many customers at once, and counts where they differ.

Acts write findings themselves. This is for what passes them by: a new or changed rule, rows written in bulk.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import CharField, DateTimeField, Exists, OuterRef, Q, QuerySet, Value

from contacts.models import Customer, Finding
from contacts.rules import Rule, in_force

Customers = QuerySet[Customer, Customer]


@dataclass(frozen=True)
class Rechecked:
    opened: int
    resolved: int


def recheck(customers: Customers, *, at: datetime) -> Rechecked:
    """Open what the rules find and resolve what they no longer do: two statements, however many customers.

    Each is a transaction of its own, so that nobody at the counter waits for both.
    """
    resolved = stale(Finding.objects.filter(customer__in=customers.order_by())).update(resolved_at=at)
    return Rechecked(opened=_open(customers, at), resolved=resolved)


def stale(findings: QuerySet[Finding, Finding]) -> QuerySet[Finding, Finding]:
    """Those of `findings` that are open though their rule is kept, or is a rule no more."""
    rules = in_force()
    kept = ~Q(code__in=rules)
    for rule in rules.values():
        broken = Customer.objects.filter(rule.broken.all, pk=OuterRef("customer"))
        kept |= Q(code=rule.code) & Q(
            ~Exists(broken)
        )  # the code first: 13 of 14 need no look at the customer
    return findings.filter(kept, resolved_at=None)


def differing(customers: Customers) -> Customers:
    """Customers whose open findings are not exactly what the rules say."""
    differs = Q(Exists(stale(Finding.objects.filter(customer=OuterRef("pk")))))
    for rule in in_force().values():
        differs |= _unnoticed(rule)
    return customers.filter(differs)


def _unnoticed(rule: Rule) -> Q:
    noted = Finding.objects.filter(customer=OuterRef("pk"), code=rule.code, resolved_at=None)
    return rule.broken.all & Q(~Exists(noted))


def _open(customers: Customers, at: datetime) -> int:
    """One finding for each rule a customer breaks unnoticed; somebody else's at the same moment stands.

    In order, so that all are found before the first is written: none is looked for among the new ones.
    """
    first, *others = (
        customers.order_by()
        .filter(_unnoticed(rule))
        .values_list("pk", Value(rule.code, CharField()), Value(at, DateTimeField()))
        for rule in in_force().values()
    )
    try:
        select, values = first.union(*others, all=True).query.sql_with_params()
    except EmptyResultSet:  # nobody is to be looked at
        return 0
    table = Finding._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (customer_id, code, since)"  # noqa: S608 - our own table, values apart
            f" SELECT * FROM ({select}) AS unnoticed ORDER BY 1 ON CONFLICT DO NOTHING",
            values,
        )
        return int(cursor.rowcount)
