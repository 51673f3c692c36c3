"""Where in a list somebody is, and which case comes next: it stands in the address, so nothing has to be remembered."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import F
from django.http import QueryDict
from django.utils.translation import gettext as _

from cases.counted import MOST, Counted
from cases.models import Case
from cases.work_address import LIST, Listing, listing
from crm.company.permissions import Viewer, sees_inside

POSITION = "stelle"


@dataclass(frozen=True)
class Place:
    """`position` counts from 1."""

    here: Listing
    position: int

    @property
    def query(self) -> str:
        """As it stands behind the question mark."""
        return urlencode([*self.here.fields, (POSITION, str(self.position))])


@dataclass(frozen=True)
class Next:
    """The case that comes next in the list, `place` being where it is; `total` is how many there are."""

    number: int
    title: str
    place: Place
    total: int

    @property
    def path(self) -> str:
        return f"/vorgaenge/{self.number}/?{self.place.query}"


def place_in(asked: QueryDict, viewer: Viewer) -> Place | None:
    """None for who did not come from a list."""
    position = asked.get(POSITION, "")
    if LIST not in asked or not position.isdecimal() or not 1 <= int(position) <= MOST:
        return None
    return Place(listing(asked, viewer), int(position))


def next_case(place: Place, case: Case, viewer: Viewer) -> Next | None:
    """What follows `case` in its list, also when the case has left it: then what has taken its place. One statement."""
    rows = place.here.cases(viewer)
    told = rows.annotate(total=Counted(rows, along="due_at"), secret=F("topic__confidential")).values(
        "number", "title", "team_id", "owner_id", "opened_by_id", "total", "secret"
    )
    for offset, line in enumerate(told[place.position - 1 : place.position + 1]):
        if line["number"] == case.number:
            continue
        sees = not line["secret"] or sees_inside(
            viewer,
            team_id=line["team_id"],
            owner_id=line["owner_id"],
            recorder_id=line["opened_by_id"],
        )
        there = Place(place.here, place.position + offset)
        return Next(line["number"], line["title"] if sees else _("Vertraulich"), there, line["total"])
    return None
