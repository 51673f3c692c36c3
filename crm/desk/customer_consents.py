"""May we write to them? For each purpose what they said last, to which words, and the question to ask now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contacts.consent_wordings import Question, our_question
from contacts.models import Customer, Purpose

UNASKED = {
    Purpose.SURVEY: _("Noch nicht gefragt, also fragen wir nicht."),
    Purpose.POLL: _("Noch nicht gefragt, also fragen wir nicht."),
    Purpose.NEWS: _("Noch nicht gefragt, also schreiben wir nicht."),
}


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One purpose. While nobody asked, `state`, `at` and `source` are None. `wording`: {"text", "language", "version"}.

    `typed`: what was sent and could not be taken. `folded`: the question is a tap away.
    """

    purpose: Purpose
    unasked: str | Promise
    question: Question
    state: str | None
    at: datetime | None
    source: str | None
    wording: Mapping[str, str | int | None] | None
    typed: Mapping[str, str]
    folded: bool


def asks(customer: Customer, *, typed: Mapping[str, str]) -> list[Ask]:
    """From the columns of `newest_word`; `typed` belongs to the purpose it names."""
    told = vars(customer)
    return [
        Ask(
            purpose=purpose,
            unasked=UNASKED[purpose],
            question=our_question(purpose),
            **{name: told[f"{purpose}_{name}"] for name in ("state", "at", "source", "wording")},
            typed=typed if purpose in typed else {},
            folded=purpose != Purpose.SURVEY and purpose not in typed,
        )
        for purpose in Purpose
    ]
