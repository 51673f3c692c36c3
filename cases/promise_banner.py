"""What the banner on top of a case says: the promise that runs, what we wait for, or how it was kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.case_facts import CaseFacts, Wait
from cases.countdown import LATE, countdown
from cases.models import Case, Deadline, DeadlineKind, DeadlineState, PauseKind, Status
from cases.work_rows import waiting_words
from crm.company.calendars import hours_of
from crm.lib.formats import due_moment
from crm.lib.shown import Shown

KEPT, WAITS = "kept", "wait"
NEAR = 1  # today and yesterday are named, so the clock needs its word


@dataclass(frozen=True, kw_only=True)
class Banner(Shown):
    """`beside`: short true sentences below the promise; `explained`: the deadline of "Warum diese Frist?"."""

    state: str
    words: str
    left: str
    share: float = 0.0
    beside: tuple[str, ...] = ()
    explained: Deadline | None = None


def banner(facts: CaseFacts, deadlines: Sequence[Deadline], *, now: datetime, tz: tzinfo) -> Banner:
    """`deadlines`: all of the case, by round. Not for a cancelled case, which promises nothing."""
    case = facts.case
    first, solution = (
        newest(deadlines, kind) for kind in (DeadlineKind.FIRST_RESPONSE, DeadlineKind.RESOLUTION)
    )
    if case.status == Status.RESOLVED:
        return _resolved(case, solution, now=now, tz=tz)
    if first is not None and first.state == DeadlineState.ARMED:
        return _running(case, first, beside=_waits(facts, now=now, tz=tz), now=now, tz=tz)
    beside = _answered(first, now=now, tz=tz)
    if facts.wait is not None:
        return _waiting(case, facts.wait, solution, beside=beside, now=now, tz=tz)
    assert solution is not None
    return _running(case, solution, beside=beside, now=now, tz=tz)


def newest(deadlines: Sequence[Deadline], kind: str) -> Deadline | None:
    """The deadline of the last round of this kind."""
    return max((each for each in deadlines if each.kind == kind), key=lambda each: each.round, default=None)


def promise_words(case: Case, deadline: Deadline, *, now: datetime, tz: tzinfo) -> str:
    """ "Team Werkstatt antwortet bis heute, 15:50 Uhr." """
    words = {"team": case.team.name, "moment": moment_words(deadline.due_at, now=now, tz=tz)}
    late = deadline.due_at <= now
    if deadline.kind == DeadlineKind.FIRST_RESPONSE:
        said = (
            _("Team %(team)s wollte bis %(moment)s antworten.")
            if late
            else _("Team %(team)s antwortet bis %(moment)s.")
        )
    else:
        said = (
            _("Team %(team)s wollte das bis %(moment)s lösen.")
            if late
            else _("Team %(team)s löst das bis %(moment)s.")
        )
    return said % words


def moment_words(moment: datetime, *, now: datetime, tz: tzinfo) -> str:
    """ "heute, 15:50 Uhr", "morgen, Di 10:00"."""
    words = due_moment(moment, now=now, tz=tz)
    days = (now.astimezone(tz).date() - moment.astimezone(tz).date()).days
    return _("%(moment)s Uhr") % {"moment": words} if 0 <= days <= NEAR else words


def _running(case: Case, deadline: Deadline, *, beside: tuple[str, ...], now: datetime, tz: tzinfo) -> Banner:
    left = countdown(
        started_at=deadline.started_at,
        due_at=deadline.due_at,
        target_seconds=deadline.target_seconds,
        hours=hours_of(deadline.calendar_version_id),
        now=now,
    )
    return Banner(
        state=left.state,
        words=promise_words(case, deadline, now=now, tz=tz),
        left=left.words(now=now, tz=tz),
        share=left.share if left.state != LATE else 0.0,
        beside=beside,
        explained=deadline,
    )


def _waiting(
    case: Case, wait: Wait, solution: Deadline | None, *, beside: tuple[str, ...], now: datetime, tz: tzinfo
) -> Banner:
    moment = moment_words(wait.until, now=now, tz=tz)
    if wait.kind == PauseKind.CUSTOMER and case.customer is not None:
        said = _("Wir warten auf %(name)s, spätestens bis %(moment)s.") % {
            "name": case.customer.name,
            "moment": moment,
        }
    else:
        said = {
            PauseKind.CUSTOMER: _("Wir warten auf eine Antwort, spätestens bis %(moment)s."),
            PauseKind.SUPPLIER: _("Wir warten auf den Lieferanten, spätestens bis %(moment)s."),
            PauseKind.APPOINTMENT: _("Wir warten auf den Termin, spätestens bis %(moment)s."),
        }[PauseKind(wait.kind)] % {"moment": moment}
    return Banner(
        state=WAITS,
        words=said,
        left=waiting_words(wait.kind),
        beside=(wait.reason, *beside),
        explained=solution,
    )


def _waits(facts: CaseFacts, *, now: datetime, tz: tzinfo) -> tuple[str, ...]:
    if facts.wait is None:
        return ()
    words = {
        "waits": waiting_words(facts.wait.kind),
        "moment": moment_words(facts.wait.until, now=now, tz=tz),
        "reason": facts.wait.reason,
    }
    return (_("%(waits)s bis %(moment)s: %(reason)s") % words,)


def _answered(first: Deadline | None, *, now: datetime, tz: tzinfo) -> tuple[str, ...]:
    """How the promise went, once something else runs."""
    if first is None:
        return ()
    if first.met_at is not None:
        words = {"moment": moment_words(first.met_at, now=now, tz=tz)}
        if first.missed_at is not None:
            return (_("Geantwortet: %(moment)s, später als versprochen.") % words,)
        return (_("Geantwortet: %(moment)s, wie versprochen.") % words,)
    return {
        "picks_up": (_("Holt selbst ab: Eine Antwort war nicht zu versprechen."),),
        "unreachable": (_("Nicht erreichbar: Eine Antwort war nicht zu versprechen."),),
    }.get(first.drop_reason, ())


def _resolved(case: Case, solution: Deadline | None, *, now: datetime, tz: tzinfo) -> Banner:
    assert case.resolved_at is not None
    day = case.resolved_at.astimezone(tz).date()
    today = now.astimezone(tz).date()
    when = date_format(day, _("j. F") if day.year == today.year else _("j. F Y"))
    said = _("Gelöst heute") if day == today else _("Gelöst am %(day)s") % {"day": when}
    if solution is None or solution.state != DeadlineState.MET:
        return Banner(state=KEPT, words=f"{said}.", left=_("gelöst"))
    days = (solution.due_at.astimezone(tz).date() - day).days
    late = case.resolved_at > solution.due_at
    return Banner(
        state=KEPT if not late else "running",
        words=f"{said}, {_compared(abs(days), late=late)}.",
        left=_("nicht gehalten") if late else _("gehalten"),
    )


def _compared(days: int, *, late: bool) -> str:
    if not days:
        return _("später als versprochen") if late else _("wie versprochen")
    if late:
        return ngettext("einen Tag später als versprochen", "%(n)d Tage später als versprochen", days) % {
            "n": days
        }
    return ngettext("einen Tag früher als versprochen", "%(n)d Tage früher als versprochen", days) % {
        "n": days
    }


def confidential_words(case: Case, first: Sequence[Deadline], *, now: datetime, tz: tzinfo) -> str:
    """All that somebody outside of a confidential case may know beside its number."""
    said = newest(first, DeadlineKind.FIRST_RESPONSE)
    if case.status == Status.RESOLVED:
        words = _("Der Vorgang ist gelöst.")
    elif said is not None and said.state == DeadlineState.ARMED:
        words = promise_words(case, said, now=now, tz=tz)
    elif said is not None and said.state == DeadlineState.MET:
        words = _("Team %(team)s hat geantwortet.") % {"team": case.team.name}
    else:
        words = _("Team %(team)s kümmert sich.") % {"team": case.team.name}
    return _("Vertraulich: %(words)s Mehr ist hier nicht zu sehen.") % {"words": words}
