"""What a page of figures names, and since when figures are held: read together, in one statement."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Case, CharField, Count, IntegerField, Min, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce

from contacts.models import Topic
from crm.company.models import Site, Team
from crm.company.site_groups import shown_alone, staff
from crm.dashboard.codes import COMPLETE
from crm.dashboard.models import DailyFigure
from crm.lib.kept import Kept

TOPIC, SITE, TEAM, SINCE = "topic", "site", "team", "since"


class Entry(NamedTuple):
    """`above` is the name of the upper topic. `number`: a topic is in use or not, people of a site."""

    key: int
    name: str
    above: str
    number: int

    @property
    def whole(self) -> str:
        return f"{self.above}: {self.name}" if self.above else self.name


@dataclass(frozen=True)
class Directory:
    """`sites` are those that are shown by themselves, the largest first.

    `since` is the first day that was over when it was counted, None before the first night: no number is shown of a
    time in which nobody counted.
    """

    topics: tuple[Entry, ...]
    sites: tuple[Entry, ...]
    teams: tuple[Entry, ...]
    since: date | None


def read_directory() -> Directory:
    """Topics by their upper ones, teams by name. One statement."""
    found: dict[str, list[Entry]] = {TOPIC: [], SITE: [], TEAM: [], SINCE: []}
    for kind, *entry in DIRECTORY.rows():
        found[kind].append(Entry(*entry))
    sites = sorted(found[SITE], key=lambda each: -each.number)
    large = shown_alone([each.number for each in sites])
    since = next((date.fromisoformat(each.name) for each in found[SINCE] if each.number), None)
    return Directory(tuple(found[TOPIC]), tuple(sites[:large]), tuple(found[TEAM]), since)


def _directory() -> QuerySet[Any, Any]:
    nothing, zero = Value("", CharField()), Value(0, IntegerField())
    active = Case(When(active=True, then=Value(1)), default=Value(0), output_field=IntegerField())
    topics = _labelled(Topic.objects.all(), TOPIC, Coalesce("parent__name", nothing))
    sites, teams = (
        _labelled(rows, kind, nothing)
        for rows, kind in ((Site.objects.all(), SITE), (Team.objects.all(), TEAM))
    )
    held = _labelled(DailyFigure.objects.filter(code=COMPLETE, dimension="", numerator=1), SINCE, nothing)
    columns = ("kind", "pk", "name", "above", "number")
    named: QuerySet[Any, Any] = topics.annotate(number=active).values_list(*columns)
    named = named.union(
        sites.annotate(number=staff()).values_list(*columns),
        teams.annotate(number=zero).values_list(*columns),
        held.annotate(key=zero)
        .values("kind", "key", "above")
        .annotate(first=Cast(Min("day"), CharField()), number=Count("pk"))
        .values_list("kind", "key", "first", "above", "number"),
        all=True,
    )
    return named.order_by("above", "name")


def _labelled(rows: QuerySet[Any, Any], kind: str, above: Any) -> QuerySet[Any, Any]:
    labelled: QuerySet[Any, Any] = rows.order_by().annotate(kind=Value(kind, CharField()), above=above)
    return labelled


DIRECTORY = Kept(_directory)
