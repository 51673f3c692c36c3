"""The policies as the Einstellungen show them: in order, with their sentences, and each with its versions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery

from cases.models import Policy, PolicyVersion
from cases.policy_terms import Conditions, Terms, conditions_of, hides, terms_of
from cases.policy_words import Said, said


@dataclass(frozen=True)
class Line:
    """`hidden_by`: the policy above that fits everything this one fits, so that it never comes to its turn."""

    policy: Policy
    number: int
    since: datetime
    said: Said
    hidden_by: str


@dataclass(frozen=True)
class Edition:
    """One version as it was in force: what it said, from when until when, who made it and why."""

    number: int
    valid_from: datetime
    valid_until: datetime | None
    by: str
    reason: str
    name: str
    said: Said


def lines() -> list[Line]:
    """Every policy in the order in which it counts, with its newest version. Two statements."""
    newest = PolicyVersion.objects.filter(policy=OuterRef("policy")).order_by("-number").values("pk")[:1]
    versions = (
        PolicyVersion.objects.filter(pk=Subquery(newest))
        .select_related("policy__topic", "policy__customer_group")
        .prefetch_related("steps")
        .order_by("policy__catch_all", "policy__position")
    )
    told = [(version, terms_of(version)) for version in versions]
    return [_line(version, terms, told[:index]) for index, (version, terms) in enumerate(told)]


def _line(version: PolicyVersion, terms: Terms, above: Sequence[tuple[PolicyVersion, Terms]]) -> Line:
    policy = version.policy
    hiding = [
        each.policy.name
        for each, theirs in above
        if each.policy.active
        and policy.active
        and not policy.catch_all
        and hides(theirs.conditions, terms.conditions)
    ]
    return Line(
        policy,
        version.number,
        version.valid_from,
        said(terms, catch_all=policy.catch_all),
        hiding[0] if hiding else "",
    )


def editions(policy: Policy) -> list[Edition]:
    """All versions, the newest first, each with the conditions of its time. Four statements."""
    versions = policy.versions.select_related("created_by", "policy").prefetch_related("steps")
    kept = _kept(policy)
    found = []
    until = None
    for version in versions.order_by("-number"):
        name, conditions = _as_of(policy, kept, version.valid_from)
        terms = terms_of(version)
        then = Terms(
            name=name,
            conditions=conditions,
            first_response_minutes=terms.first_response_minutes,
            resolution_minutes=terms.resolution_minutes,
            ladders=terms.ladders,
        )
        found.append(
            Edition(
                number=version.number,
                valid_from=version.valid_from,
                valid_until=until,
                by=str(version.created_by or ""),
                reason=version.reason,
                name=name,
                said=said(then, catch_all=policy.catch_all),
            )
        )
        until = version.valid_from
    return found


def _kept(policy: Policy) -> list[Any]:
    tracked: Any = policy
    return list(
        tracked.history.select_related("topic", "customer_group").order_by("-history_date", "-history_id")
    )


def _as_of(policy: Policy, kept: Sequence[Any], at: datetime) -> tuple[str, Conditions]:
    """What the history holds of that moment; policies older than the history never changed before it."""
    then: Any = next(_until(kept, at), kept[-1] if kept else policy)
    return then.name, conditions_of(then)


def _until(kept: Sequence[Any], at: datetime) -> Iterator[Any]:
    return (entry for entry in kept if entry.history_date <= at)
