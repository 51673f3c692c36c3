"""What we still want to hear from a customer: how they came and why. At most two questions, one tap each."""

from dataclasses import dataclass

from django.utils.functional import Promise

from contacts.models import Customer, Reason, Source
from contacts.quality import FINDINGS
from contacts.rules import REASON_MISSING, SOURCE_MISSING
from contacts.sources import gaps

CHOICES = 8


@dataclass(frozen=True, kw_only=True)
class Question:
    """`what` is the field the answer goes to: "source" or "reason". `choices`: (id as text, name)."""

    what: str
    label: str | Promise
    words: str | Promise
    choices: list[tuple[str, str]]


def questions(customer: Customer | None) -> list[Question]:
    """What to ask this customer; None stands for somebody new. Nothing that was asked before."""
    missing = [SOURCE_MISSING, REASON_MISSING] if customer is None else gaps(customer)
    asked = []
    if SOURCE_MISSING in missing:
        asked.append(_question("source", SOURCE_MISSING, _sources()))
    if REASON_MISSING in missing:
        asked.append(_question("reason", REASON_MISSING, _reasons()))
    return [question for question in asked if question.choices]


def _question(what: str, finding: str, choices: list[tuple[str, str]]) -> Question:
    return Question(
        what=what, label=FINDINGS[finding].label, words=FINDINGS[finding].question, choices=choices
    )


def _sources() -> list[tuple[str, str]]:
    rows = Source.objects.filter(active=True, parent=None).values_list("pk", "name")[:CHOICES]
    return [(str(pk), name) for pk, name in rows]


def _reasons() -> list[tuple[str, str]]:
    return [
        (str(pk), name) for pk, name in Reason.objects.filter(active=True).values_list("pk", "name")[:CHOICES]
    ]
