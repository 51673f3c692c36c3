""" "Warum diese Frist?": the strip of days and a ledger in words that adds up to the target."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from django.utils.translation import gettext as _

from cases.deadline_explained import Explanation, LedgerRow, What
from cases.deadline_strip import DayCell, Part
from cases.deadlines import explain
from cases.models import Case, Deadline
from cases.pauses import Pauses
from cases.work_rows import waiting_words
from crm.company.calendars import hours_of, special_days
from crm.lib.formats import NO_BREAK, duration, written
from crm.lib.shown import Shown
from crm.lib.week_strip import Span, WeekStrip, week_strip

ONE_WEEK = 6  # days for which the weekday alone says which one


@dataclass(frozen=True)
class Line(Shown):
    """`minutes` is None where time did not count; `sum` is what counted so far."""

    when: str
    what: str
    minutes: int | None
    sum: int


@dataclass(frozen=True)
class Target(Shown):
    when: str
    what: str
    minutes: int


@dataclass(frozen=True)
class Why(Shown):
    strip: WeekStrip | None
    strip_label: str
    rows: list[Line]
    target: Target


def why(
    case: Case,
    deadline: Deadline,
    *,
    pauses: Pauses,
    now: datetime,
    tz: tzinfo,
    ended: datetime | None = None,
) -> Why | None:
    """The reckoning of a deadline with a target, with the calendar it was computed with; None for a chosen date.

    `ended`: when it was met or dropped, so that nothing is used after it.
    """
    if deadline.target_seconds is None:
        return None
    told = explain(
        start=deadline.started_at,
        target_seconds=deadline.target_seconds,
        hours=hours_of(deadline.calendar_version_id),
        pauses=pauses,
        now=min(ended, now) if ended else now,
    )
    return Why(
        strip=_strip(told, now=now, tz=tz),
        strip_label=_label(told),
        rows=list(_lines(told, deadline, tz=tz)),
        target=Target(
            _moment(told.due.astimezone(tz), long=_is_long(told)),
            _rule(case, deadline, tz=tz),
            deadline.target_seconds // 60,
        ),
    )


def _label(told: Explanation) -> str:
    words = {"used": duration(told.used // 60), "left": duration(told.left // 60)}
    if told.waited:
        words["waited"] = duration(told.waited // 60)
        return (
            _("Arbeitszeit: %(used)s verbraucht, %(waited)s Wartezeit zählen nicht, %(left)s bleiben") % words
        )
    return _("Arbeitszeit: %(used)s verbraucht, %(left)s bleiben") % words


def _rule(case: Case, deadline: Deadline, *, tz: tzinfo) -> str:
    since = deadline.policy_version.valid_from.astimezone(tz).date()
    return _("Ziel für %(topic)s (Regel „%(policy)s“ vom %(day)s)") % {
        "topic": case.topic.name,
        "policy": deadline.policy_version.policy.name,
        "day": written(since, _("j.n.Y")),
    }


def _lines(told: Explanation, deadline: Deadline, *, tz: tzinfo) -> Iterator[Line]:
    counting = [row for row in told.rows if row.what == What.COUNTS]
    long = _is_long(told)
    before = 0
    for row in told.rows:
        total = row.total // 60  # rounded as a sum, so that the column adds up
        what = _what(row, deadline, first=row is counting[0], last=row is counting[-1], tz=tz)
        yield Line(
            _when(row, tz=tz, dated=long), what, total - before if row.what == What.COUNTS else None, total
        )
        before = total


def _what(row: LedgerRow, deadline: Deadline, *, first: bool, last: bool, tz: tzinfo) -> str:
    if row.what == What.PAUSE:
        return _("%(waits)s: zählt nicht") % {"waits": waiting_words(row.pause)}
    named = special_days(deadline.calendar_version_id)
    if row.what == What.CLOSED:
        names = list(dict.fromkeys(named[day] for day in row.closed_days if named.get(day)))
        return _("geschlossen (%(names)s)") % {"names": ", ".join(names)} if names else _("geschlossen")
    said = []
    if first:
        said.append(_("Vorgang angelegt") if deadline.round == 1 else _("Neu begonnen"))
    day = row.start.astimezone(tz).date()
    if day in named:
        said.append(
            _("andere Zeiten (%(name)s)") % {"name": named[day]} if named[day] else _("andere Zeiten")
        )
    return ", ".join([*said, _("bis zur Frist")] if last else said)


def _when(row: LedgerRow, *, tz: tzinfo, dated: bool) -> str:
    if row.closed_days:
        days = [written(day, "D") for day in row.closed_days]
        return ", ".join(days) if len(days) <= ONE_WEEK // 2 and not dated else _days(row)
    start, end = row.start.astimezone(tz), row.end.astimezone(tz)
    opens = _moment(start, long=dated)
    closes = f"{end.hour}:{end.minute:02}"
    if start.date() != end.date():
        closes = f"{_day(end, dated)}{NO_BREAK}{closes}"
    return f"{opens} – {closes}"


def _is_long(told: Explanation) -> bool:
    return (told.due - told.start).days > ONE_WEEK


def _moment(there: datetime, *, long: bool) -> str:
    return f"{_day(there, long)}{NO_BREAK}{there.hour}:{there.minute:02}"


def _days(row: LedgerRow) -> str:
    first, last = row.closed_days[0], row.closed_days[-1]
    shown = [_day(day, dated=True) for day in (first, last)]
    return shown[0] if first == last else " – ".join(shown)


def _day(there: date, dated: bool) -> str:
    return written(there, "D") + (f"{NO_BREAK}{written(there, _('j.n.'))}" if dated else "")


def _strip(told: Explanation, *, now: datetime, tz: tzinfo) -> WeekStrip | None:
    def parts(part: Part) -> list[Span]:
        return [(piece.start, piece.end) for day in told.days for piece in day.pieces if piece.part == part]

    return week_strip(
        [(day.day, _open(day)) for day in told.days],
        used=parts(Part.USED),
        waited=parts(Part.WAIT),
        rest=parts(Part.REST),
        now=now.astimezone(tz),
    )


def _open(day: DayCell) -> list[Span]:
    """The opening hours of a day: its pieces without the breaks, joined where one follows the other."""
    spans: list[Span] = []
    for piece in day.pieces:
        if piece.part == Part.CLOSED:
            continue
        if spans and spans[-1][1] == piece.start:
            spans[-1] = (spans[-1][0], piece.end)
        else:
            spans.append((piece.start, piece.end))
    return spans
