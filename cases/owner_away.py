"""Whose owner is away too long goes back to the team: the case has nobody, and the lead hears of it at once.

Two limits, both in working days of the team and set by the company (`cases.models.CaseRules`):
- on more than `away_alone_days` of the absence nobody stands in: back on the first day on which nobody does;
- away on more than `away_covered_days` in a row, whoever stands in: back on the day after.
A short absence changes nothing: its escalations go to the substitute or the lead anyway.
"""

import logging
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from cases.case_rules import case_rules
from cases.failing import put_off
from cases.models import Case, CaseEvent, CaseRules, Status
from cases.recipients import People
from cases.return_notices import return_notices
from crm.company.away import Away
from crm.company.calendars import current_versions, hours_of
from crm.company.presence import company_day
from crm.lib.history import save_many_as
from crm.lib.working_days import day_intervals
from crm.lib.working_hours import Hours
from crm.outbox.enqueue import enqueue
from crm.outbox.sweeping import SweepResult

BATCH = 200

log = logging.getLogger(__name__)


def sweep_owners_away(now: datetime) -> SweepResult:
    """Give back every case whose owner is away too long. Those of one owner and team go together."""
    handled = failed = 0
    for owner_id, case_ids in given_back(now):
        for start in range(0, len(case_ids), BATCH):
            done, broken = _some(owner_id, case_ids[start : start + BATCH], now)
            handled, failed = handled + done, failed + broken
    return SweepResult(handled=handled, failed=failed)


def given_back(now: datetime, *, known_at: datetime | None = None) -> list[tuple[int, list[int]]]:
    """Owner and ids of the open cases that belong back to their team, team by team; what failed shortly ago waits.

    `known_at`: judge only by absences that were entered by then.
    """
    day = company_day(now)
    away = Away.around(day, known_at=known_at)
    owned: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    cases = (
        Case.objects.exclude(status=Status.RESOLVED).filter(owner__in=away.on(day)).exclude(retry_at__gt=now)
    )
    for case_id, owner_id, team_id, calendar_id in cases.order_by("owner", "team", "number").values_list(
        "pk", "owner", "team", "team__site__calendar"
    ):
        owned[owner_id, team_id, calendar_id].append(case_id)
    if not owned:
        return []
    rules, versions = case_rules(), current_versions()
    return [
        (owner_id, case_ids)
        for (owner_id, _team_id, calendar_id), case_ids in owned.items()
        if too_long(away, owner_id, day, rules=rules, hours=hours_of(versions[calendar_id].pk))
    ]


def too_long(away: Away, owner_id: int, day: date, *, rules: CaseRules, hours: Hours) -> bool:
    """Whether this absence takes the owner's cases back to the team on `day`."""
    days = away.working_days(owner_id, day, lambda each: bool(day_intervals(hours, each.toordinal())))
    if len([each for each in days if each <= day]) > rules.away_covered_days:
        return True
    if not away.nobody_stands_in(owner_id, day):
        return False
    return len([each for each in days if away.nobody_stands_in(owner_id, each)]) > rules.away_alone_days


def _some(owner_id: int, case_ids: Sequence[int], now: datetime) -> tuple[int, int]:
    try:
        return _give_back(owner_id, case_ids, now), 0
    except Exception:
        log.exception("cases could not be given back together; they are taken one by one")
    done = broken = 0
    for case_id in case_ids:
        try:
            done += _give_back(owner_id, [case_id], now)
        except Exception as error:
            broken += 1
            put_off(case_id, error, now=now)
            log.exception("a case could not be given back", extra={"case": case_id})
    return done, broken


@transaction.atomic
def _give_back(owner_id: int, case_ids: Sequence[int], now: datetime) -> int:
    """Cases of one owner and team, with history, story and notices. What was handed over meanwhile is left alone."""
    people = People.at(now)
    rows = Case.objects.filter(pk__in=case_ids, owner=owner_id).exclude(status=Status.RESOLVED)
    cases = list(
        rows.select_for_update(skip_locked=True, of=("self",))
        .select_related("team", "owner", "topic")
        .order_by("number")
    )
    if not cases:
        return 0
    owner = cases[0].owner
    assert owner is not None
    for case in cases:
        case.owner = None
        case.version += 1
    reasons = [_("%(owner)s ist länger nicht da.") % {"owner": owner}] * len(cases)
    save_many_as(cases, ["owner", "version"], by=None, at=now, reasons=reasons)
    CaseEvent.objects.bulk_create(
        CaseEvent(case=case, at=now, verb="returned", data={"owner": str(owner), "team": case.team.name})
        for case in cases
    )
    enqueue(return_notices(cases, owner, people, now))
    return len(cases)


def left_behind(swept: datetime) -> QuerySet[Case]:
    """Cases that a sweep at that moment had to give back and did not. What changed since is left to the next one."""
    late = [case_id for _owner_id, case_ids in given_back(swept, known_at=swept) for case_id in case_ids]
    tracked: Any = Case
    since = tracked.history.filter(id=OuterRef("pk"), history_date__gt=swept)
    return Case.objects.filter(~Exists(since), pk__in=late)
