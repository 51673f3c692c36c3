"""The work list of the master data: findings grouped by rule, the oldest first, one customer after the other."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import (
    BigIntegerField,
    DateTimeField,
    Exists,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
)
from django.utils.functional import Promise

from contacts.models import Asked, Customer, Finding
from contacts.rules import in_force
from crm.company.models import User
from crm.lib.kept import Kept

MOST: Final = 1_000
"""Nobody counts further: whoever reads "1000" knows enough."""
PER_PAGE: Final = 8


@dataclass(frozen=True, kw_only=True)
class Group:
    """The findings of one rule: `left` to do, `done` today by anybody. Both end at MOST."""

    code: str
    label: str | Promise
    weight: int
    left: int
    done: int

    @property
    def whole(self) -> int:
        return self.left + self.done

    @property
    def endless(self) -> bool:
        return self.left >= MOST


def groups(*, me: int, today: datetime) -> list[Group]:
    """Every rule in force that found something, the heaviest first. One statement. `today`: when the day began."""
    rules = in_force()
    counted = vars(COUNTS.rows(*rules, me=me, today=today)[0])
    found = [
        Group(
            code=code,
            label=rule.label,
            weight=rule.weight,
            left=counted[f"left_{code}"],
            done=counted[f"done_{code}"],
        )
        for code, rule in rules.items()
    ]
    return [group for group in found if group.whole]


class _Counted(Subquery):
    """How many rows, MOST at most."""

    empty_result_set_value = 0
    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"

    def __init__(self, rows: "QuerySet[Finding]") -> None:
        super().__init__(rows.values("pk")[:MOST], output_field=IntegerField())


def _counts(*codes: str, me: Any, today: Any) -> QuerySet[User]:
    counted = {}
    for code in codes:
        # The oldest first: their index is then walked, not the table until there are enough.
        counted[f"left_{code}"] = _Counted(_waiting(code, me, today).order_by("since", "pk"))
        counted[f"done_{code}"] = _Counted(
            Finding.objects.filter(code=code, resolved_at__gte=today).order_by()
        )
    return User.objects.filter(pk=me).annotate(**counted)


COUNTS = Kept(_counts, me=BigIntegerField(), today=DateTimeField())


def waiting(code: str, *, me: int, today: datetime) -> QuerySet[Finding]:
    """Open findings of a rule, the oldest first, without those this person put aside today."""
    rows = _waiting(code, me, today).order_by("since", "pk")
    return rows.select_related("customer", "customer__address")


def _waiting(code: str, me: Any, today: Any) -> QuerySet[Finding]:
    aside = Asked.objects.filter(
        customer=OuterRef("customer"), code=code, outcome=Asked.LATER, by=me, at__gte=today, ended_at=None
    )
    return Finding.objects.filter(~Exists(aside), code=code, resolved_at=None)


def finding_of(number: int, code: str) -> Finding | None:
    """The open finding of one customer, with everything the page shows of them."""
    rows = Finding.objects.filter(customer__number=number, code=code, resolved_at=None)
    beside = ("customer", "customer__address", "customer__source", "customer__reason")
    return rows.select_related(*beside).first()


def still_open(customer: Customer, code: str) -> bool:
    return customer.findings.filter(code=code, resolved_at=None).exists()
