"""The cases of a customer in words: status and promise for everybody, the matter only for those inside."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import lru_cache
from typing import Any, Final

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models import Case, Closure, Status
from cases.visibility import sees_matter
from contacts.models import Customer
from crm.company.permissions import Viewer
from crm.lib.formats import due_moment, overdue_since
from crm.lib.kept import Kept
from crm.lib.shown import Shown

ROOMS: Final = (4, 12, 25, 50)
"""For so many ids a statement is kept; a page of the story has fifty at most."""
NOBODYS: Final = 0
"""An id that no case has; it fills what room is left."""


@dataclass(frozen=True, kw_only=True)
class CaseTold(Shown):
    """`matter` is its title, or "Vertraulich" to those outside. `state` colours `words`: late, wait, solved or ""."""

    number: int
    matter: str
    seen: bool
    team: str
    open: bool
    words: str
    state: str


def cases_told(
    customer: Customer, ids: Collection[int], *, viewer: Viewer, now: datetime, tz: tzinfo
) -> dict[int, CaseTold]:
    """The cases with these ids and every open one of the customer, next due first. One statement."""
    room = next((size for size in ROOMS if size >= len(ids)), len(ids))
    filled = dict.fromkeys(_slots(room), NOBODYS) | dict(zip(_slots(room), ids, strict=False))
    cases = _cases_in(room).rows(customer=customer.pk, **filled)
    return {case.pk: _told(case, viewer, now=now, tz=tz) for case in cases}


def _slots(room: int) -> list[str]:
    return [f"id{place}" for place in range(room)]


@lru_cache(maxsize=len(ROOMS) + 1)
def _cases_in(room: int) -> Kept[Case]:
    """The statement with room for so many ids."""
    return Kept(_cases, customer=BigIntegerField(), **{name: BigIntegerField() for name in _slots(room)})


def _cases(*, customer: Any, **ids: Any) -> QuerySet[Case]:
    in_force = Closure.objects.filter(case=OuterRef("pk"), reopened_at=None)
    return (
        Case.objects.filter(Q(pk__in=list(ids.values())) | Q(customer=customer) & ~Q(status=Status.RESOLVED))
        .select_related("topic", "team")
        .annotate(
            cancelled=Exists(in_force.filter(cancelled=True)),
            merged=Exists(in_force.filter(merged_into__isnull=False)),
        )
        .order_by("due_at", "pk")
    )


def _told(case: Case, viewer: Viewer, *, now: datetime, tz: tzinfo) -> CaseTold:
    words, state = _stand(case, now=now, tz=tz)
    seen = sees_matter(viewer, case)
    return CaseTold(
        number=case.number,
        matter=case.title if seen else _("Vertraulich"),
        seen=seen,
        team=case.team.name,
        open=case.status != Status.RESOLVED,
        words=words,
        state=state,
    )


def _stand(case: Case, *, now: datetime, tz: tzinfo) -> tuple[str, str]:
    if vars(case)["cancelled"]:
        return _("storniert"), ""
    if vars(case)["merged"]:
        return _("zusammengeführt"), ""
    if case.due_at is None:
        return _solved(case, tz), "solved"
    if case.due_at <= now:
        return overdue_since(case.due_at, minutes=0, now=now, tz=tz), "late"
    moment = {"moment": due_moment(case.due_at, now=now, tz=tz)}
    if case.status == Status.WAITING:
        return _("wartet, Frist %(moment)s") % moment, "wait"
    return _("Frist %(moment)s") % moment, ""


def _solved(case: Case, tz: tzinfo) -> str:
    assert case.resolved_at is not None
    days = (case.resolved_at.astimezone(tz).date() - case.opened_at.astimezone(tz).date()).days
    if not days:
        return _("am selben Tag gelöst")
    return ngettext("gelöst in einem Tag", "gelöst in %(n)s Tagen", days) % {"n": days}
