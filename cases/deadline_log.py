"""Every deadline of a case as its own account: what became of it, its reckoning, its versions, and its event log."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cases.deadlines import PauseSpan
from cases.models import MOVED, Case, Deadline, DeadlineEvent, DeadlineKind, DeadlineState
from cases.prioritising import PRIORITY
from cases.why import Why, why
from crm.lib.formats import full_moment


@dataclass(frozen=True)
class Line:
    """One line of the event log, the oldest first."""

    at: str
    words: str


@dataclass(frozen=True)
class Account:
    """`state` is solved, late, wait or nothing. `follows` names rule and calendar with their versions."""

    key: str
    title: str
    state: str
    words: str
    follows: str
    why: Why | None
    log: list[Line]
    dropped: bool


def with_everything(case_id: int) -> "QuerySet[Deadline]":
    """The deadlines of a case with all that is told about them. Three statements."""
    rows = Deadline.objects.filter(case=case_id).select_related(
        "policy_version__policy", "calendar_version__calendar"
    )
    return rows.prefetch_related("events", "moves").order_by("started_at", "pk")


def accounts(
    case: Case, deadlines: Sequence[Deadline], *, pauses: Sequence[PauseSpan], now: datetime, tz: tzinfo
) -> list[Account]:
    """`deadlines` from `with_everything`, `pauses` the waits for the customer."""
    return [_account(case, deadline, pauses=pauses, now=now, tz=tz) for deadline in deadlines]


def _account(
    case: Case, deadline: Deadline, *, pauses: Sequence[PauseSpan], now: datetime, tz: tzinfo
) -> Account:
    ended = deadline.met_at or deadline.dropped_at
    waits = [
        wait
        for wait in pauses
        if deadline.kind == DeadlineKind.RESOLUTION and (ended is None or wait.start < ended)
    ]
    title = str(DeadlineKind(deadline.kind).label)
    if deadline.round > 1:
        title = _("%(kind)s, %(round)d. Runde") % {"kind": title, "round": deadline.round}
    state, words = _state(deadline, now=now, tz=tz)
    return Account(
        key=f"-{deadline.pk}",
        title=title,
        state=state,
        words=words,
        follows=_follows(deadline),
        why=why(case, deadline, pauses=waits, now=now, tz=tz, ended=ended),
        log=list(_log(deadline, tz=tz)),
        dropped=deadline.state == DeadlineState.DROPPED,
    )


def _state(deadline: Deadline, *, now: datetime, tz: tzinfo) -> tuple[str, str]:
    moments = {"due": full_moment(deadline.due_at, tz=tz)}
    if deadline.met_at is not None:
        moments["met"] = full_moment(deadline.met_at, tz=tz)
        if deadline.missed_at is not None:
            return "late", _("erfüllt %(met)s, fällig war %(due)s") % moments
        return "solved", _("gehalten %(met)s, fällig war %(due)s") % moments
    if deadline.state == DeadlineState.DROPPED:
        return "", _("entfallen: %(why)s") % {"why": drop_words(deadline.drop_reason)}
    if deadline.state == DeadlineState.PAUSED:
        return "wait", _("wartet; ohne weiteres Warten fällig %(due)s") % moments
    if deadline.due_at <= now:
        return "late", _("verstrichen %(due)s") % moments
    return "", _("läuft bis %(due)s") % moments


def drop_words(reason: str) -> str:
    """Why a deadline could not be met, in words; it counts neither as kept nor as broken."""
    return {
        "picks_up": _("holt selbst ab, eine Antwort war nicht zu versprechen"),
        "unreachable": _("nicht erreichbar, eine Antwort war nicht zu versprechen"),
        "void": _("der Kontakt wurde zurückgenommen"),
        "not_informed": _("gelöst, ohne dass die Kundin oder der Kunde informiert wurde"),
        "wait_ended": _("die Wartezeit endete früher"),
        "merged": _("der Vorgang ging in einem anderen auf"),
    }.get(reason, _("nicht mehr zu halten"))


def _follows(deadline: Deadline) -> str:
    return _("Regel „%(rule)s“, Fassung %(version)d; Kalender „%(calendar)s“, Fassung %(hours)d") % {
        "rule": deadline.policy_version.policy.name,
        "version": deadline.policy_version.number,
        "calendar": deadline.calendar_version.calendar.name,
        "hours": deadline.calendar_version.number,
    }


def _log(deadline: Deadline, *, tz: tzinfo) -> Iterator[Line]:
    before: datetime | None = None
    moved = {move.at for move in deadline.moves.all() if move.outcome in MOVED}
    for event in deadline.events.all():
        said = _event(event, deadline, before=before, by_hand=event.at in moved, tz=tz)
        yield Line(full_moment(event.at, tz=tz), said)
        before = event.due_at


def _event(
    event: DeadlineEvent, deadline: Deadline, *, before: datetime | None, by_hand: bool, tz: tzinfo
) -> str:
    words = {"due": full_moment(event.due_at, tz=tz), "was": full_moment(before or event.due_at, tz=tz)}
    if event.what == "moved" and event.detail == "acknowledged":
        return _("gesehen; es bleibt bei %(due)s") % words
    if event.what == "moved" and event.detail == PRIORITY:
        if before == event.due_at:
            return _("neue Dringlichkeit; es bleibt bei %(due)s") % words
        return _("neue Dringlichkeit: fällig %(due)s statt %(was)s") % words
    if event.what == "moved" and by_hand:
        if before == event.due_at:
            return _("auf eine neue Fassung umgestellt; es bleibt bei %(due)s") % words
        return _("auf eine neue Fassung umgestellt: fällig %(due)s statt %(was)s") % words
    if event.what == "dropped":
        return _("entfallen: %(why)s") % {"why": drop_words(event.detail or deadline.drop_reason)}
    return {
        "armed": _("zugesagt bis %(due)s"),
        "moved": _("verlegt auf %(due)s"),
        "paused": _("wartet; ohne weiteres Warten fällig %(due)s"),
        "resumed": _("läuft weiter, fällig %(due)s"),
        "met": _("erfüllt"),
        "missed": _("verstrichen"),
    }[event.what] % words
