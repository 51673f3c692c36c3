"""Herkunft: how new customers came, and which sources and campaigns bring those who stay."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from contacts.models import Campaign, Source
from contacts.origin_metrics import AGAIN, ASKED, NEW, cohorts
from crm.company.presence import company_day
from crm.dashboard.figures import building
from crm.dashboard.figures.blocks import Block, Subject
from crm.dashboard.figures.directory import Directory
from crm.dashboard.figures.figures import Figures, read_figures
from crm.dashboard.figures.filters import Filters
from crm.dashboard.figures.headlines import counted, flowing
from crm.dashboard.figures.live import add_live
from crm.dashboard.figures.names import Named
from crm.dashboard.figures.period import Period
from crm.dashboard.figures.words import share_of
from crm.lib.periods import local_date
from crm.lib.tallies import Figure
from feedback.origin_metrics import COMPLAINED

CODE: Final = "origins"
CODES: Final = (NEW, AGAIN, COMPLAINED)


def subject(period: Period, filters: Filters, now: datetime, known: Directory) -> Subject:
    filters, notes = building.cannot(filters)
    figures = read_figures(period, flow=Q(code__in=CODES), today=company_day(now))

    def new_ones(bounds: Sequence[datetime]) -> list[Figure]:
        zone = get_default_timezone()
        first = local_date(bounds[0], str(zone))
        rows = cohorts([(bounds[0], bounds[-1])], now=now, tz=zone, later={})
        return [
            Figure((row.day - first).days, row.code, row.dimension, row.numerator, row.denominator)
            for row in rows
        ]

    add_live(figures, CODE, new_ones)
    return told(figures, filters, notes, known)


def told(figures: Figures, filters: Filters, notes: tuple[str, ...], known: Directory | None) -> Subject:
    """In short without `known`: without sources and campaigns."""
    course, tone = building.course(
        figures,
        filters,
        NEW,
        title=_("Neue Kundinnen und Kunden"),
        meaning=_("An dem Tag, an dem sie angelegt wurden."),
        head=_("neu"),
        good="up",
        name="course",
    )
    lines = (
        flowing(
            figures,
            NEW,
            label=_("Neue Kundinnen und Kunden"),
            meaning=_("in dieser Zeit angelegt"),
            written=counted,
            signal=tone,
        ),
        *(
            flowing(
                figures,
                code,
                label=label,
                meaning=_("in den ersten neunzig Tagen; gezählt, sobald diese um sind"),
                written=share_of,
            )
            for code, label in ((AGAIN, _("Kamen wieder")), (COMPLAINED, _("Beschwerten sich")))
        ),
    )
    return Subject(
        code=CODE,
        title=_("Herkunft"),
        question=_("Wie finden die Menschen zu uns, und wer davon bleibt?"),
        headlines=lines,
        blocks=(course, *(() if known is None else _parts(figures))),
        notes=notes,
    )


def _parts(figures: Figures) -> tuple[Block, ...]:
    sources = _sources(figures)
    campaigns = _campaigns(figures)
    too_soon = _("Das zeigt sich nach neunzig Tagen: So lange ist in dieser Zeit noch niemand da.")
    stayed = _("Wer nach dem ersten Tag und in den ersten neunzig Tagen von sich aus wiederkam.")
    return (
        building.count_bars(
            figures,
            NEW,
            [*sources, Named(_("gefragt, nicht bekannt"), ASKED, "")],
            name="sources",
            title=_("Neue nach Herkunft"),
            meaning=_("Wodurch sie zu uns fanden."),
            head=_("Herkunft"),
            number=_("neu"),
            others=_("noch nicht gefragt"),
        ),
        building.share_bars(
            figures,
            AGAIN,
            sources,
            name="sources_again",
            title=_("Wer blieb, nach Herkunft"),
            meaning=stayed,
            head=_("Herkunft"),
            number=_("kamen wieder"),
            of=_("neu, neunzig Tage um"),
            empty=too_soon,
            url=_source_page,
        ),
        building.count_bars(
            figures,
            NEW,
            campaigns,
            name="campaigns",
            title=_("Neue nach Kampagne"),
            meaning=_("Welche Anzeige, welcher Aushang, welcher Brief."),
            head=_("Kampagne"),
            number=_("neu"),
        ),
        building.share_bars(
            figures,
            AGAIN,
            campaigns,
            name="campaigns_again",
            title=_("Wer blieb, nach Kampagne"),
            meaning=stayed,
            head=_("Kampagne"),
            number=_("kamen wieder"),
            of=_("neu, neunzig Tage um"),
            empty=too_soon,
            url=lambda part: reverse("origin_campaign", args=[int(part.dimension.partition(":")[2])]),
        ),
    )


def _keys(figures: Figures, kind: str) -> list[int]:
    found = {*figures.named(NEW, kind), *figures.named(AGAIN, kind)}
    return sorted(int(key) for key in found if key.isdecimal())


def _sources(figures: Figures) -> list[Named]:
    rows = Source.objects.filter(pk__in=_keys(figures, "source")).select_related("parent")
    return [
        Named(f"{row.parent.name}: {row.name}" if row.parent else row.name, f"source:{row.pk}", "")
        for row in rows
    ]


def _source_page(part: Named) -> str:
    return reverse("origin_source", args=[int(part.dimension.partition(":")[2])])


def _campaigns(figures: Figures) -> list[Named]:
    rows = Campaign.objects.filter(pk__in=_keys(figures, "campaign")).order_by("name", "pk")
    return [Named(row.name, f"campaign:{row.pk}", "") for row in rows]
