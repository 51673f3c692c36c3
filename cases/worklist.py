"""The lists of "Meine Arbeit": which open cases stand in them, in due order, and how many there are."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from typing import Any

from django.db.models import BigIntegerField, DateTimeField, OuterRef, Q, QuerySet, Subquery, TextChoices
from django.utils.translation import gettext_lazy as _

from cases.counted import Counted
from cases.models import Case, Pause, Status
from cases.visibility import escalated_to, inside
from crm.company.models import CalendarVersion, Team, User
from crm.company.permissions import Circle, Viewer
from crm.lib.kept import Kept


class WorkList(TextChoices):
    """Codes as they stand in the address."""

    MINE = "meine", _("Meine")
    STAND_IN = "vertretung", _("Vertretung")
    TEAM = "team", _("Team")
    UNASSIGNED = "ohne", _("Ohne Zuständige")
    WAITING = "wartet", _("Wartet")
    ESCALATED = "eskaliert", _("Eskaliert an mich")
    COMPLAINTS = "beschwerden", _("Beschwerden")
    ALL = "alle", _("Alle")


def cases_in(which: WorkList, viewer: Viewer) -> QuerySet[Case]:
    """The open cases of one list, the next due first.

    Being in a list says something about a case: of confidential ones from outside, only the list of all knows.
    """
    rows = Case.objects.exclude(status=Status.RESOLVED).order_by("due_at", "pk")
    match which:
        case WorkList.MINE:
            return rows.filter(owner=viewer.user_id)
        case WorkList.STAND_IN:
            return rows.filter(owner__in=viewer.stands_in_for)
        case WorkList.TEAM:
            return rows.filter(team__in=viewer.team_ids)
        case WorkList.UNASSIGNED:
            return rows.filter(inside(viewer), owner=None)
        case WorkList.WAITING:
            running = Pause.objects.filter(ended_at=None)  # few, and with an index of their own
            return rows.filter(inside(viewer), pk__in=running.values("case"))
        case WorkList.ESCALATED:
            return rows.filter(pk__in=escalated_to(viewer).values("escalation__case"))
        case WorkList.COMPLAINTS:
            return rows.filter(inside(viewer), is_complaint=True)
        case _:
            return rows


@dataclass(frozen=True)
class Days:
    """Where one group of the board ends and the next begins."""

    now: datetime
    tomorrow: datetime
    day_after: datetime
    next_week: datetime

    @classmethod
    def at(cls, now: datetime, tz: tzinfo) -> "Days":
        today = now.astimezone(tz).date()
        tomorrow, day_after, next_week = (
            datetime.combine(today + timedelta(days=days), time(), tz)
            for days in (1, 2, max(7 - today.weekday(), 2))
        )
        return cls(now, tomorrow, day_after, next_week)

    def group(self, due_at: datetime) -> str:
        """late, today, tomorrow, week or later."""
        edges = ((self.now, "late"), (self.tomorrow, "today"), (self.day_after, "tomorrow"))
        early = next((name for edge, name in edges if due_at < edge), "")
        return early or ("week" if due_at < self.next_week else "later")

    def spans(self) -> dict[str, Q]:
        """The groups but the last, which is the rest."""
        return {
            "late": Q(due_at__lt=self.now),
            "today": Q(due_at__gte=self.now, due_at__lt=self.tomorrow),
            "tomorrow": Q(due_at__gte=self.tomorrow, due_at__lt=self.day_after),
            "week": Q(due_at__gte=self.day_after, due_at__lt=self.next_week),
        }


@dataclass(frozen=True)
class Counts:
    """How many cases each list has (`cases.counted.MOST` at most), and each group of the list that is shown.

    `team_name` is set when there is exactly one team; `team_next` is when its next case is due; `calendar_version_id`
    is the newest one of the person's own site.
    """

    lists: dict[WorkList, int]
    groups: dict[str, int]
    team_name: str
    team_next: datetime | None
    calendar_version_id: int | None


def counts(shown: WorkList, viewer: Viewer, *, days: Days) -> Counts:
    """All of it in one statement."""
    [row] = COUNTS.rows(shown, viewer.circle, me=viewer.user_id, **vars(days))
    counted = {which: row.get(f"list_{which.name}", 0) for which in WorkList}
    groups = {name: row[f"group_{name}"] for name in days.spans()}
    return Counts(
        lists=counted,
        groups=groups | {"later": max(counted[shown] - sum(groups.values()), 0)},
        team_name=row["team_name"] or "" if len(viewer.team_ids) == 1 else "",
        team_next=row["team_next"],
        calendar_version_id=row["calendar"],
    )


def _counts(shown: WorkList, circle: Circle, *, me: Any, **edges: Any) -> QuerySet[Any, Any]:
    viewer = Viewer(me, *circle)
    asked = [which for which in WorkList if not _is_empty(which, viewer)]
    lists = {f"list_{which.name}": Counted(cases_in(which, viewer), along="due_at") for which in asked}
    rows = cases_in(shown, viewer)
    spans = {
        f"group_{name}": Counted(rows.filter(span), along="due_at")
        for name, span in Days(**edges).spans().items()
    }
    newest = CalendarVersion.objects.filter(calendar__sites=OuterRef("site")).order_by("-number")
    return (
        User.objects.filter(pk=me)
        .order_by()
        .values(
            **lists,
            **spans,
            team_name=Subquery(Team.objects.filter(pk__in=viewer.team_ids).values("name")[:1]),
            team_next=Subquery(cases_in(WorkList.TEAM, viewer).values("due_at")[:1]),
            calendar=Subquery(newest.values("pk")[:1]),
        )
    )


COUNTS = Kept(
    _counts,
    me=BigIntegerField(),
    now=DateTimeField(),
    tomorrow=DateTimeField(),
    day_after=DateTimeField(),
    next_week=DateTimeField(),
)


def _is_empty(which: WorkList, viewer: Viewer) -> bool:
    """Whether a list cannot hold anything for this person, so that nobody needs to ask."""
    return (which == WorkList.TEAM and not viewer.team_ids) or (
        which == WorkList.STAND_IN and not viewer.stands_in_for
    )
