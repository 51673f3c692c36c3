"""Bodies for what is done with several cases of a list at once."""

from typing import Any

from cases.models import Case
from tests.permissions.company import Company

TOGETHER = {"work_hand_over", "lead_hand_over"}


def together_forms(case: Case, company: Company) -> dict[str, dict[str, Any]]:
    picked = {"vorgang": f"{case.number}.{case.version}"}
    return {
        "work_hand_over": picked | {"owner": company.colleague.pk, "reason": "Bitte."},
        "lead_hand_over": picked | {"owner": company.colleague.pk},
    }
