"""How many cases the lists of "Meine Arbeit" have, and what else the page says about them, in one statement."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, DateTimeField, OuterRef, QuerySet, Subquery

from cases.counted import Counted
from cases.work_address import Listing
from cases.work_filters import SLOTS, Names, narrowed
from cases.worklist import Days, WorkList, cases_in
from crm.company.models import CalendarVersion, Team, User
from crm.company.permissions import Circle, Viewer
from crm.lib.kept import Kept

EDGES = ("now", "tomorrow", "day_after", "next_week")


@dataclass(frozen=True)
class Counts:
    """How many cases each list has (`cases.counted.MOST` at most), and each group of the list that is shown.

    `shown`: how many of that list the filters leave.
    `team_name` is set when there is exactly one team; `team_next` is when its next case is due; `calendar_version_id`
    is the newest one of the person's own site.
    """

    lists: dict[WorkList, int]
    shown: int
    groups: dict[str, int]
    team_name: str
    team_next: datetime | None
    calendar_version_id: int | None


def counts(here: Listing, viewer: Viewer, *, days: Days) -> Counts:
    """All of it in one statement."""
    names, values = here.filters.names, here.filters.values
    [row] = COUNTS.rows(here.which, viewer.circle, names, me=viewer.user_id, **vars(days), **values)
    counted = {which: row.get(f"list_{which.name}", 0) for which in WorkList}
    shown = row["shown"] if names else counted[here.which]
    groups = {name: row[f"group_{name}"] for name in days.spans()}
    return Counts(
        lists=counted,
        shown=shown,
        groups=groups | {"later": max(shown - sum(groups.values()), 0)},
        team_name=row["team_name"] or "" if len(viewer.team_ids) == 1 else "",
        team_next=row["team_next"],
        calendar_version_id=row["calendar"],
    )


def _counts(shown: WorkList, circle: Circle, names: Names, *, me: Any, **known: Any) -> QuerySet[Any, Any]:
    viewer = Viewer(me, *circle)
    asked = [which for which in WorkList if not _is_empty(which, viewer)]
    lists = {f"list_{which.name}": Counted(cases_in(which, viewer), along="due_at") for which in asked}
    rows = narrowed(cases_in(shown, viewer), viewer, names, known)
    if names:
        lists["shown"] = Counted(rows, along="due_at")
    edges = {name: known[name] for name in EDGES}
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


COUNTS = Kept(_counts, me=BigIntegerField(), **{name: DateTimeField() for name in EDGES}, **SLOTS)


def _is_empty(which: WorkList, viewer: Viewer) -> bool:
    """Whether a list cannot hold anything for this person, so that nobody needs to ask."""
    return (which == WorkList.TEAM and not viewer.team_ids) or (
        which == WorkList.STAND_IN and not viewer.stands_in_for
    )
