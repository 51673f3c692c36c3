"""Who may see and do what, decided on plain facts. Querysets, views and the API ask here and nowhere else.

Everybody signed in sees every customer, contact and case. Cases of confidential topics show only number and promise
to those outside. Changing a case is for its owner and substitute, its team, lead and deputy, management and admin.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from crm.company.models import Role, User
from crm.company.presence import company_day

FACTS = """
    SELECT 'leads', id FROM company_team WHERE lead_id = %s OR deputy_id = %s
    UNION ALL SELECT 'team', team_id FROM company_team_members WHERE user_id = %s
    UNION ALL SELECT 'away', user_id FROM company_absence
              WHERE substitute_id = %s AND starts_on <= %s AND ends_on >= %s
"""

Circle = tuple[str, frozenset[int], frozenset[int]]


@dataclass(frozen=True)
class Viewer:
    """The facts about one person that decide: teams they belong to or lead, and owners they stand in for today.

    `leads` are the teams among them of which they are lead or deputy.
    """

    user_id: int
    role: str
    team_ids: frozenset[int]
    stands_in_for: frozenset[int]
    leads: frozenset[int] = frozenset()

    @property
    def circle(self) -> Circle:
        """What decides beside the person themselves, the same for many: `Viewer(user_id, *circle)` is whole again."""
        return self.role, self.team_ids, self.stands_in_for


def viewer_of(user: User, *, today: date) -> Viewer:
    """Read the facts about `user` as of `today`: one plain statement, since nearly every request asks."""
    with connection.cursor() as cursor:
        cursor.execute(FACTS, [user.pk, user.pk, user.pk, user.pk, today.isoformat(), today.isoformat()])
        facts = cursor.fetchall()
    return Viewer(
        user_id=user.pk,
        role=user.role,
        team_ids=frozenset(pk for what, pk in facts if what in ("team", "leads")),
        stands_in_for=frozenset(pk for what, pk in facts if what == "away"),
        leads=frozenset(pk for what, pk in facts if what == "leads"),
    )


def acts_for(viewer: Viewer, owner_id: int | None) -> bool:
    """The owner, or whoever stands in for them today."""
    return owner_id is not None and (owner_id == viewer.user_id or owner_id in viewer.stands_in_for)


def changes_case(viewer: Viewer, *, owner_id: int | None, team_id: int) -> bool:
    """Hand over, wait, resolve, reopen, note."""
    if viewer.role in (Role.MANAGEMENT, Role.ADMIN):
        return True
    return acts_for(viewer, owner_id) or team_id in viewer.team_ids


def sees_inside(
    viewer: Viewer, *, team_id: int | None, owner_id: int | None = None, recorder_id: int | None = None
) -> bool:
    """The matter of a confidential topic: owner (and substitute), team with lead and deputy, admin, recorder."""
    if viewer.role == Role.ADMIN or recorder_id == viewer.user_id:
        return True
    return acts_for(viewer, owner_id) or team_id in viewer.team_ids


def voids(viewer: Viewer, *, recorder_id: int, recorded_on: date, today: date) -> bool:
    """Take a capture back: the recorder that day, lead and admin always."""
    if viewer.role in (Role.LEAD, Role.ADMIN):
        return True
    return recorder_id == viewer.user_id and recorded_on == today


def takes_back(viewer: Viewer, recorder_id: int, recorded_at: datetime, *, now: datetime) -> bool:
    """`voids` at two moments instead of days."""
    if viewer.role not in (Role.LEAD, Role.ADMIN) and recorder_id != viewer.user_id:
        return False  # most people and most contacts: no calendar is asked
    recorded_on, today = company_day(recorded_at), company_day(now)
    return voids(viewer, recorder_id=recorder_id, recorded_on=recorded_on, today=today)


def removes_file(
    viewer: Viewer, *, uploader_id: int | None, uploaded_at: datetime, team_id: int, now: datetime
) -> bool:
    """Take a file away: who put it there, that day; lead and deputy of the team, management and administration."""
    if viewer.role in (Role.MANAGEMENT, Role.ADMIN) or team_id in viewer.leads:
        return True
    return uploader_id == viewer.user_id and company_day(uploaded_at) == company_day(now)


def leads_work(viewer: Viewer) -> bool:
    """Look after the work of whole teams: leads and deputies of their own, management and administration of all."""
    return bool(viewer.leads) or viewer.role in (Role.LEAD, Role.MANAGEMENT, Role.ADMIN)


def administers(viewer: Viewer) -> bool:
    return viewer.role == Role.ADMIN


def keeps_data(user: User) -> bool:
    """Who looks after the master data of all customers: everybody but the counter, which asks them in person."""
    return user.role in (Role.BACKOFFICE, Role.LEAD, Role.MANAGEMENT, Role.ADMIN)


def judges_spam(user: User) -> bool:
    """Look at messages from outside that look like spam."""
    return user.role in (Role.LEAD, Role.MANAGEMENT, Role.ADMIN)


def oversees(user: User) -> bool:
    """Management and administration: they hear of what concerns the running of the whole."""
    return user.role in (Role.MANAGEMENT, Role.ADMIN)


def exports(user: User) -> bool:
    """Take lists along as files: everybody but the front desk, whose tablets are shared."""
    return user.role in (Role.BACKOFFICE, Role.LEAD, Role.MANAGEMENT, Role.ADMIN)
