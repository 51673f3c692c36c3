"""One line of the work list: what is due when, in words. One statement for a page of them."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim
from django.utils.translation import gettext as _

from cases.countdown import LATE, RUNNING, Countdown, countdown
from cases.models import (
    Acknowledgement,
    Case,
    CaseContact,
    Deadline,
    DeadlineKind,
    DeadlineState,
    Escalation,
    Pause,
    PauseKind,
    Status,
)
from cases.notices import path_of
from cases.visibility import sees_matter
from contacts.models import Customer
from crm.company.calendars import hours_of
from crm.company.models import User
from crm.company.permissions import Viewer
from crm.lib.formats import due_short

PER_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Row:
    """`urgency` is late, soon, wait or nothing; `state_kind` colours `state`; `trouble` says what broke.

    Everything is ready to be shown: a long list leaves nothing to its template.
    """

    path: str
    title: str
    sub: str
    due: datetime
    due_iso: str
    due_words: str
    left: str
    share: float
    urgency: str
    badge: str = ""
    state: str = ""
    state_kind: str = ""
    state_icon: str = ""
    channel: str = ""
    topic: str = ""
    owner: User | None = None
    trouble: str = ""
    confidential: bool = False


def rows(cases: QuerySet[Case], *, viewer: Viewer, now: datetime, tz: tzinfo, skip: int = 0) -> list[Row]:
    """The lines of up to `PER_PAGE` cases, from the `skip`-th on."""
    page = cases.select_related("topic", "team", "owner", "customer__address").annotate(**_told(now))
    return [_row(case, vars(case), viewer=viewer, now=now, tz=tz) for case in page[skip : skip + PER_PAGE]]


def _told(now: datetime) -> dict[str, Any]:
    """What a line needs beside the case, as values of the same statement."""
    mine = {"case": OuterRef("pk")}
    next_due = Deadline.objects.filter(**mine, state=DeadlineState.ARMED, due_at=OuterRef("due_at")).order_by(
        "kind"
    )
    seen = Acknowledgement.objects.filter(**mine, next_at__gt=now).order_by("-at", "-pk")
    name = Trim(Concat("by__first_name", Value(" "), "by__last_name"))
    opened = CaseContact.objects.filter(**mine, opened_case=True)
    unseen = Escalation.objects.filter(**mine, acknowledged_at=None).order_by("-fired_at", "-pk")
    return {
        "deadline_kind": Subquery(next_due.values("kind")[:1]),
        "deadline_started": Subquery(next_due.values("started_at")[:1]),
        "deadline_target": Subquery(next_due.values("target_seconds")[:1]),
        "deadline_calendar": Subquery(next_due.values("calendar_version_id")[:1]),
        "waits_for": Subquery(Pause.objects.filter(**mine, ended_at=None).values("kind")[:1]),
        "step": Subquery(unseen.values("step")[:1]),
        "seen_by": Subquery(seen.values(name=Coalesce(NullIf(name, Value("")), F("by__username")))[:1]),
        "channel": Subquery(opened.values("contact__channel")[:1]),
    }


def _row(case: Case, told: dict[str, Any], *, viewer: Viewer, now: datetime, tz: tzinfo) -> Row:
    left = _countdown(case, told, now)
    assert case.due_at is not None
    common: dict[str, Any] = {
        "path": path_of(case),
        "due": case.due_at,
        "due_iso": case.due_at.isoformat(),
        "due_words": due_short(case.due_at, now=now, tz=tz),
        "share": left.share,
        "urgency": "" if left.state == RUNNING else left.state,
        "trouble": _trouble(case, now=now, tz=tz),
    }
    if not sees_matter(viewer, case):
        return Row(
            title=_("Vertraulich"),
            sub=f"#{case.number} · {_team(case)}",
            left=left.words(now=now, tz=tz, short=True),
            confidential=True,
            **common,
        )
    if case.status == Status.WAITING and left.state != LATE:
        common["urgency"] = "wait"
    badge = _("Stufe %(step)d") % {"step": told["step"]} if told["step"] is not None else ""
    state, kind, icon = _state(case, told)
    return Row(
        title=case.title,
        sub=_sub(case),
        left=_left(case, told, left, now=now, tz=tz),
        badge=badge,
        state=state,
        state_kind=kind,
        state_icon=icon,
        channel=told["channel"] or "",
        topic=case.topic.name,
        owner=case.owner,
        **common,
    )


def _countdown(case: Case, told: dict[str, Any], now: datetime) -> Countdown:
    assert case.due_at is not None
    if told["deadline_calendar"] is None:  # a broken row must not hide the list it stands in
        return Countdown(case.due_at, 1.0, 0, LATE if now >= case.due_at else RUNNING)
    return countdown(
        started_at=told["deadline_started"],
        due_at=case.due_at,
        target_seconds=told["deadline_target"],
        hours=hours_of(told["deadline_calendar"]),
        now=now,
    )


def _left(case: Case, told: dict[str, Any], left: Countdown, *, now: datetime, tz: tzinfo) -> str:
    words = left.words(now=now, tz=tz, short=True)
    if left.state == LATE:
        return words
    if told["deadline_kind"] == DeadlineKind.FOLLOW_UP:
        if case.status == Status.WAITING and told["waits_for"]:
            return waiting_words(told["waits_for"], until=True)
        return _("Wiedervorlage, %(left)s") % {"left": words}
    if told["deadline_kind"] == DeadlineKind.RESOLUTION:
        return _("Lösung, %(left)s") % {"left": words}
    return words


def waiting_words(kind: str, *, until: bool = False) -> str:
    """ "Wartet auf Kunde"; `until`: for a line that shows the end, "wartet auf Kunde bis dahin"."""
    if until:
        return {
            PauseKind.CUSTOMER: _("wartet auf Kunde bis dahin"),
            PauseKind.SUPPLIER: _("wartet auf Lieferant bis dahin"),
            PauseKind.APPOINTMENT: _("wartet auf Termin bis dahin"),
        }[PauseKind(kind)]
    return {
        PauseKind.CUSTOMER: _("Wartet auf Kunde"),
        PauseKind.SUPPLIER: _("Wartet auf Lieferant"),
        PauseKind.APPOINTMENT: _("Wartet auf Termin"),
    }[PauseKind(kind)]


def _state(case: Case, told: dict[str, Any]) -> tuple[str, str, str]:
    """What the case is at, the kind that colours it and its icon."""
    if case.status == Status.WAITING and told["waits_for"]:
        return waiting_words(told["waits_for"]), "wait", "pause"
    if told["seen_by"]:
        return _("gesehen von %(name)s") % {"name": told["seen_by"]}, "", "eye"
    if case.owner is None:
        return _("ohne Zuständige"), "", "user-dashed"
    return "", "", ""


def _sub(case: Case) -> str:
    who = _("Ohne Namen") if case.customer is None else _customer(case.customer)
    if case.is_complaint:
        who = _("Beschwerde von %(who)s") % {"who": who}
    return f"{who} · #{case.number}"


def _customer(customer: Customer) -> str:
    town = customer.address.city if hasattr(customer, "address") else ""
    return f"{customer.name}, {town}" if town else customer.name


def _team(case: Case) -> str:
    return _("Team %(name)s") % {"name": case.team.name}


def _trouble(case: Case, *, now: datetime, tz: tzinfo) -> str:
    if not case.failure:
        return ""
    if case.retry_at is None:
        return _("Die Frist ließ sich nicht prüfen (%(failure)s).") % {"failure": case.failure}
    words = {"failure": case.failure, "moment": due_short(case.retry_at, now=now, tz=tz)}
    return _("Die Frist ließ sich nicht prüfen (%(failure)s). Neuer Versuch: %(moment)s.") % words
