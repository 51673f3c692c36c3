"""Blocks out of figures: the course of a number with its limits, and its parts beside those before and a year ago."""

from collections.abc import Callable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from crm.dashboard.calls import called
from crm.dashboard.figures.blocks import NOTHING, Block, Limits, Row, Tone
from crm.dashboard.figures.figures import BEFORE, YEAR_AGO, Figures, Halves
from crm.dashboard.figures.filters import Filters
from crm.dashboard.figures.names import Named
from crm.dashboard.figures.period import Bucket, Grain, Kind, Period
from crm.dashboard.figures.words import percent_value, share_of
from crm.dashboard.first_contact_words import FEWEST
from crm.dashboard.goal import Target
from crm.lib.formats import count
from feedback import control_charts
from feedback.attribute_charts import Chart, Point, p_chart
from feedback.run_rules import CALM, Rule, signals


def address(period: Period, *queries: str) -> str:
    """Of the page that is shown, narrowed."""
    return f"?{'&'.join(filter(None, (period.query, *queries)))}"


def deeper(period: Period, bucket: Bucket, filters: Filters) -> str:
    """The address of one bucket by itself; "" where the period is one day already."""
    if period.days == 1:
        return ""
    whole = {Grain.DAY: Kind.DAY, Grain.WEEK: Kind.WEEK, Grain.MONTH: Kind.MONTH}[period.grain]
    kind = whole if bucket.whole or period.grain is Grain.DAY else Kind.OWN
    return address(Period(kind, bucket.first, bucket.last), filters.query)


def running(figures: Figures, *, since: date | None = None) -> int:
    """So many buckets at the end may still change: that of today, and those from `since` on."""
    edge = min(since or figures.today, figures.today)
    return sum(each.last >= edge for each in figures.buckets)


def course(
    figures: Figures,
    filters: Filters,
    code: str,
    *,
    title: str,
    meaning: str,
    head: str,
    good: Tone = "",
    name: str = "",
) -> tuple[Block, Tone]:
    """A count over time. Limits only by weeks and months: days differ by their weekday.

    good: whether more is good news ("up") or bad ("down"); "" colours nothing.
    """
    period, counts = figures.period, [top for top, _bottom in figures.series(code, filters.dimension)]
    soft = running(figures)
    usual, whole = None, list[float | None]()
    if period.grain is not Grain.DAY:
        whole = [float(n) for n, each in zip(counts, figures.buckets, strict=True) if _settled(each, figures)]
        usual = control_charts.limits(whole, lowest=0)
    rows = tuple(
        Row(
            label=each.label,
            values=(float(n),),
            shown=(count(n),),
            url=deeper(period, each, filters),
            call=_beyond(float(n), usual) if _settled(each, figures) else "",
        )
        for n, each in zip(counts, figures.buckets, strict=True)
    )
    moved = control_charts.signal(whole, usual) if good else None
    signal: Tone = "" if moved is None else ("up" if moved == good else "down")
    block = Block(
        code=name or code,
        title=title,
        kind="trend",
        meaning=meaning,
        columns=(when(period), head),
        rows=rows,
        limits=None if usual is None else Limits(usual.lower, usual.mean, usual.upper),
        provisional=soft,
        empty=_("In dieser Zeit ist nichts gezählt."),
    )
    return block, signal


def _settled(bucket: Bucket, figures: Figures) -> bool:
    return bucket.whole and bucket.last < figures.today


def _beyond(value: float, usual: control_charts.Limits | None) -> str:
    if usual is None or usual.lower <= value <= usual.upper:
        return ""
    return _("über der Grenze") if value > usual.upper else _("unter der Grenze")


def share_course(
    figures: Figures,
    filters: Filters,
    pairs: Sequence[Halves],
    *,
    code: str,
    title: str,
    meaning: str,
    head: str,
    of: str,
    good: Tone,
    soft_since: date | None = None,
    target: Target | None = None,
    url: Callable[[Bucket], str] | None = None,
) -> tuple[Block, Tone]:
    """A share over time with the limits of a p chart; of few it is written as a count and not drawn."""
    period, soft = figures.period, running(figures, since=soft_since)
    chart = p_chart(list(pairs))
    broken = signals(chart.deviations, CALM) if chart and _enough(pairs) else [set[Rule]()] * len(pairs)
    rows = tuple(
        Row(
            label=each.label,
            values=(percent_value(pair),),
            shown=(share_of(pair), count(pair[1])),
            url=url(each) if url else deeper(period, each, filters),
            count_only=0 < pair[1] < FEWEST,
            call=called_of(chart.points[number] if chart else None, rules),
        )
        for number, (pair, each, rules) in enumerate(zip(pairs, figures.buckets, broken, strict=True))
    )
    settled = len(pairs) - soft
    signal: Tone = ""
    newest = next((n for n in range(settled - 1, -1, -1) if pairs[n][1]), None)
    if (
        newest is not None
        and broken[newest]
        and chart
        and (point := chart.points[newest])
        and pairs[newest][1] >= FEWEST
    ):
        signal = "up" if (point.deviation > 0) == (good == "up") else "down"
    block = Block(
        code=code,
        title=title,
        kind="trend",
        meaning=meaning,
        columns=(when(period), head, of),
        rows=rows,
        limits=_limits(chart, pairs, newest),
        target=target,
        unit="percent",
        provisional=soft,
        empty=_("In dieser Zeit ist nichts gezählt."),
    )
    return block, signal


def _enough(pairs: Sequence[Halves]) -> bool:
    return sum(bottom > 0 for _top, bottom in pairs) >= control_charts.FEWEST_POINTS


def _limits(chart: Chart | None, pairs: Sequence[Halves], newest: int | None) -> Limits | None:
    """Those of the newest point; they are wider where fewer are counted."""
    point = chart.points[newest] if chart and newest is not None and _enough(pairs) else None
    if point is None or chart is None:
        return None
    return Limits(100 * point.lower, 100 * chart.centre, 100 * point.upper)


def called_of(point: Point | None, rules: set[Rule]) -> str:
    """What the limits say of a point, whatever time it stands for; "" within them."""
    return called(point, rules, run=(_("acht in Folge über dem Mittel"), _("acht in Folge unter dem Mittel")))


def count_bars(
    figures: Figures,
    code: str,
    parts: Sequence[Named],
    *,
    name: str,
    title: str,
    meaning: str,
    head: str,
    number: str,
    others: str = "",
    empty: str = "",
    note: str = "",
) -> Block:
    """The parts of a count, the largest first, beside the same before and a year ago. `others` names what is left."""
    rows = [_bar(figures, code, each) for each in parts]
    rows.sort(key=lambda row: (-(row.values[0] or 0), row.label))
    if others:
        left = _left(figures, code, parts, others)
        rows += [left] if rows and left.values[0] else []
    return Block(
        code=name,
        title=title,
        kind="bars",
        meaning=meaning,
        columns=(head, number, _("davor"), _("vor einem Jahr")),
        rows=tuple(row for row in rows if any(row.values)),
        empty=empty or _("In dieser Zeit ist nichts gezählt."),
        note=note,
    )


def _bar(figures: Figures, code: str, part: Named) -> Row:
    now = figures.total(code, part.dimension)[0]
    before, year = (figures.then(when_, code, part.dimension) for when_ in (BEFORE, YEAR_AGO))
    return _compared(part.name, now, before, year, address(figures.period, part.query) if part.query else "")


def _compared(name: str, now: int, before: Halves | None, year: Halves | None, url: str = "") -> Row:
    return Row(
        label=name,
        values=(
            float(now),
            None if before is None else float(before[0]),
            None if year is None else float(year[0]),
        ),
        shown=(count(now), *(NOTHING if then is None else count(then[0]) for then in (before, year))),
        url=url,
    )


def _left(figures: Figures, code: str, parts: Sequence[Named], name: str) -> Row:
    now = figures.total(code)[0] - sum(figures.total(code, each.dimension)[0] for each in parts)
    then: list[Halves | None] = []
    for part in (BEFORE, YEAR_AGO):
        whole = figures.then(part, code)
        of = [figures.then(part, code, each.dimension) or (0, 0) for each in parts]
        then.append(None if whole is None else (whole[0] - sum(top for top, _bottom in of), 0))
    return _compared(name, now, then[0], then[1])


def share_bars(
    figures: Figures,
    code: str,
    parts: Sequence[Named],
    *,
    name: str,
    title: str,
    meaning: str,
    head: str,
    number: str,
    of: str,
    empty: str = "",
    note: str = "",
    url: Callable[[Named], str] | None = None,
    others: Halves | None = None,
    others_name: str = "",
) -> Block:
    """The parts of a share, the ones that cost most first, and last `others`. Of fewer than 20 it is a count."""
    found = sorted(
        ((figures.total(code, each.dimension), each) for each in parts),
        key=lambda pair: (pair[0][0] - pair[0][1], -pair[0][1], pair[1].name),
    )
    rows = [
        _share_row(
            each.name, pair, url(each) if url else address(figures.period, each.query) if each.query else ""
        )
        for pair, each in found
        if pair[1]
    ]
    if others and others[1]:
        rows.append(_share_row(others_name, others, ""))
    return Block(
        code=name,
        title=title,
        kind="share_bars",
        meaning=meaning,
        columns=(head, number, of),
        rows=tuple(rows),
        unit="percent",
        empty=empty or _("In dieser Zeit ist nichts gezählt."),
        note=note,
    )


def _share_row(label: str, pair: Halves, url: str) -> Row:
    return Row(
        label=label,
        values=(percent_value(pair),),
        shown=(share_of(pair), count(pair[1])),
        url=url,
        count_only=pair[1] < FEWEST,
    )


def stacked(
    figures: Figures,
    code: str,
    parts: Sequence[Named],
    filters: Filters,
    *,
    name: str,
    title: str,
    meaning: str,
) -> Block:
    """The parts of a count over time, on top of each other; only those there are in the period."""
    parts = [each for each in parts if figures.total(code, each.dimension)[0]]
    series = [[top for top, _bottom in figures.series(code, each.dimension)] for each in parts]
    rows = tuple(
        Row(
            label=bucket.label,
            values=tuple(float(n) for n in numbers),
            shown=tuple(count(n) for n in numbers),
            url=deeper(figures.period, bucket, filters),
        )
        for bucket, numbers in zip(figures.buckets, zip(*series, strict=True), strict=bool(series))
    )
    return Block(
        code=name,
        title=title,
        kind="stacked",
        meaning=meaning,
        columns=(when(figures.period), *(each.name for each in parts)),
        rows=rows if series else (),
        provisional=running(figures),
        empty=_("In dieser Zeit ist nichts gezählt."),
    )


def when(period: Period) -> str:
    """The head of the column that says when."""
    return {Grain.DAY: _("Tag"), Grain.WEEK: _("Woche"), Grain.MONTH: _("Monat")}[period.grain]


def notes(filters: Filters) -> tuple[str, ...]:
    """What one must know of a page that is narrowed."""
    if not filters.dimension:
        return ()
    return (_("Mit einem Filter sehen Sie den Verlauf. Die Aufteilungen gibt es für das ganze Unternehmen."),)


def cannot(filters: Filters, *able: str) -> tuple[Filters, tuple[str, ...]]:
    """The filter where the subject knows it (`able`: "channel", "topic", "site"); else none, and a plain line."""
    if not filters.dimension or filters.kind in able:
        return filters, notes(filters)
    return Filters(), (_("Diese Zahlen gibt es nur für das ganze Unternehmen; der Filter gilt hier nicht."),)


def few(pair: Halves) -> bool:
    """Too few for a share."""
    return 0 < pair[1] < FEWEST
