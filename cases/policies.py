"""Which policy rules a case: the first active one, in order, whose conditions all fit. The catch-all stands last."""

from functools import lru_cache

from django.db.models import OuterRef, QuerySet, Subquery

from cases.deadlines import Step
from cases.models import EscalationStep, PolicyVersion, Priority
from contacts.models import Topic
from crm.lib.kept import Kept


class NoPolicy(Exception):
    """No policy fits and no catch-all exists; `manage.py check --database default` warns of that."""


def version_for(
    *,
    topic: Topic,
    channel: str = "",
    priority: str = Priority.NORMAL,
    complaint: bool = False,
    group_id: int | None = None,
) -> PolicyVersion:
    """The newest version of the first policy that fits. One statement. Raises NoPolicy."""
    for version in VERSIONS.rows():
        policy = version.policy
        fits = (
            policy.topic_id in (None, topic.pk, topic.parent_id)
            and policy.priority in ("", priority)
            and policy.channel in ("", channel)
            and policy.customer_group_id in (None, group_id)
            and (complaint or not policy.complaints_only)
        )
        if fits:
            return version
    raise NoPolicy


def _newest_in_order() -> QuerySet[PolicyVersion]:
    newest = PolicyVersion.objects.filter(policy=OuterRef("policy")).order_by("-number").values("pk")[:1]
    return (
        PolicyVersion.objects.filter(policy__active=True, pk=Subquery(newest))
        .select_related("policy")
        .order_by("policy__catch_all", "policy__position")
    )


VERSIONS = Kept(_newest_in_order)


def newest_of(version_id: int) -> PolicyVersion:
    """The version in force of the policy this one belongs to: for deadlines that begin now. One statement."""
    return PolicyVersion.objects.filter(policy__versions=version_id).order_by("-number")[:1].get()


def newest_for(policy_id: int) -> PolicyVersion:
    """The version of a policy in force, for who names the policy. One statement."""
    return (
        PolicyVersion.objects.select_related("policy").filter(policy=policy_id).order_by("-number")[:1].get()
    )


@lru_cache(maxsize=512)
def steps_of(policy_version_id: int, kind: str) -> tuple[EscalationStep, ...]:
    """The ladder for one kind of deadline, lowest rung first. Versions never change, so it is read once per process."""
    steps = EscalationStep.objects.filter(policy_version=policy_version_id, deadline_kind=kind)
    return tuple(steps.order_by("position"))


def placed(step: EscalationStep) -> Step:
    """The step as the pure arithmetic wants it."""
    return Step(step.placed, step.percent, step.wait_minutes if step.placed == EscalationStep.AFTER else 0)
