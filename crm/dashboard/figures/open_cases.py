"""Offene Vorgänge: what comes in and goes out, what is open, due, overdue and risen, by team."""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

import cases.metrics
from crm.company.presence import company_day
from crm.dashboard.figures import building, headlines, names
from crm.dashboard.figures.blocks import Block, Headline, Row, Subject, Tone
from crm.dashboard.figures.directory import Directory
from crm.dashboard.figures.figures import Figures, read_figures
from crm.dashboard.figures.filters import Filters
from crm.dashboard.figures.live import add_live
from crm.dashboard.figures.period import Period
from crm.dashboard.hours import current_hours
from crm.lib.formats import count
from crm.lib.periods import day_bounds

CODE: Final = "open_cases"
FLOW: Final = ("cases_opened", "cases_closed", "cases_reopened", "escalations")
OPEN, LATE, UNSEEN = cases.metrics.WORKLOAD
DUE: Final = cases.metrics.DUE
KEPT_SECONDS: Final = 60


def subject(period: Period, filters: Filters, now: datetime, known: Directory) -> Subject:
    today = company_day(now)
    filters, notes = building.cannot(filters, "topic")
    figures = read_figures(
        period, flow=Q(code__in=FLOW), stock=Q(code__in=cases.metrics.WORKLOAD), today=today
    )
    add_live(figures, CODE, cases.metrics.turnover)
    if period.last == today:
        for code, dimension, number in standing(now):
            figures.stands(code, dimension, number)
    return told(figures, filters, notes, known)


def told(figures: Figures, filters: Filters, notes: tuple[str, ...], known: Directory | None) -> Subject:
    """In short without `known`: without the parts that are named in it."""
    opened, tone = building.course(
        figures,
        filters,
        "cases_opened",
        title=_("Neue Vorgänge"),
        meaning=_("Vorgänge, die an dem Tag begannen."),
        head=_("neu"),
        good="down",
    )
    closed, _tone = building.course(
        figures,
        filters,
        "cases_closed",
        title=_("Abgeschlossene Vorgänge"),
        meaning=_("Ohne die, die storniert oder in einen anderen übernommen wurden."),
        head=_("abgeschlossen"),
    )
    parts: tuple[Block, ...] = ()
    if known is not None and not filters.dimension:
        parts = (_stands(figures), _teams(figures, known), _topics(figures, known))
    return Subject(
        code=CODE,
        title=_("Offene Vorgänge"),
        question=_("Kommen wir mit der Arbeit nach, und wo bleibt etwas liegen?"),
        headlines=(
            *(() if filters.dimension else _standing_lines(figures)),
            *_flow_lines(figures, filters, tone),
        ),
        blocks=(opened, closed, *parts),
        notes=notes,
    )


def standing(now: datetime) -> list[tuple[str, str, int]]:
    """What is open now, kept for a minute for everybody who looks."""
    key = f"kennzahlen:{CODE}:standing"
    found: list[tuple[str, str, int]] | None = cache.get(key)
    if found is None:
        end = day_bounds(company_day(now), settings.TIME_ZONE)[1]
        figures = cases.metrics.workload(now, current_hours(), due_before=end)
        found = [(each.code, each.dimension, each.numerator) for each in figures]
        cache.set(key, found, KEPT_SECONDS)
    return found


def _standing_lines(figures: Figures) -> tuple[Headline, ...]:
    stocks = (
        (OPEN, _("Offen"), _("Vorgänge, die nicht abgeschlossen sind")),
        (DUE, _("Heute noch fällig"), _("ihre Frist endet heute")),
        (LATE, _("Überfällig"), _("ihre Frist ist vorbei")),
        (UNSEEN, _("Eskaliert, noch nicht gesehen"), _("seit über einer Arbeitsstunde")),
    )
    return tuple(
        headlines.standing(figures, code, label=label, meaning=meaning, written=headlines.counted)
        for code, label, meaning in stocks
        if figures.last(code) is not None
    )


def _flow_lines(figures: Figures, filters: Filters, tone: Tone) -> tuple[Headline, ...]:
    flows = (
        ("cases_opened", _("Neu"), _("in dieser Zeit begonnen")),
        ("cases_closed", _("Abgeschlossen"), _("in dieser Zeit")),
        ("cases_reopened", _("Wieder geöffnet"), _("nach einem Abschluss")),
        ("escalations", _("Ausgelöste Stufen"), _("so oft ging ein Vorgang eine Stufe nach oben")),
    )
    return tuple(
        headlines.flowing(
            figures,
            code,
            filters.dimension,
            label=label,
            meaning=meaning,
            written=headlines.counted,
            signal=tone if code == "cases_opened" else "",
        )
        for code, label, meaning in flows
    )


def _stands(figures: Figures) -> Block:
    """What was open at the end of each stretch; days before it was counted have no number."""
    columns = {OPEN: _("offen"), LATE: _("überfällig"), UNSEEN: _("eskaliert")}
    rows = []
    for number, bucket in enumerate(figures.buckets):
        found = [figures.parts.get((code, ""), {}).get(number) for code in columns]
        rows.append(
            Row(
                label=bucket.label,
                values=tuple(None if pair is None else float(pair[0]) for pair in found),
                shown=tuple("–" if pair is None else count(pair[0]) for pair in found),
            )
        )
    known = any(value is not None for row in rows for value in row.values)
    return Block(
        code="standing",
        title=_("Was offen war"),
        kind="trend",
        meaning=_("Am Ende jedes Abschnitts. Ein Bestand lässt sich nur zählen, solange er da ist."),
        columns=(building.when(figures.period), *columns.values()),
        rows=tuple(rows) if known else (),
        provisional=int(figures.buckets[-1].last == figures.today),
        empty=_("Für diese Zeit wurde kein Bestand gezählt."),
    )


def _teams(figures: Figures, known: Directory) -> Block:
    """The workload of teams is work, and shown. A team with nothing is stored nowhere: where others were, it has 0."""
    keys, newest = set(figures.named(OPEN, "team")), figures.newest(OPEN)
    rows = []
    for team in (each for each in known.teams if str(each.key) in keys):
        found = [_of_team(figures, code, team.key, newest) for code in (OPEN, LATE, UNSEEN)]
        if any(found):
            rows.append(
                Row(
                    label=team.name,
                    values=tuple(float(n) for n in found),
                    shown=tuple(count(n) for n in found),
                    url=f"{reverse('work')}?liste=alle&beim_team={team.key}",
                )
            )
    return Block(
        code="teams",
        title=_("Arbeit der Teams"),
        kind="bars",
        meaning=_("Was bei welchem Team liegt, am Ende der gezeigten Zeit."),
        columns=(_("Team"), _("offen"), _("überfällig"), _("eskaliert")),
        rows=tuple(sorted(rows, key=lambda row: (-(row.values[0] or 0), row.label))),
        empty=_("Nichts ist offen."),
    )


def _of_team(figures: Figures, code: str, team: int, part: int | None) -> int:
    cell = figures.parts.get((code, f"team:{team}"), {})
    return 0 if part is None else cell.get(part, (0, 0))[0]


def _topics(figures: Figures, known: Directory) -> Block:
    return building.count_bars(
        figures,
        "cases_opened",
        names.topics(figures, "cases_opened", known),
        name="topics",
        title=_("Neue Vorgänge nach Anliegen"),
        meaning=_("Woraus Vorgänge werden, das Häufigste zuerst."),
        head=_("Anliegen"),
        number=_("neu"),
    )
