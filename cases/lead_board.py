"""The board of a lead: what breaks in the next hours, how much work lies with whom, what nobody has acknowledged.

Open work of a team and of a person is work and may be shown; people stand in the order of their names, and nothing
is said about how they work. Everything is read from open cases, in a fixed number of statements.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from cases.models import Case, Status
from cases.work_rows import Line, Row, lines_of, row_of
from crm.company.calendars import hours_of, read_hours
from crm.company.models import Absence, CalendarVersion, Role, Team, User
from crm.company.permissions import Viewer
from crm.company.presence import company_day
from crm.lib.working_time import add_working

SOON, LATER = timedelta(hours=4), timedelta(hours=8)  # of working time
SHOWN = 50


@dataclass
class Load:
    """Open cases, and how many of them are overdue, wait, or have nobody."""

    open: int = 0
    overdue: int = 0
    waiting: int = 0
    nobody: int = 0

    def take(self, other: "Load") -> None:
        self.open += other.open
        self.overdue += other.overdue
        self.waiting += other.waiting
        self.nobody += other.nobody


@dataclass
class Person:
    """Somebody of a team with their open cases in it; `absence` if they are away today."""

    user: User
    load: Load
    absence: Absence | None


@dataclass
class TeamLoad:
    team: Team
    load: Load = field(default_factory=Load)
    people: list[Person] = field(default_factory=list)


@dataclass(frozen=True)
class Urgent:
    """A line of the board and the people of its team, for handing it over with one tap."""

    row: Row
    team: TeamLoad


@dataclass(frozen=True)
class LeadBoard:
    """`soon` and `later` are due within `SOON` and `LATER` of working time; `more`: not all of them are shown."""

    teams: list[TeamLoad]
    soon: list[Urgent]
    later: list[Urgent]
    more: bool
    unacknowledged: list[Urgent]
    away: list[Absence]

    @property
    def overdue(self) -> int:
        return sum(each.load.overdue for each in self.teams)


def lead_board(viewer: Viewer, *, now: datetime, tz: tzinfo) -> LeadBoard:
    """For leads and deputies their teams, for management and administration every team. Six statements."""
    teams = list(_teams(viewer))
    read_hours(vars(team)["calendar_version"] for team in teams)
    ends = {team.pk: _ends(team, now) for team in teams}
    loads = _loads(teams, now=now)
    open_cases = Case.objects.exclude(status=Status.RESOLVED).filter(team__in=loads)

    def urgent(cases: "QuerySet[Case]") -> list[tuple[Line, Urgent]]:
        lines = lines_of(cases, now=now)[: SHOWN + 1]
        return [
            (line, Urgent(row_of(line, viewer=viewer, now=now, tz=tz), loads[line["team_id"]]))
            for line in lines
        ]

    last = max((later for _soon, later in ends.values()), default=now)
    due = [
        (line, each)
        for line, each in urgent(open_cases.filter(due_at__gt=now, due_at__lte=last).order_by("due_at", "pk"))
        if line["due_at"] <= ends[line["team_id"]][1]
    ]
    waiting = open_cases.exclude(unacknowledged_since=None).order_by("unacknowledged_since", "pk")
    return LeadBoard(
        teams=list(loads.values()),
        soon=[each for line, each in due[:SHOWN] if line["due_at"] <= ends[line["team_id"]][0]],
        later=[each for line, each in due[:SHOWN] if line["due_at"] > ends[line["team_id"]][0]],
        more=len(due) > SHOWN,
        unacknowledged=[each for _line, each in urgent(waiting)[:SHOWN]],
        away=_away(loads.values()),
    )


def _teams(viewer: Viewer) -> QuerySet[Team]:
    newest = CalendarVersion.objects.filter(calendar=OuterRef("site__calendar")).order_by("-number")
    teams = Team.objects.filter(active=True).annotate(calendar_version=Subquery(newest.values("pk")[:1]))
    everything = viewer.role in (Role.MANAGEMENT, Role.ADMIN)
    return teams if everything else teams.filter(pk__in=viewer.leads)


def _ends(team: Team, now: datetime) -> tuple[datetime, datetime]:
    hours = hours_of(vars(team)["calendar_version"])
    soon, later = (add_working(now, int(span.total_seconds()), hours) for span in (SOON, LATER))
    return soon, later


def _loads(teams: Iterable[Team], *, now: datetime) -> dict[int, TeamLoad]:
    """Every team with its people, whoever belongs to it or has one of its cases. Four statements."""
    found = {team.pk: TeamLoad(team) for team in teams}
    belong: dict[int, dict[int, Load]] = {
        pk: {each.team.lead_id: Load(), each.team.deputy_id: Load()} for pk, each in found.items()
    }
    members = Team.members.through.objects.filter(team__in=found).values_list("team_id", "user_id")
    for team_id, user_id in members:
        belong[team_id].setdefault(user_id, Load())
    for team_id, owner_id, load in _counted(found, now=now):
        found[team_id].load.take(load)
        if owner_id is not None:
            belong[team_id][owner_id] = load
    wanted = {user_id for people in belong.values() for user_id in people}
    users = {user.pk: user for user in User.objects.filter(pk__in=wanted)}
    absences = _absences(wanted, now=now)
    for team_id, people in belong.items():
        found[team_id].people = sorted(
            (Person(users[pk], load, absences.get(pk)) for pk, load in people.items()), key=_by_name
        )
    return found


def _counted(teams: Iterable[int], *, now: datetime) -> list[tuple[int, int | None, Load]]:
    rows: Any = (
        Case.objects.exclude(status=Status.RESOLVED)
        .filter(team__in=teams)
        .order_by()
        .values("team_id", "owner_id")
        .annotate(
            open=Count("pk"),
            overdue=Count("pk", filter=Q(due_at__lte=now)),
            waiting=Count("pk", filter=Q(status=Status.WAITING)),
        )
    )
    return [
        (
            row["team_id"],
            row["owner_id"],
            Load(
                open=row["open"],
                overdue=row["overdue"],
                waiting=row["waiting"],
                nobody=row["open"] if row["owner_id"] is None else 0,
            ),
        )
        for row in rows
    ]


def _absences(users: Iterable[int], *, now: datetime) -> dict[int, Absence]:
    day = company_day(now)
    rows = Absence.objects.filter(user__in=users, starts_on__lte=day, ends_on__gte=day)
    return {row.user_id: row for row in rows.select_related("user", "substitute").order_by("ends_on", "pk")}


def _away(teams: Iterable[TeamLoad]) -> list[Absence]:
    """Everybody who is away today, each once, by name."""
    found = {each.user.pk: each for team in teams for each in team.people if each.absence}
    return [each.absence for each in sorted(found.values(), key=_by_name) if each.absence]


def _by_name(person: Person) -> tuple[str, str, int]:
    user = person.user
    return user.last_name.casefold() or user.username, user.first_name.casefold(), user.pk
