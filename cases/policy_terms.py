"""What a policy says, as plain values: for which cases, within which working time, and who hears of it when."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cases.models import DeadlineKind, EscalationStep, Policy, PolicyVersion
from contacts.models import CustomerGroup, Topic


@dataclass(frozen=True, kw_only=True)
class Rung:
    """A step: `placed` before (at `percent` of the target), at or after the deadline; `role` is told.

    `wait_minutes` is working time since the notice before it, and the distance of its repetitions if it is the last.
    """

    placed: str
    percent: int | None
    wait_minutes: int
    role: str
    raise_to: str = ""
    reassign_to: str = ""
    reassign_role: str = ""


RUNG_FIELDS = ("placed", "percent", "wait_minutes", "role", "raise_to", "reassign_to", "reassign_role")
Ladders = Mapping[str, tuple[Rung, ...]]
# "Es wird eng, es ist so weit, es ist vorbei": what most companies want, and where a new policy begins.
USUAL = (
    Rung(placed="before", percent=75, wait_minutes=30, role="owner"),
    Rung(placed="at", percent=None, wait_minutes=60, role="lead"),
    Rung(placed="after", percent=None, wait_minutes=240, role="management"),
)
ON_THE_DAY = (
    Rung(placed="at", percent=None, wait_minutes=60, role="owner"),
    Rung(placed="after", percent=None, wait_minutes=60, role="lead"),
    Rung(placed="after", percent=None, wait_minutes=240, role="management"),
)
USUAL_LADDERS: Ladders = {
    DeadlineKind.FIRST_RESPONSE: USUAL,
    DeadlineKind.RESOLUTION: USUAL,
    DeadlineKind.FOLLOW_UP: ON_THE_DAY,
}


@dataclass(frozen=True, kw_only=True)
class Conditions:
    """For which cases a policy is meant; what is empty fits everything."""

    topic: Topic | None = None
    customer_group: CustomerGroup | None = None
    priority: str = ""
    channel: str = ""
    complaints_only: bool = False

    @property
    def fits_all(self) -> bool:
        return self == Conditions()


@dataclass(frozen=True, kw_only=True)
class Terms:
    """Everything a policy says. Targets are working minutes; `ladders` holds the steps by kind of deadline."""

    name: str
    conditions: Conditions = field(default_factory=Conditions)
    first_response_minutes: int
    resolution_minutes: int
    ladders: Ladders = field(default_factory=lambda: dict(USUAL_LADDERS))


def terms_of(version: PolicyVersion) -> Terms:
    """What a version says; its policy should be loaded with topic and group. One statement unless prefetched."""
    ladders: dict[str, tuple[Rung, ...]] = dict.fromkeys(USUAL_LADDERS, ())
    for step in version.steps.all():
        ladders[step.deadline_kind] += (rung_of(step),)
    return Terms(
        name=version.policy.name,
        conditions=conditions_of(version.policy),
        first_response_minutes=version.first_response_minutes,
        resolution_minutes=version.resolution_minutes,
        ladders=ladders,
    )


def rung_of(step: EscalationStep) -> Rung:
    return Rung(**{name: getattr(step, name) for name in RUNG_FIELDS})


def conditions_of(policy: Policy) -> Conditions:
    """Also of an earlier state of a policy, as its history holds it."""
    return Conditions(
        topic=policy.topic,
        customer_group=policy.customer_group,
        priority=policy.priority,
        channel=policy.channel,
        complaints_only=policy.complaints_only,
    )


def hides(above: Conditions, below: Conditions) -> bool:
    """Whether every case that fits `below` fits `above` too, so that the lower one never comes to its turn."""
    topics = (None,) if below.topic is None else (None, below.topic.pk, below.topic.parent_id)
    by_topic = (above.topic.pk if above.topic else None) in topics
    return (
        by_topic
        and above.customer_group in (None, below.customer_group)
        and above.priority in ("", below.priority)
        and above.channel in ("", below.channel)
        and (below.complaints_only or not above.complaints_only)
    )


def tidied(terms: Terms) -> Terms:
    """The same without outer blanks in its name, and without a share where a step has none."""
    ladders = {
        kind: tuple(
            replace(rung, percent=rung.percent if rung.placed == EscalationStep.BEFORE else None)
            for rung in rungs
        )
        for kind, rungs in terms.ladders.items()
    }
    return replace(terms, name=terms.name.strip(), ladders=ladders)
