"""Where a try-out begins: a case as it stands, or one that somebody imagines while writing a policy. Only reads."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from cases.arming import climb
from cases.case_rules import case_rules
from cases.deadlines import due_at
from cases.models import (
    Case,
    Deadline,
    DeadlineKind,
    DeadlineState,
    Escalation,
    EscalationStep,
    Pause,
    Priority,
)
from cases.pausing import pause_spans
from cases.policies import steps_of
from cases.promising import calendar_version_of
from cases.tryout import Moment, Scene, play
from crm.company.away import Away
from crm.company.calendars import hours_of
from crm.company.models import Team, User
from crm.company.presence import company_day

RUNNING = [DeadlineState.ARMED, DeadlineState.PAUSED]


def scene_of(case: Case, *, now: datetime) -> Scene:
    """An open case with everything that ticks on it. `case.team` should be loaded. At most nine statements."""
    deadlines = list(Deadline.objects.filter(case=case, state__in=RUNNING))
    fired = Escalation.objects.filter(deadline__in=deadlines).values_list("deadline__kind", "step")
    waits = Pause.objects.filter(case=case, ended_at=None).values_list("until", flat=True)
    return Scene(
        case=case,
        deadlines=deadlines,
        ladders={each.kind: steps_of(each.policy_version_id, each.kind) for each in deadlines},
        now=now,
        users=_users(),
        away=Away.around(company_day(now)),
        rules=case_rules(),
        hours=hours_of(calendar_version_of(case.team)),
        waits_until=waits.first(),
        pauses=pause_spans(case.pk),
        fired=set(fired),
    )


def imagined(
    *,
    ladders: Mapping[str, Sequence[EscalationStep]],
    first_response_minutes: int,
    resolution_minutes: int,
    team: Team,
    owner: User | None,
    start: datetime,
) -> Scene:
    """A case that would be opened at `start` under these steps and targets (working minutes); none of it need exist.

    `ladders`: by kind of deadline, unsaved steps are fine, each with at least one.
    """
    version_id = calendar_version_of(team)
    minutes = {
        DeadlineKind.FIRST_RESPONSE.value: first_response_minutes,
        DeadlineKind.RESOLUTION.value: resolution_minutes,
    }
    deadlines = []
    for kind, target in minutes.items():
        due = due_at(start, target * 60, hours_of(version_id))
        deadline = Deadline(
            kind=kind,
            started_at=start,
            target_seconds=target * 60,
            due_at=due,
            promised_at=due,
            calendar_version_id=version_id,
        )
        climb(deadline, ladders[kind][0])
        deadlines.append(deadline)
    return Scene(
        case=Case(team=team, owner=owner, priority=Priority.NORMAL),
        deadlines=deadlines,
        ladders=ladders,
        now=start,
        users=_users(),
        away=Away.around(company_day(start)),
        rules=case_rules(),
        hours=hours_of(version_id),
    )


def until(scene: Scene, day_ends: datetime) -> tuple[list[Moment], Moment | None]:
    """What happens before `day_ends`, and the first thing after it."""
    moments = play(scene)
    ahead: list[Moment] = []
    for moment in moments:
        if moment.at >= day_ends:
            return ahead, moment
        ahead.append(moment)
    return ahead, None


def _users() -> dict[int, User]:
    return {user.pk: user for user in User.objects.filter(is_active=True).order_by("pk")}
