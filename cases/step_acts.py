"""What a rung does before it tells somebody: it raises the priority, or gives the case to somebody else.

Raising the priority changes the order of the work and nothing else: policies are not matched again, every deadline
stays. Giving the case away keeps its team. Each step acts once for a deadline; when it repeats, it only tells.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count
from django.utils.translation import gettext as _

from cases.models import Case, Deadline, Escalation, EscalationStep, Priority, Reassign, Status
from cases.policies import steps_of
from cases.recipients import People
from crm.company.models import Team, User
from crm.lib.history import save_many_as

WEIGHT = {code: weight for weight, code in enumerate(Priority.values)}


@dataclass(frozen=True)
class Done:
    """What a rung changed: the new priority ("" as before), and whether the owner changed from whom to whom."""

    raised_to: str = ""
    reassigned: bool = False
    before: User | None = None
    after: User | None = None

    def __bool__(self) -> bool:
        return bool(self.raised_to) or self.reassigned


NOTHING = Done()


def acts(step: EscalationStep) -> bool:
    """Whether the step does more than tell."""
    return bool(step.raise_to or step.reassign_to)


@dataclass
class Takers:
    """Who takes a case that a step gives to a role. Read when the first step asks (two statements a batch)."""

    people: People
    _members: dict[int, set[int]] | None = None
    _load: dict[int, int] = field(default_factory=dict)

    def for_role(self, role: str, case: Case) -> User | None:
        """Of those present with the role, first in the team and then in the company, who has the fewest open cases."""
        present = [
            user
            for user in self.people.by_id.values()
            if user.role == role and user.pk not in self.people.away
        ]
        if not present:
            return None
        members = self._read()
        inside = members.get(case.team_id, set()) | {case.team.lead_id, case.team.deputy_id}
        taker = min(present, key=lambda user: (user.pk not in inside, self._load.get(user.pk, 0), user.pk))
        self._load[taker.pk] = self._load.get(taker.pk, 0) + 1
        return taker

    def _read(self) -> dict[int, set[int]]:
        if self._members is None:
            self._members = {}
            for team_id, user_id in Team.members.through.objects.values_list("team_id", "user_id"):
                self._members.setdefault(team_id, set()).add(user_id)
            owned = Case.objects.exclude(status=Status.RESOLVED).exclude(owner=None).order_by()
            self._load = dict(owned.values_list("owner_id").annotate(Count("pk")))
        return self._members


def already_acted(cases: Sequence[Case], deadlines: dict[int, list[Deadline]]) -> set[tuple[int, int]]:
    """Deadline and step of the acting rungs of these cases that fired before. No statement when none acts."""
    asked = [
        deadline.pk
        for case in cases
        for deadline in deadlines[case.pk]
        if any(acts(step) for step in steps_of(deadline.policy_version_id, deadline.kind))
    ]
    if not asked:
        return set()
    return set(Escalation.objects.filter(deadline__in=asked).values_list("deadline_id", "step").distinct())


def act(step: EscalationStep, case: Case, takers: Takers) -> Done:
    """Change the case in memory as the step says; what is so already is left alone."""
    raised_to = step.raise_to if step.raise_to and WEIGHT[step.raise_to] > WEIGHT[case.priority] else ""
    if raised_to:
        case.priority = raised_to
    before = case.owner_id
    after = _new_owner(step, case, takers)
    if after != before:
        case.owner_id = after
    done = Done(
        raised_to=raised_to,
        reassigned=after != before,
        before=takers.people.by_id.get(before or 0),
        after=takers.people.by_id.get(after or 0),
    )
    case.version += 1 if done else 0
    return done


def _new_owner(step: EscalationStep, case: Case, takers: Takers) -> int | None:
    if not step.reassign_to:
        return case.owner_id
    if step.reassign_to == Reassign.TEAM:
        return None
    if step.reassign_to == Reassign.ROLE:
        taker = takers.for_role(step.reassign_role, case)
        if taker is not None:
            return taker.pk
    leads = takers.people.lead_of(case)
    return leads[0].user.pk if leads else case.owner_id


def write_acts(cases: Sequence[Case], steps: Sequence[int], *, at: datetime) -> None:
    """The changed cases with their history, set-based; `steps` say which rung did it."""
    reasons = [_("Eskalation, Stufe %(step)s") % {"step": step} for step in steps]
    save_many_as(cases, ["priority", "owner", "version"], by=None, at=at, reasons=reasons)
