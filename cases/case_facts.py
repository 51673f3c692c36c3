"""A case as its page needs it: the row, the people around it and what is counted, in one statement."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    BigIntegerField,
    DateField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Concat, NullIf, Trim

from cases.counted import Counted
from cases.merging import UNDO_TIME
from cases.models import Case, CaseCheck, CaseMerge, Closure, EscalationRecipient, Pause, Status
from cases.visibility import may_change
from contacts.models import Finding
from crm.company.models import Absence, User
from crm.company.permissions import Viewer
from crm.company.presence import company_day
from crm.lib.kept import Kept
from crm.lib.shown import Shown
from crm.outbox.reading import notices_of

TOGETHER = ("topic", "team__deputy", "owner", "opened_by", "customer__address")


@dataclass(frozen=True)
class Wait:
    """What the case waits for, and until when at most."""

    kind: str
    started_at: datetime
    until: datetime
    reason: str


@dataclass(frozen=True)
class MergedInto:
    """The case this one was taken into, and when."""

    number: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class CaseFacts(Shown):
    """`findings`: open gaps in the customer's master data. `stand_in`: who stands in for the owner today.
    `parts`: the merge can be taken back. `work_count` and `notice_count` are those of the reader, for the bar."""

    case: Case
    changes: bool
    acknowledges: bool
    cancelled: bool
    merged: MergedInto | None
    parts: bool
    has_checks: bool
    wait: Wait | None
    stand_in: str
    findings: int
    work_count: int
    notice_count: int


def case_facts(number: int, *, viewer: Viewer, user: User, now: datetime) -> CaseFacts:
    """The case with this number. Raises Case.DoesNotExist."""
    found = FACTS.rows(number=number, me=user.pk, now=now, day=company_day(now))
    if not found:
        raise Case.DoesNotExist
    [case] = found
    told = vars(case)
    changes = may_change(viewer, case)
    wait = None
    if told["wait_kind"] is not None:
        wait = Wait(told["wait_kind"], told["wait_from"], told["wait_until"], told["wait_reason"])
    return CaseFacts(
        case=case,
        changes=changes,
        acknowledges=changes or told["escalated_to_me"],
        cancelled=told["cancelled"],
        merged=MergedInto(told["merged_into"], told["merged_at"]) if told["merged_into"] else None,
        parts=changes and told["merged_at"] is not None and now <= told["merged_at"] + UNDO_TIME,
        has_checks=told["has_checks"],
        wait=wait,
        stand_in=told["stand_in"] or "",
        findings=told["findings"],
        work_count=told["work_count"],
        notice_count=told["unread_count"],
    )


def _facts(*, number: Any, **known: Any) -> QuerySet[Case]:
    return Case.objects.filter(number=number).select_related(*TOGETHER).annotate(**_told(**known))


FACTS = Kept(_facts, number=BigIntegerField(), me=BigIntegerField(), now=DateTimeField(), day=DateField())


def _told(*, me: Any, now: Any, day: Any) -> dict[str, Any]:
    mine = {"case": OuterRef("pk")}
    waits = Pause.objects.filter(**mine, ended_at=None)
    merges = CaseMerge.objects.filter(**mine, undone_at=None)
    away = Absence.objects.filter(
        user=OuterRef("owner"), starts_on__lte=day, ends_on__gte=day, substitute__isnull=False
    )
    name = Trim(Concat("substitute__first_name", Value(" "), "substitute__last_name"))
    my_work = Case.objects.filter(Q(owner=me) & ~Q(status=Status.RESOLVED))
    return {
        "wait_kind": Subquery(waits.values("kind")[:1]),
        "wait_from": Subquery(waits.values("started_at")[:1]),
        "wait_until": Subquery(waits.values("until")[:1]),
        "wait_reason": Subquery(waits.values("reason")[:1]),
        "cancelled": Exists(Closure.objects.filter(**mine, reopened_at=None, cancelled=True)),
        "has_checks": Exists(CaseCheck.objects.filter(**mine)),
        "merged_into": Subquery(merges.values("into__number")[:1]),
        "merged_at": Subquery(merges.values("at")[:1]),
        "escalated_to_me": Exists(
            EscalationRecipient.objects.filter(user=me, escalation__case=OuterRef("pk"))
        ),
        "stand_in": Subquery(
            away.values(name=Coalesce(NullIf(name, Value("")), F("substitute__username")))[:1]
        ),
        "findings": Counted(Finding.objects.filter(customer=OuterRef("customer"), resolved_at=None)),
        "work_count": Counted(my_work),
        "unread_count": Counted(notices_of(me, now=now).filter(read_at=None)),
    }
