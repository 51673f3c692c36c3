"""Who takes care: a case goes to another team or person."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cases.acting import CaseAct, require_open
from cases.models import Case
from cases.notices import tell_whom_it_was_given
from crm.company.models import Team, User
from crm.lib.acts import refuse
from crm.lib.lengths import fitting

LONGEST_REASON = 200


@transaction.atomic
def hand_over(
    case_id: int,
    *,
    team: Team,
    owner: User | None = None,
    reason: str = "",
    by: User,
    at: datetime,
    expected_version: int | None = None,
) -> Case:
    """Give the case to a team or a person, who hears of it. Running deadlines and their versions stay; later ones use
    the new team's."""
    case = give(
        case_id, team=team, owner=owner, reason=reason, by=by, at=at, expected_version=expected_version
    )
    tell_whom_it_was_given(case, reason=fitting("reason", reason, LONGEST_REASON), by=by, at=at)
    return case


@transaction.atomic
def give(
    case_id: int,
    *,
    team: Team,
    owner: User | None,
    reason: str,
    by: User,
    at: datetime,
    expected_version: int | None = None,
) -> Case:
    """The hand-over itself. Who calls this tells the new owner within the same transaction."""
    act = CaseAct.begin(case_id, by=by, at=at, expected_version=expected_version)
    require_open(act.case)
    reason = fitting("reason", reason, LONGEST_REASON)
    if not team.active and team.pk != act.case.team_id:
        raise refuse(
            "team", _("Das Team %(team)s gibt es nicht mehr. Bitte wählen Sie ein anderes.") % {"team": team}
        )
    if owner is not None and not owner.is_active:
        raise refuse(
            "owner",
            _("%(name)s arbeitet nicht mehr hier. Bitte wählen Sie jemand anderen.") % {"name": owner},
        )
    from_team, from_owner = act.case.team.name, str(act.case.owner or "")
    act.case.team, act.case.owner = team, owner
    act.tell(
        "handed_over",
        text=reason,
        team=team.name,
        owner=str(owner or ""),
        from_team=from_team,
        from_owner=from_owner,
    )
    return act.finish(reason=reason)
