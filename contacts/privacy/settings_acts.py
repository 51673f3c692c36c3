"""The company sets how long what is kept, and fills in its register of processing."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.models import ProcessingRegister, RetentionClass, RetentionRule, RuleCode, Topic
from contacts.models.retention import AMOUNT_RANGE, YEARS_RANGE
from contacts.privacy.retention_rules import rule_row
from crm.company.models import User
from crm.lib.acts import refuse
from crm.lib.history import save_as
from crm.lib.lengths import fitting

LONGEST = 2_000


@transaction.atomic
def save_rule(code: str, *, active: bool, amount: int, by: User, at: datetime) -> RetentionRule:
    """Raises Refused for an amount out of range, and for switching off the vault, which the law empties."""
    if not AMOUNT_RANGE[0] <= amount <= AMOUNT_RANGE[1]:
        raise refuse("amount", _("Bitte eine Zahl von 1 bis 600."))
    if code == RuleCode.VAULT and not active:
        raise refuse("active", _("Abgelaufene Sperren werden immer geleert."))
    row = rule_row(code)
    row.active, row.amount = active, amount
    save_as(row, by=by, at=at)
    return row


@transaction.atomic
def save_class(
    row: RetentionClass,
    *,
    name: str,
    reason: str,
    years: int,
    topics: Iterable[Topic],
    active: bool,
    by: User,
    at: datetime,
) -> RetentionClass:
    """Raises Refused. Holds for erasures from now on; what is locked already keeps its date."""
    name, reason = fitting("name", name, 80), fitting("reason", reason, 160)
    if not name or not reason:
        raise refuse("reason" if name else "name", _("Bitte ausfüllen."))
    if not YEARS_RANGE[0] <= years <= YEARS_RANGE[1]:
        raise refuse("years", _("Bitte eine Zahl von 1 bis 30."))
    if RetentionClass.objects.filter(name=name).exclude(pk=row.pk).exists():
        raise refuse("name", _("Diesen Namen gibt es schon."))
    row.name, row.reason, row.years, row.active = name, reason, years, active
    save_as(row, by=by, at=at)
    row.topics.set(topics)
    return row


def register_row() -> ProcessingRegister:
    return ProcessingRegister.objects.first() or ProcessingRegister()


@transaction.atomic
def save_register(values: dict[str, str], *, by: User, at: datetime) -> ProcessingRegister:
    """Raises Refused for what is too long."""
    row = register_row()
    for name in ("controller", "officer", "recipients", "measures"):
        setattr(row, name, fitting(name, values.get(name, ""), LONGEST))
    save_as(row, by=by, at=at)
    return row
