"""What we still want to hear from a customer at the counter: at most two questions, the heaviest first.

Nobody is asked the same twice a day: what was asked and passed over is a row (`contacts.asking`), not a session.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils.functional import Promise

from contacts.models import Asked, Customer, Finding, Reason, Source
from contacts.rules import (
    EMAIL_DOUBTFUL,
    PHONE_DOUBTFUL,
    REASON_MISSING,
    SOURCE_MISSING,
    UNCONFIRMED,
    UNREACHABLE,
    Rule,
    in_force,
)
from contacts.source_tree import offered
from crm.company.presence import company_day
from crm.lib.periods import day_bounds
from crm.lib.shown import Shown

CHOICES: Final = 8
MOST: Final = 2
FIELDS: Final = {
    SOURCE_MISSING: "source",
    REASON_MISSING: "reason",
    UNREACHABLE: "told_phone",
    PHONE_DOUBTFUL: "told_phone",
    EMAIL_DOUBTFUL: "told_email",
    UNCONFIRMED: "told_right",
}
"""What can be asked in passing, and the field of the capture screen its answer goes to."""


@dataclass(frozen=True)
class Choice(Shown):
    """An answer of one tap: `value` is an id as text. `finer`: what one can say more exactly with a second tap.

    `referral`: one may say who recommended us.
    """

    value: str
    label: str
    finer: list["Choice"] = field(default_factory=list)
    referral: bool = False


@dataclass(frozen=True, kw_only=True)
class Question:
    """`what` is the field the answer goes to. `choices`: where there is something to tap."""

    code: str
    what: str
    label: str | Promise
    words: str | Promise
    choices: list[Choice]
    declinable: bool

    @property
    def referral(self) -> bool:
        """Whether an answer can be that somebody recommended us."""
        return any(each.referral for choice in self.choices for each in (choice, *choice.finer))


def questions(customer: Customer | None, *, now: datetime) -> list[Question]:
    """What to ask this customer; None stands for somebody new. One statement, and one for each list of choices."""
    rules = in_force()
    missing = {SOURCE_MISSING, REASON_MISSING} if customer is None else _unasked(customer, now)
    asked: list[Question] = []
    for rule in (rules[code] for code in rules if code in missing and code in FIELDS):
        question = _question(rule)
        if question.choices or question.what.startswith("told_"):
            asked.append(question)
        if len(asked) == MOST:
            break
    return asked


def _unasked(customer: Customer, now: datetime) -> set[str]:
    """The open findings nobody has asked this customer about today."""
    today = day_bounds(company_day(now), settings.TIME_ZONE)[0]
    asked = Asked.objects.filter(
        customer=OuterRef("customer"), code=OuterRef("code"), at__gte=today, outcome=Asked.SHOWN
    )
    found = Finding.objects.filter(~Exists(asked), customer=customer, resolved_at=None).order_by()
    return set(found.values_list("code", flat=True))


def _question(rule: Rule) -> Question:
    what = FIELDS[rule.code]
    choices: list[Choice] = {"source": _sources, "reason": _reasons}.get(what, list)()
    return Question(
        code=rule.code,
        what=what,
        label=rule.label,
        words=rule.question,
        choices=choices,
        declinable=rule.declinable,
    )


def _sources() -> list[Choice]:
    """Coarse first, the finer ones below; a finer one of a recommendation asks for it too."""
    return [
        Choice(
            str(branch.top.pk),
            branch.top.name,
            [_choice(row, referral=branch.top.referral) for row in branch.finer],
            branch.top.referral,
        )
        for branch in offered()[:CHOICES]
    ]


def _choice(row: Source, *, referral: bool) -> Choice:
    return Choice(str(row.pk), row.name, referral=referral or row.referral)


def _reasons() -> list[Choice]:
    rows = Reason.objects.filter(active=True).values_list("pk", "name")[:CHOICES]
    return [Choice(str(pk), name) for pk, name in rows]
