"""What we still want to hear from a customer: how they came and why. At most two questions, one tap each."""

from dataclasses import dataclass, field

from django.utils.functional import Promise

from contacts.models import Customer, Reason, Source
from contacts.quality import FINDINGS
from contacts.rules import REASON_MISSING, SOURCE_MISSING
from contacts.source_tree import offered
from contacts.sources import gaps

CHOICES = 8


@dataclass(frozen=True)
class Choice:
    """An answer of one tap: `value` is an id as text. `finer`: what one can say more exactly with a second tap.

    `referral`: one may say who recommended us.
    """

    value: str
    label: str
    finer: list["Choice"] = field(default_factory=list)
    referral: bool = False


@dataclass(frozen=True, kw_only=True)
class Question:
    """`what` is the field the answer goes to: "source" or "reason"."""

    what: str
    label: str | Promise
    words: str | Promise
    choices: list[Choice]

    @property
    def referral(self) -> bool:
        """Whether an answer can be that somebody recommended us."""
        return any(each.referral for choice in self.choices for each in (choice, *choice.finer))


def questions(customer: Customer | None) -> list[Question]:
    """What to ask this customer; None stands for somebody new. Nothing that was asked before."""
    missing = [SOURCE_MISSING, REASON_MISSING] if customer is None else gaps(customer)
    asked = []
    if SOURCE_MISSING in missing:
        asked.append(_question("source", SOURCE_MISSING, _sources()))
    if REASON_MISSING in missing:
        asked.append(_question("reason", REASON_MISSING, _reasons()))
    return [question for question in asked if question.choices]


def _question(what: str, finding: str, choices: list[Choice]) -> Question:
    return Question(
        what=what, label=FINDINGS[finding].label, words=FINDINGS[finding].question, choices=choices
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
