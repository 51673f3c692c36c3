"""The rules of good master data. Each is declared once, for one customer at hand and for all in the database.

`RULES` are all that are declared; `in_force` are those the company goes by, with the weights it chose.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from contacts.choices import weights
from contacts.models import Customer
from contacts.rule import Condition, Fix, Rule
from contacts.rule_list import ALL
from contacts.search_index import Findable

__all__ = ["RULES", "Condition", "Fix", "Rule", "applying_to", "broken_by", "chosen", "in_force", "score"]

UNREACHABLE: Final = "unreachable"
SOURCE_MISSING, REASON_MISSING = "source_missing", "reason_missing"
PHONE_DOUBTFUL, EMAIL_DOUBTFUL, POSTCODE_DOUBTFUL = "phone_doubtful", "email_doubtful", "postcode_doubtful"
FIRM_ALONE, UNCONFIRMED = "firm_alone", "unconfirmed"
RULES: Final = {rule.code: rule for rule in ALL}
ABOUT: Final = {
    "names": ("name_incomplete", "first_name_missing", "name_test", "name_spelling"),
    "ways": (UNREACHABLE, PHONE_DOUBTFUL, EMAIL_DOUBTFUL),
    "address": (UNREACHABLE, "address_missing", POSTCODE_DOUBTFUL, "town_doubtful", "street_doubtful"),
}
"""Which rules look at which part of a customer: when the part changes, what was said about it no longer holds."""

Rules = Mapping[str, Rule]


def in_force() -> Rules:
    """The rules the company goes by, the heaviest first. No statement, but once a minute."""
    return chosen(weights())


def chosen(weighed_as: Mapping[str, int]) -> Rules:
    """The rules with these weights; 0 switches one off, and what is not named keeps its own."""
    return dict(_chosen(frozenset(weighed_as.items())))


@lru_cache(maxsize=8)
def _chosen(weighed_as: frozenset[tuple[str, int]]) -> Rules:
    """Kept, since each rule keeps its condition: building one costs more than asking it of a customer."""
    weights, found = dict(weighed_as), []
    for rule in ALL:
        weight = weights.get(rule.code, rule.weight if rule.standard else 0)
        if weight or rule.lasting:
            found.append(replace(rule, weight=weight or rule.weight))
    return {rule.code: rule for rule in sorted(found, key=lambda rule: -rule.weight)}


def broken_by(of: Findable) -> list[str]:
    """The codes of the rules in force that this customer breaks, the heaviest first."""
    return [code for code, rule in in_force().items() if rule.broken.one(of)]


def applying_to(of: Findable) -> list[str]:
    """The codes of the rules in force that count for this customer."""
    return [code for code, rule in in_force().items() if rule.applies.one(of)]


def score(*, applying: Collection[str], broken: Collection[str]) -> float:
    """The share of the weight that is fulfilled, 0 to 1. `broken` is a part of `applying`."""
    counting = {code: rule.weight for code, rule in in_force().items() if code in applying}
    kept = sum(weight for code, weight in counting.items() if code not in broken)
    return kept / sum(counting.values()) if counting else 1.0


def weighed(customers: QuerySet[Customer, Customer]) -> QuerySet[Any, Any]:
    """`customers` with `weight_kept` of `weight_whole`, the two halves of their score, by the rules themselves."""
    rules = in_force().values()
    return customers.annotate(
        weight_whole=_sum(rules, lambda rule: rule.applies.all),
        weight_kept=_sum(rules, lambda rule: rule.applies.all & ~rule.broken.all),
    )


def _sum(rules: Iterable[Rule], condition: Callable[[Rule], Q]) -> Combinable:
    whole: Combinable = Value(0)
    for rule in rules:
        whole += Case(
            When(condition(rule), then=Value(rule.weight)), default=Value(0), output_field=IntegerField()
        )
    return whole
