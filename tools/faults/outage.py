"""`python -m tools.faults.outage PEOPLE CASES_EACH`: a database that slept 72 hours is swept; says as JSON what came.

Every case had several rungs and repetitions to climb meanwhile: its promise is due 4 hours after it was opened,
its resolution 16 hours after.
"""

import json
import sys
from datetime import timedelta
from itertools import cycle
from typing import Any

import django

OUTAGE = timedelta(hours=72)


def main(people: int, cases_each: int) -> None:
    from django.core.management import call_command  # noqa: PLC0415 - the models exist from here on
    from django.utils import timezone  # noqa: PLC0415

    from cases.escalation import sweep_escalations  # noqa: PLC0415
    from cases.models import Case, Deadline, Escalation  # noqa: PLC0415
    from crm.company.models import Installation, Role  # noqa: PLC0415
    from crm.outbox.delivery import sweep_mail  # noqa: PLC0415
    from tests.factories.cases import make_policy, make_topic  # noqa: PLC0415
    from tests.factories.company import make_calendar, make_site, make_team, make_user  # noqa: PLC0415
    from tests.factories.many import many_cases  # noqa: PLC0415
    from tools.faults.stock import AROUND_THE_CLOCK  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    Installation.objects.update_or_create(pk=1, defaults={"kind": Installation.TEST})
    make_policy()
    make_user(Role.MANAGEMENT)
    owners = [make_user(email=f"person{number}@example.org") for number in range(people)]
    team = make_team(tuple(owners[:1]), site=make_site(calendar=make_calendar(AROUND_THE_CLOCK)))
    back = timezone.now()
    opened = back - OUTAGE
    cases = many_cases(make_topic(team), by=owners[0], at=opened, count=people * cases_each)
    for case, owner in zip(cases, cycle(owners), strict=False):
        case.owner_id = owner.pk
    Case.objects.bulk_update(cases, ["owner"], batch_size=500)

    first = sweep_escalations(back)
    escalations = list(Escalation.objects.all())
    while sweep_mail(timezone.now()).handled:  # a round is short, so that slow mail servers hold nobody up
        pass
    said: dict[str, Any] = {
        "deadlines": Deadline.objects.filter(due_at__lt=back).count(),
        "handled": first.handled,
        "fired": len(escalations),
        "lowest": sum(each.step == 1 for each in escalations),
        "own_time": sum(each.armed_for < each.due_at < back for each in escalations),
        **_mails(owners),
        "at_once_again": sweep_escalations(back + timedelta(minutes=1)).handled,
        "next_step": sweep_escalations(back + timedelta(hours=1, minutes=1)).handled,
    }
    said["next_is_second"] = Escalation.objects.filter(step=2).count()
    json.dump(said, sys.stdout)


def _mails(owners: list[Any]) -> dict[str, int]:
    """How many people got exactly one mail, and how many of those name every case with every original due time."""
    from django.utils.timezone import get_default_timezone  # noqa: PLC0415

    from cases.models import Deadline  # noqa: PLC0415
    from crm.lib.formats import full_moment  # noqa: PLC0415
    from crm.outbox.letters import letter_of  # noqa: PLC0415
    from crm.outbox.models import Notice  # noqa: PLC0415

    one = whole = 0
    for owner in owners:
        mails = Notice.objects.filter(
            medium=Notice.MAIL, recipient=owner, gathered_in=None, sent_at__isnull=False
        )
        letters = [str(letter_of(mail).body) for mail in mails]
        mine = Deadline.objects.filter(case__owner=owner).select_related("case")
        one += len(letters) == 1
        whole += len(letters) == 1 and all(
            f"#{deadline.case.number} " in letters[0]
            and full_moment(deadline.due_at, tz=get_default_timezone()) in letters[0]
            for deadline in mine
        )
    return {"people": len(owners), "one_mail": one, "whole_mail": whole}


if __name__ == "__main__":
    django.setup()
    main(*(int(value) for value in sys.argv[1:]))
