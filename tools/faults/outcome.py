"""`python -m tools.faults.outcome LAST`: what became of the timers due up to `LAST`, as JSON."""

import json
import sys
from dataclasses import asdict, dataclass

import django


@dataclass(frozen=True)
class Outcome:
    """Of the timers: how many fired, never fired, fired twice, fired before their time, and the seconds each was late.

    Of the mails: how many rows, how many are sent or dead, and the Message-IDs of those that travel on their own.
    """

    fired: int
    missed: int
    twice: int
    early: int
    told_in_app: int
    late: list[float]
    mails: int
    sent: int
    dead: int
    message_ids: list[str]


def main(last: str) -> None:
    from django.db.models import Count  # noqa: PLC0415 - the models exist from here on

    from cases.models import Case, CaseEvent, Escalation  # noqa: PLC0415
    from crm.outbox.letters import message_id  # noqa: PLC0415
    from crm.outbox.models import Notice  # noqa: PLC0415

    events = CaseEvent.objects.filter(verb="escalated")
    moments = list(Escalation.objects.values_list("armed_for", "fired_at"))
    mails = Notice.objects.filter(medium=Notice.MAIL, gathered_in=None)  # a digest stands for what it carries
    json.dump(
        asdict(
            Outcome(
                fired=len(moments),
                missed=Case.objects.filter(escalate_at__lte=last).count(),
                twice=events.values("case").annotate(times=Count("pk")).filter(times__gt=1).count(),
                early=sum(fired < armed for armed, fired in moments),
                told_in_app=Notice.objects.filter(medium=Notice.APP, kind="escalation").count(),
                late=sorted((fired - armed).total_seconds() for armed, fired in moments),
                mails=mails.count(),
                sent=mails.filter(sent_at__isnull=False).count(),
                dead=mails.filter(dead_at__isnull=False).count(),
                message_ids=[message_id(mail) for mail in mails.filter(gathered_in=None)],
            )
        ),
        sys.stdout,
    )


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1])
