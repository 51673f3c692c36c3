"""How and why they came: promise 5, so these two cannot be switched off."""

from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.rule import ALWAYS, Condition, Fix, Rule

RULES: Final = (
    Rule(
        code="source_missing",
        label=_("Herkunft fehlt"),
        hint=_("Wir wissen nicht, was Kundinnen und Kunden zu uns bringt."),
        question=_("Wie sind Sie auf uns gekommen?"),
        weight=2,
        fix=Fix.SOURCE,
        lasting=True,
        applies=ALWAYS,
        wrong=Condition(
            lambda of: of.customer.source_id is None and of.customer.source_asked_at is None,
            Q(source=None, source_asked_at=None),
        ),
    ),
    Rule(
        code="reason_missing",
        label=_("Anlass fehlt"),
        hint=_("Wir wissen nicht, warum sie zuerst kamen."),
        question=_("Was hat Sie zuerst zu uns geführt?"),
        weight=2,
        fix=Fix.REASON,
        lasting=True,
        applies=ALWAYS,
        wrong=Condition(
            lambda of: (
                of.customer.reason_id is None
                and of.customer.reason_text == ""
                and of.customer.reason_asked_at is None
            ),
            Q(reason=None, reason_text="", reason_asked_at=None),
        ),
    ),
)
