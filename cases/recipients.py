"""Who hears of an escalation: by role on the case, in person or whoever stands in, and always somebody."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from cases.models import Case, StepRole
from crm.company.models import Role, User
from crm.company.presence import absences_on, present_first, present_instead


class Recipient(NamedTuple):
    """A person and, if they stand in, for whom."""

    user: User
    in_place_of: int | None


@dataclass(frozen=True)
class People:
    """Everybody active, and who is away with which substitute. Read once per batch (two statements)."""

    by_id: dict[int, User]
    away: dict[int, int | None]

    @classmethod
    def at(cls, now: datetime) -> "People":
        active = User.objects.filter(is_active=True).order_by("pk")
        by_id = {user.pk: user for user in active}
        return cls(by_id, absences_on(now))

    def for_role(self, role: str, case: Case) -> list[Recipient]:
        """An owner away without a substitute, and a case without one, goes to the lead; a lead away to the deputy."""
        found: list[Recipient] = []
        if role == StepRole.OWNER:
            found = self._instead(case.owner_id)
        if role in (StepRole.OWNER, StepRole.LEAD) and not found:
            found = self.lead_of(case)
        return found or self._management()

    def lead_of(self, case: Case) -> list[Recipient]:
        """The lead, the deputy while only the lead is away, else whoever stands in for them; may be nobody."""
        lead, deputy = case.team.lead_id, case.team.deputy_id
        in_person = present_first([self._active(lead), self._active(deputy)], self.away)
        if in_person is not None:
            return [Recipient(self.by_id[in_person], lead if in_person != lead else None)]
        return self._instead(lead) or self._instead(deputy)

    def _management(self) -> list[Recipient]:
        heads = [user for user in self.by_id.values() if user.role == Role.MANAGEMENT]
        reached = {who.user.pk: who for head in heads for who in self._instead(head.pk)}
        if reached:
            return list(reached.values())
        return [Recipient(user, None) for user in heads] or [
            Recipient(user, None) for user in self.by_id.values() if user.role == Role.ADMIN
        ]

    def _instead(self, user_id: int | None) -> list[Recipient]:
        if user_id is None:
            return []
        found = self._active(present_instead(user_id, self.away) if self._active(user_id) else None)
        if found is None:
            return []
        return [Recipient(self.by_id[found], user_id if found != user_id else None)]

    def _active(self, user_id: int | None) -> int | None:
        return user_id if user_id in self.by_id else None


def heard_by(role: str, case: Case, new_owner: User | None, people: People) -> list[Recipient]:
    """Whom a step names, and whoever has got the case from it."""
    heard = people.for_role(role, case)
    if new_owner is not None and new_owner.pk not in {who.user.pk for who in heard}:
        heard.append(Recipient(new_owner, None))
    return heard
