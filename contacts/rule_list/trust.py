"""Whether what is there still holds: what was confirmed counts for more than what was once filled in."""

from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.rule import ALWAYS, Condition, Fix, Rule

RULES: Final = (
    Rule(
        code="unconfirmed",
        label=_("Lange nicht bestätigt"),
        hint=_("Seit drei Jahren hat niemand gesagt, dass die Angaben noch stimmen."),
        question=_("Stimmt das alles noch?"),
        weight=1,
        fix=Fix.CONFIRM,
        declinable=False,
        applies=ALWAYS,
        wrong=Condition(lambda of: of.customer.stale, Q(stale=True)),
    ),
)
