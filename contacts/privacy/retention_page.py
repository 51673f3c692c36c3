"""What the pages about keeping show: each rule with how many are due now, and a dry run with the first of them.

Counted as far as `MOST`: whether a rule concerns a thousand or a million changes nothing about how it is set.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from contacts.models import Call, Consent, Customer, RetentionRule, RuleCode, SealedRow
from contacts.models.retention import AMOUNT_RANGE
from contacts.privacy.retention_rules import RULES, SHOWN, Rule, rule_row, rule_rows
from crm.lib.pages import MOST
from crm.lib.tallies import read, tally
from crm.outbox.models import Notice


@dataclass(frozen=True)
class RuleCard:
    """`due`: so many at least where there are `more`."""

    row: RetentionRule
    rule: Rule
    due: int | None
    more: bool

    @property
    def when(self) -> str:
        return said(self.rule, self.row.amount)


@dataclass(frozen=True)
class Sample:
    """A dry run: nothing is changed. `lines` are the first `SHOWN` of `due`; there may be `many` more than these."""

    row: RetentionRule
    rule: Rule
    amount: int
    due: int
    many: bool
    lines: list[str]

    @property
    def more(self) -> int:
        return self.due - len(self.lines)


def said(rule: Rule, amount: int) -> str:
    said_after = {"amount": amount, "unit": rule.unit}
    return _("nach %(amount)d %(unit)s") % said_after if rule.unit else _("wenn die Frist um ist")


def rule_cards(now: datetime, *, counted: bool = True) -> list[RuleCard]:
    """Two statements; one where nothing is counted."""
    rows = rule_rows()
    due = (
        read(*(tally(_so_far(rule.due(rows[code].amount, now)), str(code)) for code, rule in RULES.items()))
        if counted
        else {}
    )
    return [
        RuleCard(
            rows[code], rule, min(due[code], MOST) if counted else None, more=counted and due[code] > MOST
        )
        for code, rule in RULES.items()
    ]


def sample(code: str, asked: str, *, now: datetime) -> Sample:
    """`asked`: another amount to look at, as typed; what is none leaves the one that holds."""
    rule, row = RULES[RuleCode(code)], rule_row(code)
    low, high = AMOUNT_RANGE
    typed = int(asked) if re.fullmatch("[0-9]{1,4}", asked) else row.amount
    amount = min(max(typed, low), high)
    due = rule.due(amount, now)
    counted = due[: MOST + 1].count()
    lines = [_line(each) for each in due[:SHOWN]]
    return Sample(row, rule, amount, min(counted, MOST), counted > MOST, lines)


def _so_far(due: QuerySet[Any]) -> QuerySet[Any]:
    """The first of them, in the order in which they are shown: then the database stops there."""
    rows: QuerySet[Any] = due.model._base_manager.filter(pk__in=due.values("pk")[: MOST + 1])  # noqa: SLF001 - documented
    return rows


def _line(row: Any) -> str:
    """Recognisable for those who decide, with no more than they need."""
    if isinstance(row, Customer):
        return f"{row.number_label} {row.name}"
    if isinstance(row, Consent):
        return f"{row.get_purpose_display()}: {row.at:%d.%m.%Y}"
    if isinstance(row, Notice):
        return f"{row.created_at:%d.%m.%Y}: {row.subject}"
    if isinstance(row, Call):
        return f"{row.started_at:%d.%m.%Y}: {row.e164 or row.number}"
    assert isinstance(row, SealedRow)
    return f"{row.ground}: {row.until:%d.%m.%Y}"
