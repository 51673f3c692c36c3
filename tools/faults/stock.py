"""`python -m tools.faults.stock TIMERS FIRST_AFTER SPREAD`: the database of DATABASE_URL gets open cases with timers.

The first timer fires `FIRST_AFTER` seconds from now (less than 0: it should have, long ago), the last one `SPREAD`
seconds later. Working time runs around the clock, so a timer is a moment and nothing else. Says as JSON the
moments of the first and of the last one.
"""

import json
import sys
from datetime import datetime, timedelta
from itertools import cycle

import django

OWNERS_PER_TIMER = 1 / 3
AROUND_THE_CLOCK = {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
FAR = 14 * 24 * 60  # working minutes: everything that does not belong to the measured timers


def main(timers: int, first_after: int, spread: int) -> None:
    from django.core.management import call_command  # noqa: PLC0415 - the models exist from here on
    from django.utils import timezone  # noqa: PLC0415

    from crm.company.models import Installation, Role  # noqa: PLC0415
    from tests.factories.cases import make_policy, make_topic  # noqa: PLC0415
    from tests.factories.company import make_calendar, make_site, make_team, make_user  # noqa: PLC0415
    from tests.factories.many import many_cases  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    Installation.objects.update_or_create(pk=1, defaults={"kind": Installation.TEST})
    make_policy(first_response=FAR, resolution=2 * FAR)
    make_user(Role.MANAGEMENT)
    owners = [
        make_user(email=f"person{number}@example.org")
        for number in range(max(1, int(timers * OWNERS_PER_TIMER)))
    ]
    team = make_team(tuple(owners[:1]), site=make_site(calendar=make_calendar(AROUND_THE_CLOCK)))
    now = timezone.now()
    cases = many_cases(make_topic(team), by=owners[0], at=now - timedelta(minutes=1), count=timers)
    start = timezone.now() + timedelta(seconds=first_after)
    moments = [start + timedelta(seconds=spread * number / timers) for number in range(timers)]
    arm([case.pk for case in cases], moments, [owner.pk for owner in owners])
    json.dump({"first": moments[0].isoformat(), "last": moments[-1].isoformat()}, sys.stdout)


def arm(case_ids: list[int], moments: list[datetime], owner_ids: list[int]) -> None:
    """Give each case its owner, and its promise the moment on which the first rung fires."""
    from cases.models import Case, Deadline  # noqa: PLC0415

    at = dict(zip(case_ids, moments, strict=True))
    owner = dict(zip(case_ids, cycle(owner_ids), strict=False))
    cases = list(Case.objects.filter(pk__in=case_ids))
    for case in cases:
        case.escalate_at, case.owner_id = at[case.pk], owner[case.pk]
    Case.objects.bulk_update(cases, ["escalate_at", "owner"], batch_size=500)
    promises = list(Deadline.objects.filter(case__in=case_ids, kind="first_response"))
    for promise in promises:
        promise.next_step_at = at[promise.case_id]
    Deadline.objects.bulk_update(promises, ["next_step_at"], batch_size=500)


if __name__ == "__main__":
    django.setup()
    main(*(int(value) for value in sys.argv[1:]))
