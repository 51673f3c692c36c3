"""Sofort lösen: how many concerns the first contact solved for good, with what, and what was lacking."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from cases.models import Lack
from crm.company.presence import company_day
from crm.dashboard.figures import building, names
from crm.dashboard.figures.blocks import Block, Headline, Row, Subject, Tone
from crm.dashboard.figures.directory import Directory
from crm.dashboard.figures.figures import Figures
from crm.dashboard.figures.filters import Filters
from crm.dashboard.figures.first_contacts import GROSS, NET, read_first_contacts
from crm.dashboard.figures.headlines import flowing
from crm.dashboard.figures.names import Named
from crm.dashboard.figures.period import Bucket, Period
from crm.dashboard.figures.words import share_of
from crm.dashboard.first_contact_words import UNSAID_WORDS, address
from crm.dashboard.goal_choices import choices
from crm.lib.formats import count
from feedback.metrics import RETURN_WITHIN

CODE: Final = "at_once"


def subject(period: Period, filters: Filters, now: datetime, known: Directory) -> Subject:
    figures = read_first_contacts(period, today=company_day(now))
    return told(figures, filters, building.notes(filters), known)


def told(figures: Figures, filters: Filters, notes: tuple[str, ...], known: Directory | None) -> Subject:
    """In short without `known`: without the parts that are named in it."""
    soft_since = figures.today - timedelta(days=RETURN_WITHIN.days)

    def contacts_of(bucket: Bucket) -> str:
        return address(_days(bucket), "art=alle", filters.query)

    course, tone = building.share_course(
        figures,
        filters,
        figures.series(NET, filters.dimension),
        code="course",
        title=_("Sofort gelöst im Verlauf"),
        meaning=_("Netto: sofort gelöst, und weder kam jemand damit wieder noch sagte eine Umfrage nein."),
        head=_("netto"),
        of=_("gezählt"),
        good="up",
        soft_since=soft_since,
        target=choices().target(CODE) if known else None,
        url=contacts_of,
    )
    parts = () if filters.dimension or known is None else _parts(figures, known)
    return Subject(
        code=CODE,
        title=_("Sofort lösen"),
        question=_(
            "Wie oft ist ein Anliegen mit dem ersten Kontakt gelöst, und womit gelingt es am seltensten?"
        ),
        headlines=_headlines(figures, filters, tone, provisional=figures.period.last >= soft_since),
        blocks=(course, *parts, _lacks(figures, filters)),
        notes=notes,
    )


def _headlines(figures: Figures, filters: Filters, tone: Tone, *, provisional: bool) -> tuple[Headline, ...]:
    tones: tuple[tuple[str, str, str, Tone], ...] = (
        (NET, _("Netto"), _("gelöst, und es blieb gelöst"), tone),
        (GROSS, _("Brutto"), _("beim ersten Kontakt als gelöst erfasst"), ""),
    )
    return tuple(
        flowing(
            figures,
            code,
            filters.dimension,
            label=label,
            meaning=meaning,
            written=share_of,
            signal=signal,
            provisional=provisional,
        )
        for code, label, meaning, signal in tones
    )


def _parts(figures: Figures, known: Directory) -> tuple[Block, ...]:
    def contacts_of(part: Named) -> str:
        return address(_days(figures.period), "art=alle", part.query)

    sites = names.sites(figures, NET, known)
    return (
        building.share_bars(
            figures,
            NET,
            names.topics(figures, NET, known),
            name="topics",
            title=_("Anliegen"),
            meaning=_("Oben steht, was am meisten fehlt: so viele Anliegen blieben ungelöst."),
            head=_("Anliegen"),
            url=contacts_of,
            number=_("netto"),
            of=_("gezählt"),
        ),
        building.share_bars(
            figures,
            NET,
            names.channels(figures, NET),
            name="channels",
            title=_("Kanäle"),
            meaning=_("Auf welchem Weg es gelingt."),
            head=_("Kanal"),
            url=contacts_of,
            number=_("netto"),
            of=_("gezählt"),
        ),
        building.share_bars(
            figures,
            NET,
            sites,
            name="sites",
            title=_("Standorte"),
            meaning=_("Nur Standorte mit mindestens zehn Menschen im Kundenkontakt."),
            head=_("Standort"),
            url=contacts_of,
            others=names.rest(figures, NET, sites) if sites else None,
            others_name=names.small_sites(),
            empty=names.none_alone(known),
            number=_("netto"),
            of=_("gezählt"),
        ),
    )


def _lacks(figures: Figures, filters: Filters) -> Block:
    period = _days(figures.period)
    found = {str(lack.label): (lack.value, figures.total(lack.value, filters.dimension)[0]) for lack in Lack}
    said = sum(n for _code, n in found.values())
    found[str(UNSAID_WORDS)] = ("unsaid", figures.total("followed_up", filters.dimension)[0] - said)
    ordered = sorted(found.items(), key=lambda each: (each[1][0] == "unsaid", -each[1][1], each[0]))
    rows = tuple(
        Row(
            label=label,
            values=(float(n),),
            shown=(count(n),),
            url=address(period, "art=vorgang", f"grund={code}", filters.query),
        )
        for label, (code, n) in ordered
        if n
    )
    return Block(
        code="lacks",
        title=_("Woran es lag"),
        kind="bars",
        meaning=_("Was gesagt wurde, wenn aus einem Anliegen ein Vorgang wurde."),
        columns=(_("Woran es lag"), _("Vorgänge")),
        rows=rows,
        empty=_("In dieser Zeit wurde aus keinem Anliegen ein Vorgang."),
    )


def _days(when: Bucket | Period) -> str:
    """The days in the address of the pages with the contacts behind a number."""
    return f"von={when.first:%Y-%m-%d}&bis={when.last:%Y-%m-%d}"
