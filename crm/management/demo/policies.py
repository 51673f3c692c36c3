"""What the demo company promises: answers in hours, solutions in days, and who hears when it gets tight."""

from datetime import datetime
from typing import Final, NamedTuple

from cases.models import DeadlineKind, EscalationStep, Policy, PolicyVersion, Priority, Reassign
from contacts.models import Topic
from crm.company.models import Role, User
from crm.lib.history import save_as
from crm.management.demo.groups import make_group


class Rule(NamedTuple):
    """A policy: its topic ("" for all), its targets in working minutes, and what which of its rungs does. `group`: only
    for the schools."""

    name: str
    topic: str
    first_response: int
    resolution: int
    complaints_only: bool = False
    group: bool = False
    acts: dict[tuple[str, int], dict[str, str]] = {}


HOUR, DAY = 60, 480

RULES: Final = (
    Rule(
        "Beschwerden",
        "",
        1 * DAY,
        3 * DAY,
        complaints_only=True,
        acts={
            (DeadlineKind.FIRST_RESPONSE, 2): {"raise_to": Priority.HIGH},
            (DeadlineKind.RESOLUTION, 2): {"raise_to": Priority.URGENT, "reassign_to": Reassign.LEAD},
        },
    ),
    Rule("Musikschulen", "", 3 * HOUR, 2 * DAY, group=True),
    Rule(
        "Reparatur",
        "Reparatur",
        4 * HOUR,
        3 * DAY,
        acts={(DeadlineKind.RESOLUTION, 3): {"reassign_to": Reassign.TEAM}},
    ),
    Rule("Lieferung", "Lieferung", 4 * HOUR, 3 * DAY),
    Rule("Rechnung", "Rechnung", 6 * HOUR, 3 * DAY),
    Rule(
        "Garantie",
        "Garantie",
        6 * HOUR,
        5 * DAY,
        acts={(DeadlineKind.RESOLUTION, 2): {"reassign_to": Reassign.ROLE, "reassign_role": Role.BACKOFFICE}},
    ),
    Rule("Mitarbeiterverhalten", "Mitarbeiterverhalten", 1 * DAY, 5 * DAY),
    Rule("Alles andere", "", 1 * DAY, 4 * DAY),
)

# placed, percent of the target, working minutes to wait before the next rung, who hears
_BEFORE_AND_AFTER = (
    (EscalationStep.BEFORE, 75, 30, "owner"),
    (EscalationStep.AT, None, 60, "lead"),
    (EscalationStep.AFTER, None, 240, "management"),
)
_ON_THE_DAY = (
    (EscalationStep.AT, None, 60, "owner"),
    (EscalationStep.AFTER, None, 60, "lead"),
    (EscalationStep.AFTER, None, 240, "management"),
)
LADDERS: Final = {
    DeadlineKind.FIRST_RESPONSE: _BEFORE_AND_AFTER,
    DeadlineKind.FOLLOW_UP: _ON_THE_DAY,
    DeadlineKind.RESOLUTION: _BEFORE_AND_AFTER,
}


def make_promises(topics: dict[str, Topic], *, by: User, at: datetime) -> None:
    """The ordered list of policies; the last one catches everything."""
    schools = make_group(by=by, at=at)
    for position, rule in enumerate(RULES, start=1):
        policy = Policy(
            name=rule.name,
            position=position,
            topic=topics[rule.topic] if rule.topic else None,
            complaints_only=rule.complaints_only,
            customer_group=schools if rule.group else None,
            catch_all=rule is RULES[-1],
        )
        save_as(policy, by=by, at=at, force_insert=True)
        version = PolicyVersion.objects.create(
            policy=policy,
            number=1,
            first_response_minutes=rule.first_response,
            resolution_minutes=rule.resolution,
            valid_from=at,
            created_by=by,
        )
        EscalationStep.objects.bulk_create(_steps(version, rule))


def _steps(version: PolicyVersion, rule: Rule) -> list[EscalationStep]:
    return [
        EscalationStep(
            policy_version=version,
            deadline_kind=kind,
            position=position,
            placed=placed,
            percent=percent,
            wait_minutes=wait,
            role=role,
            **rule.acts.get((kind, position), {}),
        )
        for kind, ladder in LADDERS.items()
        for position, (placed, percent, wait, role) in enumerate(ladder, start=1)
    ]
