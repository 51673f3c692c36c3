"""One line of the work list: what is due when, in words. One statement for a page of them."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from django.db.models import BigIntegerField, DateTimeField, F, OuterRef, QuerySet, Subquery, Value
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
from cases.work_address import Listing
from cases.work_filters import SLOTS, Names, narrowed
from cases.work_place import POSITION
from cases.worklist import WorkList, cases_in
from contacts.models import called
from crm.company.calendars import hours_of
from crm.company.models import full_name, initials
from crm.company.permissions import Circle, Viewer, changes_case, sees_inside
from crm.lib.formats import due_short
from crm.lib.kept import Kept
from crm.lib.shown import Shown

PER_PAGE = 50
NAME = ("kind", "title", "first_name", "last_name", "organisation")  # of a customer
LOGIN = ("first_name", "last_name", "username")  # of the owner
Line = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Row(Shown):
    """`urgency` is late, soon, wait or nothing; `state_kind` colours `state`; `trouble` says what broke;
    `picks` is what the case is picked by to be handed over, nothing when that is for others.

    Everything is ready to be shown: a long list leaves nothing to its template.
    """

    number: int
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
    owner: str = ""
    initials: str = ""
    trouble: str = ""
    confidential: bool = False
    picks: str = ""


def rows(here: Listing, *, viewer: Viewer, now: datetime, tz: tzinfo, skip: int = 0) -> list[Row]:
    """The lines of up to `PER_PAGE` cases of a list, from the `skip`-th on; each leads on to the next."""
    lines = LINES.rows(
        here.which,
        viewer.circle,
        here.filters.names,
        skip,
        me=viewer.user_id,
        now=now,
        **here.filters.values,
    )
    way = f"?{here.query}&{POSITION}="
    return [
        row_of(line, way=f"{way}{position}", viewer=viewer, now=now, tz=tz)
        for position, line in enumerate(lines, skip + 1)
    ]


def _lines(
    which: WorkList, circle: Circle, names: Names, skip: int, *, me: Any, now: Any, **values: Any
) -> QuerySet[Any, Any]:
    viewer = Viewer(me, *circle)
    cases = narrowed(cases_in(which, viewer), viewer, names, values)
    return lines_of(cases, now=now)[skip : skip + PER_PAGE]


LINES = Kept(_lines, me=BigIntegerField(), now=DateTimeField(), **SLOTS)


def lines_of(cases: QuerySet[Case], *, now: Any) -> QuerySet[Any, Any]:
    """What `row_of` needs, as plain values: making some three hundred rows of models cost more than reading them."""
    return cases.values(
        "number", "version", "title", "status", "is_complaint", "due_at", "failure", "retry_at", "team_id", "owner_id",
        "opened_by_id", "customer_id", **_joined(), **_told(now)
    )  # fmt: skip


def _joined() -> dict[str, F]:
    return {
        "topic_name": F("topic__name"),
        "confidential": F("topic__confidential"),
        "team_name": F("team__name"),
        "city": F("customer__address__city"),
        **{f"customer_{name}": F(f"customer__{name}") for name in NAME},
        **{f"owner_{name}": F(f"owner__{name}") for name in LOGIN},
    }


def _told(now: Any) -> dict[str, Any]:
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


def row_of(line: Line, *, viewer: Viewer, now: datetime, tz: tzinfo, way: str = "") -> Row:
    """`way`: what the address of the case carries along."""
    left = _countdown(line, now)
    common: dict[str, Any] = {
        "number": line["number"],
        "path": f"/vorgaenge/{line['number']}/{way}",
        "due": line["due_at"],
        "due_iso": line["due_at"].isoformat(),
        "due_words": due_short(line["due_at"], now=now, tz=tz),
        "share": left.share,
        "urgency": "" if left.state == RUNNING else left.state,
        "trouble": _trouble(line, now=now, tz=tz),
    }
    if not _sees(viewer, line):
        return Row(
            title=_("Vertraulich"),
            sub=f"#{line['number']} · {_('Team %(name)s') % {'name': line['team_name']}}",
            left=left.words(now=now, tz=tz, short=True),
            confidential=True,
            **common,
        )
    if line["status"] == Status.WAITING and left.state != LATE:
        common["urgency"] = "wait"
    state, kind, icon = _state(line)
    owner, letters = _owner(line)
    return Row(
        title=line["title"],
        sub=_sub(line),
        left=_left(line, left, now=now, tz=tz),
        badge=_("Stufe %(step)d") % {"step": line["step"]} if line["step"] is not None else "",
        state=state,
        state_kind=kind,
        state_icon=icon,
        channel=line["channel"] or "",
        topic=line["topic_name"],
        owner=owner,
        initials=letters,
        picks=_picks(viewer, line),
        **common,
    )


def _sees(viewer: Viewer, line: Line) -> bool:
    return not line["confidential"] or sees_inside(
        viewer, team_id=line["team_id"], owner_id=line["owner_id"], recorder_id=line["opened_by_id"]
    )


def _picks(viewer: Viewer, line: Line) -> str:
    mine = changes_case(viewer, owner_id=line["owner_id"], team_id=line["team_id"])
    return f"{line['number']}.{line['version']}" if mine else ""


def _owner(line: Line) -> tuple[str, str]:
    if line["owner_id"] is None:
        return "", ""
    names = line["owner_first_name"], line["owner_last_name"], line["owner_username"]
    return full_name(*names), initials(*names)


def _countdown(line: Line, now: datetime) -> Countdown:
    if line["deadline_calendar"] is None:  # a broken row must not hide the list it stands in
        late = now >= line["due_at"]
        return Countdown(line["due_at"], 1.0, 0, LATE if late else RUNNING)
    return countdown(
        started_at=line["deadline_started"],
        due_at=line["due_at"],
        target_seconds=line["deadline_target"],
        hours=hours_of(line["deadline_calendar"]),
        now=now,
    )


def _left(line: Line, left: Countdown, *, now: datetime, tz: tzinfo) -> str:
    words = left.words(now=now, tz=tz, short=True)
    if left.state == LATE:
        return words
    if line["deadline_kind"] == DeadlineKind.FOLLOW_UP:
        if line["status"] == Status.WAITING and line["waits_for"]:
            return waiting_words(line["waits_for"], until=True)
        return _("Wiedervorlage, %(left)s") % {"left": words}
    if line["deadline_kind"] == DeadlineKind.RESOLUTION:
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


def _state(line: Line) -> tuple[str, str, str]:
    """What the case is at, the kind that colours it and its icon."""
    if line["status"] == Status.WAITING and line["waits_for"]:
        return waiting_words(line["waits_for"]), "wait", "pause"
    if line["seen_by"]:
        return _("gesehen von %(name)s") % {"name": line["seen_by"]}, "", "eye"
    if line["owner_id"] is None:
        return _("ohne Zuständige"), "", "user-dashed"
    return "", "", ""


def _sub(line: Line) -> str:
    who = _("Ohne Namen") if line["customer_id"] is None else _customer(line)
    if line["is_complaint"]:
        who = _("Beschwerde von %(who)s") % {"who": who}
    return f"{who} · #{line['number']}"


def _customer(line: Line) -> str:
    name = called(*(line[f"customer_{part}"] for part in NAME))
    return f"{name}, {line['city']}" if line["city"] else name


def _trouble(line: Line, *, now: datetime, tz: tzinfo) -> str:
    if not line["failure"]:
        return ""
    if line["retry_at"] is None:
        return _("Die Frist ließ sich nicht prüfen (%(failure)s).") % {"failure": line["failure"]}
    words = {"failure": line["failure"], "moment": due_short(line["retry_at"], now=now, tz=tz)}
    return _("Die Frist ließ sich nicht prüfen (%(failure)s). Neuer Versuch: %(moment)s.") % words
