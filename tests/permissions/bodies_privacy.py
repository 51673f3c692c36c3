"""Datenschutz: what is sent, and bringing a customer to where the act makes sense."""

from typing import Any

from contacts.models import RuleCode
from contacts.privacy.restricting import restrict
from tests.permissions.company import NOW, Company, Matter, all_resolved

LOCKED = ("customer_lift", "customer_look", "customer_absent")


def prepare_privacy(name: str, matter: Matter) -> None:
    """Only who is locked can be unlocked; nobody is erased who waits for an answer."""
    if name in LOCKED:
        restrict(matter.customer.pk, reason="Streit", by=matter.contact.recorded_by, at=NOW)
    if name == "customer_erase":
        all_resolved(matter.customer)


def privacy_forms(company: Company, matter: Matter | None) -> dict[str, dict[str, Any]]:
    number = matter.customer.number if matter else 0
    return {
        "customer_privacy": {"kind": "access", "note": "Bitte per Post."},
        "customer_erase": {"ground": "request", "typed": f"K-{number}"},
        "customer_restrict": {"reason": "Bestreitet die Anschrift."},
        "retention_rule": {"active": "on", "amount": 24},
        "retention_class_new": {"name": "Angebote", "reason": "§ 257 HGB", "years": 6, "active": "on"},
        "retention_class": {
            "name": company.retention_class.name,
            "reason": "§ 147 AO",
            "years": 8,
            "active": "on",
        },
        "processing_register_edit": {"controller": "Hollerbach GmbH"},
    }


RULE = RuleCode.SILENCE.value
