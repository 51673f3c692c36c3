"""What the page of a customer says whose data are locked or gone."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max

from contacts.customer_number import number_in
from contacts.models import Customer, ErasureLog, Restriction, RetentionClass, SealedRow, Standing
from crm.company.models import Role, User


@dataclass(frozen=True)
class KeptPart:
    """What is locked because the law says so: the class, its reason, until when, how many rows."""

    name: str
    reason: str
    until: date
    rows: int


@dataclass(frozen=True)
class Absent:
    customer: Customer
    erased: ErasureLog | None
    restriction: Restriction | None
    kept: list[KeptPart]


def absent(number: int) -> Absent | None:
    """None for a customer who is there, or never was."""
    customer = Customer.everybody.exclude(standing=Standing.PRESENT).filter(number=number).first()
    if customer is None:
        return None
    erased = ErasureLog.objects.filter(customer_key=customer.pk).first()
    restriction = customer.restrictions.filter(ended_at=None).select_related("by").first()
    return Absent(customer, erased, restriction, _kept(customer))


def locked_by_number(typed: str) -> Customer | None:
    """Who is locked is found by the number alone, and nothing else is told of them."""
    number = number_in(typed)
    if number is None:
        return None
    return Customer.everybody.filter(number=number, standing=Standing.LOCKED).first()


def sees_locked(user: User) -> bool:
    return user.role in (Role.MANAGEMENT, Role.ADMIN)


def reads_all(user: User) -> bool:
    return user.role == Role.ADMIN


def _kept(customer: Customer) -> list[KeptPart]:
    reasons = dict(RetentionClass.objects.values_list("name", "reason"))
    told = SealedRow.objects.filter(customer=customer, until__isnull=False).order_by().values("ground")
    parts = told.annotate(last=Max("until"), rows=Count("pk")).order_by("ground")
    return [
        KeptPart(each["ground"], reasons.get(each["ground"], ""), each["last"], each["rows"])
        for each in parts
    ]
