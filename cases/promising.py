"""What we can promise for a topic right now: which team answers, until when. The same sum that opens a case."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from cases.arming import armed
from cases.checklists import with_points
from cases.models import Deadline, DeadlineKind, PolicyVersion
from cases.policies import version_for
from contacts.models import Topic
from crm.company.models import CalendarVersion, Team


@dataclass(frozen=True)
class Promise:
    """`first_response_due` is what is said aloud; `resolution_due` is when the matter shall be solved."""

    team: Team
    version: PolicyVersion
    calendar_version_id: int
    first_response: Deadline
    resolution: Deadline

    @property
    def first_response_due(self) -> datetime:
        return self.first_response.due_at

    @property
    def resolution_due(self) -> datetime:
        return self.resolution.due_at


def topics_for_promises() -> QuerySet[Topic]:
    """Topics with team, points and the newest calendar version of the team's site, in one statement."""
    newest = (
        CalendarVersion.objects.filter(calendar=OuterRef("team__site__calendar"))
        .order_by("-number")
        .values("pk")[:1]
    )
    return with_points(Topic.objects.select_related("team").annotate(calendar_version_id=Subquery(newest)))


def calendar_version_of(team: Team) -> int:
    """The newest calendar version of a team's site."""
    versions = CalendarVersion.objects.filter(calendar__sites=team.site_id).order_by("-number")
    return versions.values_list("pk", flat=True)[:1].get()


def promise(
    topic: Topic,
    *,
    channel: str,
    complaint: bool,
    start: datetime,
    group_id: int | None = None,
    version: PolicyVersion | None = None,
) -> Promise:
    """What a case of this topic, opened at `start`, promises. `topic` should come from `topics_for_promises`;
    `group_id` is the group of the customer, if any; `version` where the policy was chosen before."""
    version = version or version_for(topic=topic, channel=channel, complaint=complaint, group_id=group_id)
    calendar_version_id = getattr(topic, "calendar_version_id", None) or calendar_version_of(topic.team)
    first_response, resolution = (
        armed(kind, version=version, calendar_version_id=calendar_version_id, start=start)
        for kind in (DeadlineKind.FIRST_RESPONSE, DeadlineKind.RESOLUTION)
    )
    return Promise(topic.team, version, calendar_version_id, first_response, resolution)
