"""Which list somebody looks at. It stands in the address, so that a link, a reload and "zurück" lead to the same."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict

from cases.models import Case
from cases.work_filters import NOT_FILTERED, Filters
from cases.worklist import WorkList, cases_in
from crm.company.models import Role
from crm.company.permissions import Viewer

LIST = "liste"


@dataclass(frozen=True)
class Listing:
    """One of the lists, narrowed by filters."""

    which: WorkList
    filters: Filters = NOT_FILTERED

    def cases(self, viewer: Viewer) -> QuerySet[Case]:
        """What stands in it, in due order."""
        return self.filters.narrow(cases_in(self.which, viewer), viewer)

    @property
    def fields(self) -> list[tuple[str, str]]:
        """As hidden fields of a form."""
        return [(LIST, self.which.value), *self.filters.chosen]

    @property
    def query(self) -> str:
        """As it stands behind the question mark."""
        return urlencode(self.fields)


def listing(asked: QueryDict, viewer: Viewer) -> Listing:
    """What the address asks for."""
    return Listing(_which(asked.get(LIST, ""), viewer), Filters.asked(asked))


def _which(wanted: str, viewer: Viewer) -> WorkList:
    """Without a wish what this person answers for: everything, the team's, their own."""
    if wanted in WorkList.values:
        return WorkList(wanted)
    if viewer.role == Role.MANAGEMENT:
        return WorkList.ALL
    return WorkList.TEAM if viewer.role == Role.LEAD and viewer.team_ids else WorkList.MINE
