"""Zeiten: how long until the first response and until solved, in working time, as the median and nine of ten."""

from collections import Counter
from datetime import datetime
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

import cases.metrics
from cases.metrics import CASE_EDGES
from crm.company.presence import company_day
from crm.dashboard.figures import building, names
from crm.dashboard.figures.blocks import NOTHING, Block, Headline, Row, Subject
from crm.dashboard.figures.directory import Directory
from crm.dashboard.figures.figures import BEFORE, YEAR_AGO, Figures, read_figures
from crm.dashboard.figures.filters import Filters
from crm.dashboard.figures.live import add_live
from crm.dashboard.figures.names import Named
from crm.dashboard.figures.period import Period
from crm.dashboard.figures.words import minutes
from crm.dashboard.first_contact_words import FEWEST
from crm.lib import histograms
from crm.lib.formats import count

CODE: Final = "times"
RESPONSE, RESOLUTION = "response_minutes", "case_minutes"
BOTH: Final = (RESPONSE, RESOLUTION)
MEDIAN, LATE = 0.5, 0.9

Steps = dict[str, int]
"""How many in each bucket of minutes."""


def subject(period: Period, filters: Filters, now: datetime, known: Directory) -> Subject:
    filters, notes = building.cannot(filters, "topic")
    codes = [RESPONSE, RESOLUTION, f"{RESPONSE}_by", f"{RESOLUTION}_by"]
    figures = read_figures(period, flow=Q(code__in=codes), today=company_day(now))
    add_live(figures, CODE, cases.metrics.durations)
    return told(figures, filters, notes, known)


def told(figures: Figures, filters: Filters, notes: tuple[str, ...], known: Directory | None) -> Subject:
    """In short without `known`: without the parts that are named in it."""
    kinds = (
        (
            RESPONSE,
            _("Bis zur ersten Antwort"),
            _("Vom Beginn der Frist bis zur ersten Antwort, in Arbeitszeit."),
        ),
        (
            RESOLUTION,
            _("Bis zur Lösung"),
            _("Vom Öffnen bis zum Abschluss, in Arbeitszeit. Warten auf Kundinnen und Kunden zählt nicht."),
        ),
    )
    parts: list[Block] = []
    if known is not None and not filters.dimension:
        keys = {name.partition("/")[0] for code in BOTH for name in figures.named(f"{code}_by", "topic")}
        topics = names.topics_by_key(keys, known)
        parts = [_topics(figures, code, title, topics) for code, title, _meaning in kinds]
    return Subject(
        code=CODE,
        title=_("Antwort und Lösung"),
        question=_("Wie lange warten die Menschen auf uns?"),
        headlines=tuple(
            line for code, title, _meaning in kinds for line in _headlines(figures, filters, code, title)
        ),
        blocks=(*(_course(figures, filters, *kind) for kind in kinds), *parts),
        notes=(
            *notes,
            _(
                "Gemessen wird in Stufen, dazwischen ist gemittelt; was länger als 80 Stunden dauert, zeigt 80."
            ),
        ),
    )


def steps(figures: Figures, code: str, dimension: str, part: int | None = None) -> Steps:
    """Of one part of the period, or of all of it."""
    wanted = range(len(figures.buckets)) if part is None else (part,)
    found: Counter[str] = Counter()
    for edge in (*(histograms.name(edge) for edge in CASE_EDGES), histograms.LAST):
        of = (f"{code}_by", f"{dimension}/{edge}") if dimension else (code, edge)
        cell = figures.parts.get(of, {})
        found[edge] = sum(cell.get(each, (0, 0))[0] for each in wanted)
    return dict(+found)


def _quantiles(found: Steps) -> tuple[float | None, float | None]:
    return histograms.quantile(found, MEDIAN, CASE_EDGES), histograms.quantile(found, LATE, CASE_EDGES)


def _headlines(figures: Figures, filters: Filters, code: str, title: str) -> list[Headline]:
    then = {
        part: steps(figures, code, filters.dimension, part) if figures.then(part, code) is not None else {}
        for part in (BEFORE, YEAR_AGO)
    }
    now = steps(figures, code, filters.dimension)
    lines = []
    for share, words in (
        (MEDIAN, _("die Hälfte schneller als das")),
        (LATE, _("neun von zehn schneller als das")),
    ):
        value, before, year = (
            histograms.quantile(found, share, CASE_EDGES) for found in (now, then[BEFORE], then[YEAR_AGO])
        )
        lines.append(
            Headline(
                label=title if share == MEDIAN else _("%(title)s, neun von zehn") % {"title": title},
                value=minutes(value),
                meaning=words,
                before="" if before is None else minutes(before),
                year_ago="" if year is None else minutes(year),
            )
        )
    return lines


def _course(figures: Figures, filters: Filters, code: str, title: str, meaning: str) -> Block:
    rows = []
    for number, bucket in enumerate(figures.buckets):
        rows.append(
            _row(
                bucket.label,
                steps(figures, code, filters.dimension, number),
                building.deeper(figures.period, bucket, filters),
            )
        )
    return Block(
        code=code,
        title=title,
        kind="trend",
        meaning=meaning,
        columns=(building.when(figures.period), _("Hälfte"), _("neun von zehn"), _("gezählt")),
        rows=tuple(rows) if any(row.shown[2] != NOTHING for row in rows) else (),
        unit="minutes",
        provisional=building.running(figures),
        empty=_("In dieser Zeit ist nichts gezählt."),
    )


def _row(label: str, found: Steps, url: str) -> Row:
    """Of few only how many there were: a median of three says nothing."""
    number = sum(found.values())
    few = number < FEWEST
    middle, late = (None, None) if few else _quantiles(found)
    return Row(
        label=label,
        values=(middle, late),
        shown=(minutes(middle), minutes(late), count(number) if number else NOTHING),
        url=url,
        count_only=0 < number < FEWEST,
    )


def _topics(figures: Figures, code: str, title: str, topics: list[Named]) -> Block:
    rows = [(each, steps(figures, code, each.dimension)) for each in topics]
    ordered = sorted(rows, key=lambda pair: (-sum(pair[1].values()), pair[0].name))
    return Block(
        code=f"{code}_topics",
        title=_("%(title)s nach Anliegen") % {"title": title},
        kind="bars",
        meaning=_("Das Häufigste zuerst. Von weniger als zwanzig steht nur die Anzahl da."),
        columns=(_("Anliegen"), _("Hälfte"), _("neun von zehn"), _("gezählt")),
        rows=tuple(
            _row(each.name, found, building.address(figures.period, each.query))
            for each, found in ordered
            if found
        ),
        unit="minutes",
        empty=_("In dieser Zeit ist nichts gezählt."),
    )
