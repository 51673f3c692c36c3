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
    """Give the case to a team or a person. Running deadlines and their versions stay; later ones use the new team's."""
    act = CaseAct.begin(case_id, by=by, at=at, expected_version=expected_version)
    require_open(act.case)
    reason = fitting("reason", reason, 200)
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
    case = act.finish(reason=reason)
    tell_whom_it_was_given(case, reason=reason, by=by, at=at)
    return case
