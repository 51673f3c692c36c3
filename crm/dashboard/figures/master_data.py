"""Stammdaten: how complete they are, what is missing most often, and where customers came from is known."""

from datetime import datetime
from typing import Final

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from contacts.quality import FINDINGS
from crm.company.presence import company_day
from crm.dashboard.figures import building
from crm.dashboard.figures.blocks import NOTHING, Block, Headline, Row, Subject
from crm.dashboard.figures.directory import Directory
from crm.dashboard.figures.figures import BEFORE, YEAR_AGO, Figures, Halves, read_figures
from crm.dashboard.figures.filters import Filters
from crm.dashboard.figures.headlines import standing
from crm.dashboard.figures.period import Period
from crm.dashboard.figures.words import percent_value, share_of
from crm.dashboard.first_contact_words import FEWEST
from crm.dashboard.goal import Target
from crm.dashboard.goal_choices import choices
from crm.lib.formats import count

CODE: Final = "master_data"
KNOWN, ORIGIN, SCORE, IN_VAIN = "master_data", "origin_known", "quality_score", "asked_not_known"


def subject(period: Period, filters: Filters, now: datetime, known: Directory) -> Subject:
    _whole, notes = building.cannot(filters)
    wanted = Q(code__in=(KNOWN, ORIGIN, SCORE, IN_VAIN), dimension="") | Q(code="findings")
    figures = read_figures(period, flow=Q(pk__in=[]), stock=wanted, today=company_day(now))
    return told(figures, Filters(), notes, known)


def told(figures: Figures, _filters: Filters, notes: tuple[str, ...], known: Directory | None) -> Subject:
    """In short without `known`: without target and findings."""
    target = choices().target(CODE) if known else None
    return Subject(
        code=CODE,
        title=_("Stammdaten"),
        question=_("Wie vollständig sind unsere Kundendaten, und was fehlt am häufigsten?"),
        headlines=_headlines(figures),
        blocks=(
            _course(
                figures,
                KNOWN,
                _("Vollständige Kundendaten"),
                _("Ohne offenen Mangel, Herkunft und Anlass bekannt."),
                target,
            ),
            _course(
                figures,
                ORIGIN,
                _("Herkunft und Anlass bekannt"),
                _("Von allen Kundinnen und Kunden."),
                target,
            ),
            *(() if known is None else (_findings(figures),)),
        ),
        notes=(
            *notes,
            _("Gezählt wird in der Nacht; ein Bestand von früher lässt sich nicht nachzählen."),
        ),
    )


def _headlines(figures: Figures) -> tuple[Headline, ...]:
    shares = (
        (KNOWN, _("Vollständig"), _("ohne Mangel, Herkunft und Anlass bekannt")),
        (ORIGIN, _("Herkunft und Anlass bekannt"), _("von allen")),
        (IN_VAIN, _("Gefragt und nicht bekannt"), _("wussten es nicht oder wollten es nicht sagen")),
        (SCORE, _("Güte"), _("erfüllte Regeln, nach ihrem Gewicht")),
    )
    return tuple(
        standing(figures, code, label=label, meaning=meaning, written=share_of)
        for code, label, meaning in shares
    )


def _course(figures: Figures, code: str, title: str, meaning: str, target: Target | None) -> Block:
    """A stock has no limits: each day is nearly the same customers again."""
    rows = []
    for number, bucket in enumerate(figures.buckets):
        pair = figures.parts.get((code, ""), {}).get(number)
        rows.append(
            Row(
                label=bucket.label,
                values=(None if pair is None else percent_value(pair),),
                shown=(NOTHING, NOTHING) if pair is None else (share_of(pair), count(pair[1])),
                count_only=pair is not None and pair[1] < FEWEST,
            )
        )
    return Block(
        code=code,
        title=title,
        kind="trend",
        meaning=meaning,
        columns=(building.when(figures.period), _("Anteil"), _("Kundinnen und Kunden")),
        rows=tuple(rows) if any(row.shown[0] != NOTHING for row in rows) else (),
        target=target,
        unit="percent",
        empty=_("Für diese Zeit wurde kein Bestand gezählt."),
    )


def _findings(figures: Figures) -> Block:
    rows = []
    for code in figures.named("findings", "code"):
        found, before, year = _findings_of(figures, code)
        if found[0]:
            rows.append(
                Row(
                    label=str(FINDINGS[code].label) if code in FINDINGS else code,
                    values=(float(found[0]), None if before is None else float(before[0])),
                    shown=(
                        count(found[0]),
                        *(NOTHING if then is None else count(then[0]) for then in (before, year)),
                    ),
                    url=f"{reverse('customers')}?maengel=1",
                )
            )
    return Block(
        code="findings",
        title=_("Offene Mängel"),
        kind="bars",
        meaning=_("Was fehlt oder nicht stimmt, das Häufigste zuerst."),
        columns=(_("Mangel"), _("offen"), _("davor"), _("vor einem Jahr")),
        rows=tuple(sorted(rows, key=lambda row: (-(row.values[0] or 0), row.label))),
        empty=_("Kein offener Mangel in dieser Zeit."),
    )


def _findings_of(figures: Figures, code: str) -> tuple[Halves, Halves | None, Halves | None]:
    """A gap nobody has is stored nowhere: where that night was counted it is 0."""
    name = f"code:{code}"
    newest = figures.newest(KNOWN)
    now = figures.parts["findings", name].get(newest, (0, 0)) if newest is not None else (0, 0)
    then = [
        figures.stood(part, "findings", name) or ((0, 0) if figures.stood(part, KNOWN) else None)
        for part in (BEFORE, YEAR_AGO)
    ]
    return now, then[0], then[1]
