"""Bodies for merging, splitting and linking: each needs a second case, or a second contact."""

from typing import Any

from cases.lifecycle import link, merge
from cases.models import Case, CaseContact
from crm.company.models import User
from tests.factories.cases import captured
from tests.permissions.company import NOW

JOINT = {"case_merge", "case_part", "case_split", "case_link", "case_unlink"}


def prepare_joint(name: str, case: Case, by: User) -> None:
    """What the act needs beside the case: another one of the customer, merged or linked, or another contact."""
    if name == "case_split":
        captured(None, by=by, at=NOW, case=case.pk, text="Und noch etwas.")
        return
    other = captured(case.topic, by=by, at=NOW, customer=case.customer_id, text="Noch ein Anliegen.").case
    assert other is not None
    if name == "case_part":
        merge(other.pk, take_in=case.pk, by=by, at=NOW)
    if name == "case_unlink":
        link(case.pk, other=other, kind="related", by=by, at=NOW)


def joint_forms(case: Case) -> dict[str, dict[str, Any]]:
    version = {"version": case.version}
    other = Case.objects.filter(customer=case.customer_id).exclude(pk=case.pk).order_by("pk").last() or case
    contact = CaseContact.objects.filter(case=case).order_by("pk").last()
    return {
        "case_merge": version | {"other": other.pk},
        "case_part": version,
        "case_split": version | {"contacts": [contact.contact_id if contact else 0]},
        "case_link": {"other": other.number, "kind": "related"},
        "case_unlink": {"other": other.pk},
    }
