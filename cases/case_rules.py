"""What the company allows around a case. Without a word of its own the defaults hold."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import CaseRules
from cases.models.case_rules import (
    AWAY_ALONE_RANGE,
    AWAY_COVERED_RANGE,
    LONGEST_WAIT_RANGE,
    REOPEN_RANGE,
    WAITS_RANGE,
)
from crm.company.models import Role, User
from crm.lib.acts import NotAllowed, Refused
from crm.lib.history import save_as

BOUNDS: Final = {
    "longest_wait_days": LONGEST_WAIT_RANGE,
    "waits_until_lead": WAITS_RANGE,
    "away_alone_days": AWAY_ALONE_RANGE,
    "away_covered_days": AWAY_COVERED_RANGE,
    "reopen_days": REOPEN_RANGE,
}


def case_rules() -> CaseRules:
    """The rules in force. One statement."""
    return CaseRules.objects.filter(pk=1).first() or CaseRules()


@transaction.atomic
def change_rules(values: Mapping[str, int], *, by: User, at: datetime) -> CaseRules:
    """Set some of the rules. What already waits keeps what it was allowed. Raises NotAllowed, Refused by field."""
    if by.role != Role.ADMIN:
        raise NotAllowed
    refused = {}
    for name, value in values.items():
        least, most = BOUNDS[name]
        if not least <= value <= most:
            refused[name] = [
                _("Bitte wählen Sie eine Zahl von %(least)d bis %(most)d.") % {"least": least, "most": most}
            ]
    if refused:
        raise Refused(refused)
    rules = CaseRules.objects.select_for_update().filter(pk=1).first() or CaseRules()
    for name, value in values.items():
        setattr(rules, name, value)
    save_as(rules, by=by, at=at)
    return rules
