"""How often each rule applies and is broken, by source and site: all scores come out of one pass over the customers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Count, OuterRef, Subquery

from contacts.models import Contact, Customer
from contacts.rules import RULES, Rules

NOBODY: Final = 0
"""The id of an unknown source, and of the site of customers who never had a contact."""

Halves = tuple[int, int]
"""Kept and whole weight."""


@dataclass
class Counts:
    """Of a group of customers: for how many each rule `applies`, and by how many it is `broken`, by its code."""

    applies: dict[str, int] = field(default_factory=dict)
    broken: dict[str, int] = field(default_factory=dict)

    def add(self, other: "Counts") -> None:
        for mine, theirs in ((self.applies, other.applies), (self.broken, other.broken)):
            for code, number in theirs.items():
                mine[code] = mine.get(code, 0) + number

    def score(self, rules: Rules) -> Halves:
        """How much of the weight of these rules is kept, of how much."""
        whole = sum(rule.weight * self.applies.get(code, 0) for code, rule in rules.items())
        lost = sum(rule.weight * self.broken.get(code, 0) for code, rule in rules.items())
        return whole - lost, whole


@dataclass
class AllCounts:
    """`by_source` and `by_site` hold the same customers, once each."""

    everybody: Counts = field(default_factory=Counts)
    by_source: dict[int, Counts] = field(default_factory=dict)
    by_site: dict[int, Counts] = field(default_factory=dict)


def count_rules() -> AllCounts:
    """One statement over all customers, for every rule that is declared, also those that are switched off.

    The site of a customer is that of their newest contact, which is where they are asked next.
    """
    found = AllCounts()
    for row in _rows():
        counts = Counts(
            applies={code: row[f"applies_{code}"] for code in RULES},
            broken={code: row[f"broken_{code}"] for code in RULES},
        )
        found.everybody.add(counts)
        found.by_source.setdefault(row["source_id"] or NOBODY, Counts()).add(counts)
        found.by_site.setdefault(row["here"] or NOBODY, Counts()).add(counts)
    return found


def _rows() -> Iterable[Mapping[str, Any]]:
    newest = Contact.objects.filter(customer=OuterRef("pk"), void=None).order_by("-recorded_at")
    counted: dict[str, Count] = {}
    for code, rule in RULES.items():
        counted[f"applies_{code}"] = Count("pk", filter=rule.applies.all)
        counted[f"broken_{code}"] = Count("pk", filter=rule.broken.all)
    customers = Customer.objects.order_by().annotate(here=Subquery(newest.values("site_id")[:1]))
    rows: Iterable[Mapping[str, Any]] = customers.values("source_id", "here").annotate(**counted)
    return rows
