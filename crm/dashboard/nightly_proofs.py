"""Once a night all ten promises are counted over all rows; who answers for the company hears of a broken one."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cases.models import DeadlineAudit
from cases.proofs import RECOMPUTED
from crm.company.models import NoticeWay, Role, User
from crm.company.presence import company_day
from crm.dashboard.models import PromiseCheck
from crm.dashboard.promises import PROMISES, counted_proofs
from crm.lib.proofs import Proof
from crm.outbox.enqueue import enqueue
from crm.outbox.messages import messages_to
from crm.outbox.models import Notice
from crm.outbox.sweeping import SweepResult

HOUR: Final = timedelta(hours=3)
"""Counted from three o'clock on: an hour after the audit of the deadlines began."""
PATIENCE: Final = timedelta(hours=4)
"""So long the counting waits for that audit to end; then it takes what there is."""


def sweep_promises(now: datetime) -> SweepResult:
    """Count this night's promises, once; `handled` are promises, `failed` the broken ones."""
    night = company_day(now - HOUR)
    if PromiseCheck.objects.filter(night=night).exists():
        return SweepResult()
    audit = DeadlineAudit.objects.filter(night__gte=night).order_by("night").first()
    if audit is None or (audit.finished_at is None and now - audit.started_at < PATIENCE):
        return SweepResult()
    found = [*counted_proofs(now), _of(audit)]
    checks = [
        PromiseCheck(
            night=night,
            promise=promise.number,
            checked=sum(proof.checked for proof in found if proof.promise == promise.number),
            broken=sum(proof.broken for proof in found if proof.promise == promise.number),
            parts=[asdict(proof) for proof in found if proof.promise == promise.number],
            at=now,
        )
        for promise in PROMISES
    ]
    PromiseCheck.objects.bulk_create(checks, ignore_conflicts=True)
    broken = [check for check in checks if check.broken]
    _warn(broken, at=now)
    return SweepResult(handled=len(checks), failed=len(broken))


def _of(audit: DeadlineAudit) -> Proof:
    examples = tuple(f"#{each['number']}" for each in audit.examples[:3])
    return Proof(2, RECOMPUTED, audit.checked, audit.differences, examples)


def _warn(broken: Sequence[PromiseCheck], *, at: datetime) -> None:
    if not broken:
        return
    numbers = ", ".join(str(check.promise) for check in broken)
    people = User.objects.filter(is_active=True, role__in=[Role.MANAGEMENT, Role.ADMIN]).order_by("pk")
    notices: list[Notice] = []
    for person in people:
        with translation.override(person.language):
            subject = _("Gebrochene Versprechen: %(numbers)s") % {"numbers": numbers}
            text = _(
                "Die nächtliche Prüfung hat Zeilen gefunden, die ein Versprechen brechen. Was zu tun ist, steht dort."
            )
        notices += messages_to(
            person,
            way=NoticeWay.BOTH,
            kind="promise",
            key=f"promise:{broken[0].night}:{person.pk}",
            subject_key=f"promise:{broken[0].night}",
            subject=subject,
            text=text,
            path=reverse("proof"),
            at=at,
        )
    enqueue(notices)
