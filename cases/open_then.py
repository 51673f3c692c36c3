"""How many cases were open at past moments: told by how many are now, and what began, ended and began anew since."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from django.db.models import Count, F, QuerySet, Value

from cases.metrics import unfinished
from cases.models import Case, Closure
from crm.lib.tallies import span

FOREVER: Final = datetime(9999, 1, 1, tzinfo=UTC)
CAME, WENT = "came", "went"


class Then(NamedTuple):
    """`open` at a moment; `came` and `went` from then until the next moment. By team, as cases lie there now."""

    open: Counter[int]
    came: Counter[int]
    went: Counter[int]


def open_then(moments: Sequence[datetime]) -> list[Then]:
    """For each of the moments, given in order. Two statements."""
    if not moments:
        return []
    turns = {(way, number): Counter[int]() for way in (CAME, WENT) for number in range(len(moments))}
    closed = Closure.objects.all()
    opened, *others = (
        _turned(CAME, Case.objects.all(), "opened_at", "team_id", moments),
        _turned(CAME, closed, "reopened_at", "case__team_id", moments),
        _turned(WENT, closed, "at", "case__team_id", moments),
    )
    for way, number, team, n in opened.union(*others, all=True):
        turns[way, number][team] += n
    standing = Counter(dict(unfinished().order_by().values_list("team_id").annotate(n=Count("pk"))))
    found = []
    for number in reversed(range(len(moments))):
        came, went = turns[CAME, number], turns[WENT, number]
        standing = Counter(
            {team: standing[team] - came[team] + went[team] for team in {*standing, *came, *went}}
        )
        found.append(Then(standing, came, went))
    return found[::-1]


def _turned(
    way: str, rows: "QuerySet[Any, Any]", moment: str, team: str, moments: Sequence[datetime]
) -> "QuerySet[Any, Any]":
    of = rows.filter(**{f"{moment}__gte": moments[0]}).order_by()
    labelled = of.annotate(span=span(moment, [*moments, FOREVER]), of_team=F(team))
    counted: QuerySet[Any, Any] = labelled.values_list(Value(way), "span", "of_team").annotate(n=Count("pk"))
    return counted
