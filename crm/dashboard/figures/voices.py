"""Stimmen: praise, complaints, wishes and the rest, per 1,000 contacts, and what became of them."""

from datetime import datetime
from typing import Final

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

import contacts.metrics
import feedback.metrics
from cases.models import ComplaintCause
from crm.company.presence import company_day
from crm.dashboard.figures import building, names
from crm.dashboard.figures.blocks import NOTHING, Block, Headline, Limits, Row, Subject, Tone
from crm.dashboard.figures.directory import Directory
from crm.dashboard.figures.figures import BEFORE, YEAR_AGO, Figures, Halves, read_figures
from crm.dashboard.figures.filters import Filters
from crm.dashboard.figures.headlines import counted, flowing
from crm.dashboard.figures.live import add_live
from crm.dashboard.figures.names import Named
from crm.dashboard.figures.period import Period
from crm.dashboard.figures.words import percent_value, share_of
from crm.lib.formats import count, decimal
from feedback.attribute_charts import u_chart
from feedback.control_charts import FEWEST_POINTS
from feedback.models import VoiceKind
from feedback.run_rules import CALM, Rule, signals
from feedback.voice_metrics import CAUSES, DELIVERED, MEASURES, NO_CAUSE, PRAISE_READ, TOLD

CODE: Final = "voices"
CONTACTS: Final = "contacts"
KINDS: Final = tuple(VoiceKind)
FATES: Final = ("receipts", TOLD, MEASURES, DELIVERED, PRAISE_READ)
THOUSAND: Final = 1_000
OTHER_ORIGINS: Final = ("source:", "campaign:", "hour:")


def subject(period: Period, filters: Filters, now: datetime, known: Directory) -> Subject:
    filters, notes = building.cannot(filters, "channel", "topic")
    mine = Q(code__in=[kind.value for kind in KINDS])
    mine |= Q(code=CONTACTS, dimension=filters.dimension)
    mine |= Q(code__in=FATES, dimension="") | Q(code=CAUSES)
    figures = read_figures(period, flow=mine, today=company_day(now))
    add_live(figures, CODE, feedback.metrics.voiced)
    add_live(figures, CONTACTS, contacts.metrics.flow)
    return told(figures, filters, notes, known)


def told(figures: Figures, filters: Filters, notes: tuple[str, ...], known: Directory | None) -> Subject:
    """In short without `known`: without the parts that are named in it."""
    praise, praise_tone = _per_thousand(
        figures, filters, VoiceKind.PRAISE, _("Lob je 1.000 Kontakte"), good="up"
    )
    complaints, complaint_tone = _per_thousand(
        figures, filters, VoiceKind.COMPLAINT, _("Beschwerden je 1.000 Kontakte"), good="down"
    )
    tones = {VoiceKind.PRAISE: praise_tone, VoiceKind.COMPLAINT: complaint_tone}
    return Subject(
        code=CODE,
        title=_("Stimmen"),
        question=_("Was sagen die Menschen über uns, und nehmen Beschwerden wirklich zu?"),
        headlines=_headlines(figures, filters, tones),
        blocks=(
            praise,
            complaints,
            *(() if filters.dimension or known is None else _parts(figures, filters, known)),
        ),
        notes=notes,
    )


def _per_thousand(
    figures: Figures, filters: Filters, kind: VoiceKind, title: str, *, good: Tone
) -> tuple[Block, Tone]:
    """A u chart: how many of the kind per 1,000 contacts. Colour only where that is more than noise."""
    counts = [top for top, _bottom in figures.series(kind.value, filters.dimension)]
    of = [top for top, _bottom in figures.series(CONTACTS, filters.dimension)]
    chart = u_chart([(n, all_ / THOUSAND) for n, all_ in zip(counts, of, strict=True)])
    enough = chart is not None and sum(each > 0 for each in of) >= FEWEST_POINTS
    called = signals(chart.deviations, CALM) if chart and enough else [set[Rule]()] * len(of)
    rows, newest = [], None
    for number, bucket in enumerate(figures.buckets):
        point = chart.points[number] if chart else None
        if point and bucket.last < figures.today:
            newest = number
        rows.append(
            Row(
                label=bucket.label,
                values=(point.value if point else None,),
                shown=(decimal(point.value) if point else NOTHING, count(counts[number]), count(of[number])),
                url=building.deeper(figures.period, bucket, filters),
                call=building.called_of(point, called[number]),
            )
        )
    tone: Tone = ""
    limits = None
    if chart and enough and newest is not None and (point := chart.points[newest]):
        limits = Limits(point.lower, chart.centre, point.upper)
        if called[newest]:
            tone = "up" if (point.deviation > 0) == (good == "up") else "down"
    block = Block(
        code=kind.value,
        title=title,
        kind="trend",
        meaning=_("Gefärbt wird nur, was über den Zufall hinausgeht."),
        columns=(building.when(figures.period), _("je 1.000"), str(kind.label), _("Kontakte")),
        rows=tuple(rows) if any(of) else (),
        limits=limits,
        provisional=building.running(figures),
        empty=_("In dieser Zeit ist nichts gezählt."),
    )
    return block, tone


def _headlines(figures: Figures, filters: Filters, tones: dict[VoiceKind, Tone]) -> tuple[Headline, ...]:
    of = figures.total(CONTACTS, filters.dimension)[0]
    lines = []
    for kind in KINDS:
        now = figures.total(kind.value, filters.dimension)[0]
        lines.append(
            flowing(
                figures,
                kind.value,
                filters.dimension,
                label=str(kind.label),
                meaning=_("je 1.000 Kontakte %(n)s") % {"n": decimal(THOUSAND * now / of)} if of else "",
                written=counted,
                signal=tones.get(kind, ""),
            )
        )
    return tuple(lines)


def _parts(figures: Figures, filters: Filters, known: Directory) -> tuple[Block, ...]:
    words = {
        VoiceKind.COMPLAINT: (_("Beschwerden nach Anliegen"), _("Beschwerden")),
        VoiceKind.PRAISE: (_("Lob nach Anliegen"), _("Lob")),
    }
    found = {key for kind in words for key in figures.named(kind.value, "topic")}
    topics = {each.dimension: each for each in names.topics_by_key(found, known)}
    bars = [
        building.count_bars(
            figures,
            kind.value,
            [
                topics[f"topic:{key}"]
                for key in figures.named(kind.value, "topic")
                if f"topic:{key}" in topics
            ],
            name=f"{kind.value}_topics",
            title=title,
            meaning=_("Das Häufigste zuerst, verglichen mit davor und vor einem Jahr."),
            head=_("Anliegen"),
            number=number,
            others=_("ohne Anliegen"),
        )
        for kind, (title, number) in words.items()
    ]
    return (_kinds(figures, filters), *bars, _causes(figures), _fates(figures))


def _kinds(figures: Figures, filters: Filters) -> Block:
    rows = tuple(
        Row(
            label=bucket.label,
            values=tuple(float(figures.series(kind.value)[number][0]) for kind in KINDS),
            shown=tuple(count(figures.series(kind.value)[number][0]) for kind in KINDS),
            url=building.deeper(figures.period, bucket, filters),
        )
        for number, bucket in enumerate(figures.buckets)
    )
    return Block(
        code="kinds",
        title=_("Alle Stimmen"),
        kind="stacked",
        meaning=_("Nach ihrer Art, übereinander."),
        columns=(building.when(figures.period), *(str(kind.label) for kind in KINDS)),
        rows=rows if any(any(row.values) for row in rows) else (),
        provisional=building.running(figures),
        empty=_("In dieser Zeit ist nichts gezählt."),
    )


def _causes(figures: Figures) -> Block:
    keys = [int(key) for key in figures.named(CAUSES, "cause") if key.isdecimal()]
    named = [
        Named(row.name, f"cause:{row.pk}", "")
        for row in ComplaintCause.objects.filter(pk__in=keys).order_by("name")
    ]
    return building.count_bars(
        figures,
        CAUSES,
        [*named, Named(_("ohne Ursache"), NO_CAUSE, "")],
        name="causes",
        title=_("Woher Beschwerden kommen"),
        meaning=_("Ursachen der abgeschlossenen Beschwerden."),
        head=_("Ursache"),
        number=_("Beschwerden"),
    )


def _fates(figures: Figures) -> Block:
    """What became of them: shares, of few as counts."""
    words = {
        "receipts": _("Eingang rechtzeitig bestätigt"),
        TOLD: _("Ergebnis gesagt"),
        MEASURES: _("Maßnahmen umgesetzt"),
        DELIVERED: _("Lob weitergegeben"),
        PRAISE_READ: _("Lob gelesen"),
    }
    rows = []
    for code, label in words.items():
        pair: Halves = figures.total(code)
        then = [figures.then(part, code) for part in (BEFORE, YEAR_AGO)]
        if pair[1]:
            rows.append(
                Row(
                    label=label,
                    values=(percent_value(pair),),
                    shown=(share_of(pair), *(NOTHING if each is None else share_of(each) for each in then)),
                    url=reverse("voice_figures"),
                    count_only=building.few(pair),
                )
            )
    return Block(
        code="fates",
        title=_("Was daraus wurde"),
        kind="share_bars",
        meaning=_("Bis gestern: Was heute noch offen ist, entscheidet sich erst."),
        columns=(_("Versprechen"), _("gehalten"), _("davor"), _("vor einem Jahr")),
        rows=tuple(rows),
        unit="percent",
        empty=_("In dieser Zeit ist nichts gezählt."),
    )
