"""What the page "Beweis" shows: how each promise stood last night, since when without a break, and what was counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, Min, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models import DeadlineAudit
from cases.proofs import ARMED, FIRED_ONCE, RECOMPUTED, VOIDED
from crm.dashboard.models import PromiseCheck
from crm.dashboard.promises import PROMISES, Promise

NIGHTS_SHOWN = 14


@dataclass(frozen=True)
class Part:
    """One count a promise is made of; `examples` are keys of rows that break it."""

    what: str
    checked: int
    broken: int
    examples: str


@dataclass(frozen=True)
class Row:
    """`state`: kept, broken or unknown; `since`: the first night of the state it is in, without a break."""

    number: int
    sentence: str
    state: str
    since: date | None
    checked: int
    broken: int
    parts: Sequence[Part]
    remedy: str


@dataclass(frozen=True)
class Evidence:
    """`counts`: label and number of what was looked at last night, for the top of the page."""

    rows: Sequence[Row]
    checked_at: datetime | None
    counts: Sequence[tuple[str, int]]
    audits: Sequence[DeadlineAudit]

    @property
    def broken(self) -> int:
        return sum(row.state == "broken" for row in self.rows)

    @property
    def kept(self) -> int:
        return sum(row.state == "kept" for row in self.rows)

    @property
    def headline(self) -> str:
        if self.checked_at is None:
            return _("Die erste Prüfung läuft heute Nacht")
        if self.broken:
            return ngettext(
                "%(count)d Versprechen ist gebrochen", "%(count)d Versprechen sind gebrochen", self.broken
            ) % {"count": self.broken}
        return _("%(kept)d von %(all)d Versprechen nachgezählt, alle halten") % {
            "kept": self.kept,
            "all": len(self.rows),
        }


def evidence() -> Evidence:
    """The newest check of each promise, since when it stands so, and the last nights of the audit. Three statements."""
    newest = PromiseCheck.objects.order_by("-night").values("night")[:1]
    checks = {check.promise: check for check in PromiseCheck.objects.filter(night=newest)}
    since = _since()
    return Evidence(
        rows=[_row(promise, checks.get(promise.number), since) for promise in PROMISES],
        checked_at=max((check.at for check in checks.values()), default=None),
        counts=_counts(checks),
        audits=list(DeadlineAudit.objects.order_by("-night")[:NIGHTS_SHOWN]),
    )


def _since() -> Mapping[tuple[int, bool], date]:
    """By promise and whether it is broken: the first night after which it was never otherwise."""
    later = PromiseCheck.objects.filter(promise=OuterRef("promise"), night__gt=OuterRef("night"))
    found: dict[tuple[int, bool], date] = {}
    never_broken = PromiseCheck.objects.filter(broken=0).exclude(Exists(later.filter(broken__gt=0)))
    never_kept = PromiseCheck.objects.filter(broken__gt=0).exclude(Exists(later.filter(broken=0)))
    for broken, rows in ((False, never_broken), (True, never_kept)):
        first = rows.order_by().values("promise").annotate(first=Min("night")).values_list("promise", "first")
        found |= {(promise, broken): night for promise, night in first}
    return found


def _row(promise: Promise, check: PromiseCheck | None, since: Mapping[tuple[int, bool], date]) -> Row:
    broken = check is not None and check.broken > 0
    return Row(
        number=promise.number,
        sentence=_(promise.sentence),
        state="unknown" if check is None else "broken" if broken else "kept",
        since=since.get((promise.number, broken)) if check else None,
        checked=check.checked if check else 0,
        broken=check.broken if check else 0,
        parts=[_part(part) for part in check.parts] if check else [],
        remedy=_(promise.remedy),
    )


def _part(part: Mapping[str, Any]) -> Part:
    return Part(_(part["what"]), part["checked"], part["broken"], ", ".join(part["examples"]))


def _counts(checks: Mapping[int, PromiseCheck]) -> list[tuple[str, int]]:
    by_what = {part["what"]: part["checked"] for check in checks.values() for part in check.parts}
    labels = {
        ARMED: _("offene Vorgänge, jeder mit scharfer Stufe"),
        RECOMPUTED: _("Fristen, alle nachgerechnet"),
        FIRED_ONCE: _("Eskalationen, jede genau einmal"),
        VOIDED: _("Stornos, jedes vollständig"),
    }
    return [(label, by_what[what]) for what, label in labels.items() if what in by_what]
