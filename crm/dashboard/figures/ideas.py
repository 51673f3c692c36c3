"""Wünsche und Ideen: what is wished for, what became of it, and what is not decided yet."""

from datetime import datetime
from typing import Final

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

import feedback.metrics
from crm.company.presence import company_day
from crm.dashboard.figures import building
from crm.dashboard.figures.blocks import Block, Headline, Row, Subject, Tone
from crm.dashboard.figures.directory import Directory
from crm.dashboard.figures.figures import Figures, read_figures
from crm.dashboard.figures.filters import Filters
from crm.dashboard.figures.headlines import counted, flowing, standing
from crm.dashboard.figures.live import add_live
from crm.dashboard.figures.period import Period
from crm.dashboard.figures.words import share_of
from crm.dashboard.goal_choices import choices
from crm.lib.formats import count
from feedback import idea_metrics
from feedback.models import IdeaStatus

CODE: Final = "ideas"
VOICES: Final = "voices"
DECIDED: Final = "wishes_decided"
FLOW: Final = ("wish", "ideas_new", "ideas_decided", "ideas_built", "customers_told", DECIDED)
STOCK: Final = ("ideas", "wishes_undecided")


def subject(period: Period, filters: Filters, now: datetime, known: Directory) -> Subject:
    filters, notes = building.cannot(filters)
    figures = read_figures(
        period, flow=Q(code__in=FLOW, dimension=""), stock=Q(code__in=STOCK), today=company_day(now)
    )
    add_live(figures, VOICES, feedback.metrics.voiced)
    add_live(figures, CODE, lambda bounds: idea_metrics.flow(bounds, at=now))
    return told(figures, filters, notes, known)


def told(figures: Figures, filters: Filters, notes: tuple[str, ...], known: Directory | None) -> Subject:
    """In short without `known`: without where the ideas stand."""
    wishes, _tone = building.course(
        figures,
        filters,
        "wish",
        title=_("Wünsche"),
        meaning=_("An dem Tag, an dem sie geäußert wurden."),
        head=_("Wünsche"),
    )
    decided, tone = building.share_course(
        figures,
        filters,
        figures.series(DECIDED),
        code="decided",
        title=_("In dreißig Tagen entschieden"),
        meaning=_("Ein Wunsch zählt an dem Tag, an dem entschieden wurde oder die dreißig Tage um waren."),
        head=_("entschieden"),
        of=_("Wünsche"),
        good="up",
        target=choices().target("thinking_ahead") if known else None,
    )
    return Subject(
        code=CODE,
        title=_("Wünsche und Ideen"),
        question=_("Was wünschen sich die Menschen, und was haben wir noch nicht entschieden?"),
        headlines=_headlines(figures, tone),
        blocks=(wishes, decided, *(() if known is None else (_states(figures),))),
        notes=notes,
    )


def _headlines(figures: Figures, tone: Tone) -> tuple[Headline, ...]:
    waiting = standing(
        figures,
        "wishes_undecided",
        label=_("Noch nicht entschieden"),
        meaning=_("Wünsche, gezählt in der letzten Nacht"),
        written=counted,
    )
    counts = (
        ("wish", _("Wünsche"), _("geäußert")),
        ("ideas_new", _("Neue Ideen"), _("aufgeschrieben")),
        ("ideas_decided", _("Entschieden"), _("Ideen, zum ersten Mal entschieden")),
        ("ideas_built", _("Umgesetzt"), _("Ideen, die es jetzt gibt")),
        ("customers_told", _("Bescheid gesagt"), _("Menschen, deren Wunsch umgesetzt ist")),
    )
    return (
        flowing(
            figures,
            DECIDED,
            label=_("In dreißig Tagen entschieden"),
            meaning=_("der Wünsche, deren Zeit in diesem Zeitraum um war"),
            written=share_of,
            signal=tone,
        ),
        *(() if figures.last("wishes_undecided") is None else (waiting,)),
        *(
            flowing(figures, code, label=label, meaning=meaning, written=counted)
            for code, label, meaning in counts
        ),
    )


def _states(figures: Figures) -> Block:
    rows = []
    for status in IdeaStatus:
        found = figures.last("ideas", f"state:{status.value}")
        if found is not None:
            rows.append(
                Row(
                    label=str(status.label),
                    values=(float(found[0]),),
                    shown=(count(found[0]),),
                    url=f"{reverse('ideas')}?stand={status.value}",
                )
            )
    return Block(
        code="states",
        title=_("Wo die Ideen stehen"),
        kind="bars",
        meaning=_("Am Ende der gezeigten Zeit, gezählt in der Nacht."),
        columns=(_("Stand"), _("Ideen")),
        rows=tuple(rows) if any(row.values[0] for row in rows) else (),
        empty=_("Für diese Zeit wurde kein Bestand gezählt."),
    )
