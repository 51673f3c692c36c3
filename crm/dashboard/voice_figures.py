"""The figures of the voices: praise and complaints per 1,000 contacts, and what became of them (ISO 10002)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.company.presence import company_day
from crm.dashboard.calls import called
from crm.dashboard.weeks import Weeks, read_weeks
from crm.lib import histograms
from crm.lib.charts_steps import stepped
from crm.lib.formats import decimal, percent
from feedback.attribute_charts import Chart, Point, u_chart
from feedback.run_rules import CALM, signals
from feedback.voice_metrics import DELIVERED, HOURS, MEASURES, PRAISE_READ, SOLVED, TOLD

WEEKS: Final = 26
FEWEST: Final = 6
"""Fewer weeks with contacts make no chart."""
THOUSAND: Final = 1_000
NOTHING: Final = "–"
RATES: Final = ("receipts", "low_scores", DELIVERED, PRAISE_READ, TOLD, MEASURES)


@dataclass(frozen=True)
class Week:
    """One point of a chart, and what its limits say of it; `call` is "" within them."""

    end: date
    count: int
    contacts: int
    point: Point | None
    call: str

    @property
    def rate(self) -> str:
        return decimal(self.point.value) if self.point else NOTHING

    @property
    def between(self) -> str:
        """Its limits: "1,2 – 20,9"."""
        return f"{decimal(self.point.lower)} – {decimal(self.point.upper)}" if self.point else NOTHING


@dataclass(frozen=True)
class PerThousand:
    """One chart with its words. `signal` colours the newest point: "up" is good news, "down" bad; "" is noise."""

    code: str
    title: str
    headline: str
    weeks: list[Week]
    drawn: dict[str, object] | None


@dataclass(frozen=True)
class Share:
    title: str
    value: str
    meaning: str


def figures(now: datetime) -> tuple[list[PerThousand], list[Share]]:
    """Two charts and the shares behind them, over half a year. One statement."""
    codes = Q(code__in=["contacts", "praise", "complaint", *RATES], dimension="") | Q(code=SOLVED)
    weeks = read_weeks(codes, today=company_day(now), weeks=WEEKS)
    charts = [
        _per_thousand("praise", _("Lob je 1.000 Kontakte"), weeks, good="up"),
        _per_thousand("complaint", _("Beschwerden je 1.000 Kontakte"), weeks, good="down"),
    ]
    return charts, _shares(weeks)


def _per_thousand(code: str, title: str, weeks: Weeks, *, good: str) -> PerThousand:
    contacts, counts = weeks.counts("contacts"), weeks.counts(code)
    known = sum(each > 0 for each in contacts)
    chart = u_chart([(n, of / THOUSAND) for n, of in zip(counts, contacts, strict=True)])
    if chart is None or known < FEWEST:
        return PerThousand(code, title, _("Noch zu wenige Wochen für eine Aussage."), [], None)
    found = signals(chart.deviations, CALM)
    run = _("acht Wochen über dem Mittel"), _("acht Wochen unter dem Mittel")
    rows = [
        Week(end, n, of, point, called(point, rules, run=run))
        for end, n, of, point, rules in zip(weeks.ends, counts, contacts, chart.points, found, strict=True)
    ]
    newest = next(row for row in reversed(rows) if row.point)
    return PerThousand(code, title, _headline(chart, newest), rows, _drawn(chart, rows, newest, good=good))


def _headline(chart: Chart, newest: Week) -> str:
    assert newest.point is not None
    words = {"value": decimal(newest.point.value), "mean": decimal(chart.centre)}
    if newest.call:
        told = _("Zuletzt %(value)s, üblich sind %(mean)s: mehr als Zufall, %(call)s.")
        return told % (words | {"call": newest.call})
    return _("Zuletzt %(value)s, üblich sind %(mean)s: im üblichen Rahmen.") % words


def _drawn(chart: Chart, rows: list[Week], newest: Week, *, good: str) -> dict[str, object]:
    assert newest.point is not None
    signal = ""
    if newest.call:
        signal = "up" if (newest.point.deviation > 0) == (good == "up") else "down"
    days = [date_format(row.end, _("j.n.")) for row in rows]
    drawn = stepped(
        [row.point.value if row.point else None for row in rows],
        [(row.point.lower, row.point.upper) if row.point else None for row in rows],
        mean=chart.centre,
    )
    return {
        "trend": drawn.trend,
        "steps": drawn.areas,
        "upper": decimal(newest.point.upper),
        "mean": decimal(chart.centre),
        "lower": decimal(newest.point.lower),
        "first": days[0],
        "middle": days[len(days) // 2],
        "last": days[-1],
        "signal": signal,
        "call": _("mehr als Zufall") if signal == "up" else "",
    }


def _shares(weeks: Weeks) -> list[Share]:
    hours = {name: sum(weeks.counts(SOLVED, name)) for of, name in list(weeks.parts) if of == SOLVED and name}
    median, late = (histograms.quantile(hours, share, HOURS) for share in (0.5, 0.9))
    told = _(
        "Die Hälfte der Beschwerden; neun von zehn: %(late)s. Von der Beschwerde bis zum Abschluss, nach der Uhr."
    )
    return [
        Share(
            _("Eingang rechtzeitig bestätigt"),
            _share(weeks, "receipts"),
            _("Beschwerden, deren Eingang in der Frist bestätigt wurde."),
        ),
        Share(_("Beschwerde gelöst nach"), _hours(median), told % {"late": _hours(late)}),
        Share(
            _("Der Kundin oder dem Kunden gesagt"),
            _share(weeks, TOLD),
            _("Abgeschlossene Beschwerden, deren Ergebnis wir gesagt haben."),
        ),
        Share(
            _("Maßnahmen umgesetzt"),
            _share(weeks, MEASURES),
            _("Von denen, die beim Abschluss vereinbart wurden."),
        ),
        Share(
            _("Lob weitergegeben"), _share(weeks, DELIVERED), _("Lob, das bei den Gelobten angekommen ist.")
        ),
        Share(_("Lob gelesen"), _share(weeks, PRAISE_READ), _("Und das dort schon jemand gelesen hat.")),
        Share(
            _("Schlechte Noten nachverfolgt"),
            _share(weeks, "low_scores"),
            _("Umfragen mit schlechter Note, auf die wir geantwortet haben."),
        ),
    ]


def _share(weeks: Weeks, code: str) -> str:
    top, bottom = weeks.total(code)
    if not bottom:
        return NOTHING
    words = {"share": percent(top / bottom, digits=0), "top": top, "bottom": bottom}
    return _("%(share)s (%(top)s von %(bottom)s)") % words


def _hours(value: float | None) -> str:
    if value is None:
        return NOTHING
    return ngettext("%(n)s Stunde", "%(n)s Stunden", round(value)) % {"n": decimal(value, digits=0)}
