"""Somebody names a case by its number: "4187", "#4187", "Vorgang 4187"."""

import re

from cases.models import Case

NUMBER = re.compile(r"^\s*(?:vorgang\s*)?#?\s*(\d{1,9})\s*$", re.IGNORECASE)


def case_meant(query: str) -> Case | None:
    """The case whose number was typed. One statement, and only where something like a number was typed."""
    typed = NUMBER.match(query)
    if typed is None:
        return None
    return Case.objects.select_related("customer", "topic").filter(number=int(typed[1])).first()
