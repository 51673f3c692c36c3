"""Begegnungen und Kontakte: how many, on which channel, about what, where."""

from datetime import datetime
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

import contacts.metrics
from crm.company.presence import company_day
from crm.dashboard.figures import building, hours, names
from crm.dashboard.figures.blocks import Block, Headline, Subject, Tone
from crm.dashboard.figures.directory import Directory
from crm.dashboard.figures.figures import Figures, read_figures
from crm.dashboard.figures.filters import Filters
from crm.dashboard.figures.headlines import counted, flowing
from crm.dashboard.figures.live import add_live
from crm.dashboard.figures.period import Period

CODE: Final = "contacts"
CONTACTS, ENCOUNTERS = "contacts", "encounters"


def subject(period: Period, filters: Filters, now: datetime, known: Directory) -> Subject:
    wanted = Q(code__in=[CONTACTS, ENCOUNTERS]) & ~Q(dimension__startswith="source:")
    wanted &= ~Q(dimension__startswith="campaign:")
    figures = read_figures(period, flow=wanted, today=company_day(now))
    add_live(figures, CODE, contacts.metrics.flow)
    return told(figures, filters, building.notes(filters), known)


def told(figures: Figures, filters: Filters, notes: tuple[str, ...], known: Directory | None) -> Subject:
    """In short without `known`: without the parts that are named in it."""
    course, signal = building.course(
        figures,
        filters,
        CONTACTS,
        title=_("Kontakte im Verlauf"),
        meaning=_(
            "Jedes Anliegen zählt einmal, an dem Tag, an dem es erfasst wurde. Stornierte zählen nicht."
        ),
        head=_("Kontakte"),
        name="course",
    )
    return Subject(
        code=CODE,
        title=_("Begegnungen und Kontakte"),
        question=_("Wie viele kommen, auf welchem Weg und womit?"),
        headlines=_headlines(figures, filters, signal),
        blocks=(course, *(() if filters.dimension or known is None else _parts(figures, filters, known))),
        notes=notes,
    )


def _headlines(figures: Figures, filters: Filters, signal: Tone) -> tuple[Headline, ...]:
    came = flowing(
        figures,
        CONTACTS,
        filters.dimension,
        label=_("Kontakte"),
        meaning=_("erfasste Anliegen"),
        written=counted,
        signal=signal,
    )
    if filters.kind not in ("", "channel"):
        return (came,)
    met = flowing(
        figures,
        ENCOUNTERS,
        filters.dimension,
        label=_("Begegnungen"),
        meaning=_("Menschen, die da waren, anriefen oder schrieben; einer kann mehrere Anliegen haben"),
        written=counted,
    )
    return came, met


def _parts(figures: Figures, filters: Filters, known: Directory) -> tuple[Block, ...]:
    channels = names.channels(figures, CONTACTS)
    topics, sites = (named(figures, CONTACTS, known) for named in (names.topics, names.sites))
    return (
        building.stacked(
            figures,
            CONTACTS,
            channels,
            filters,
            name="channels_course",
            title=_("Auf welchem Weg"),
            meaning=_("Die Kontakte nach Kanal, übereinander."),
        ),
        building.count_bars(
            figures,
            CONTACTS,
            channels,
            name="channels",
            title=_("Kanäle"),
            meaning=_("Die Kontakte je Kanal, verglichen mit davor und vor einem Jahr."),
            head=_("Kanal"),
            number=_("Kontakte"),
        ),
        hours.heat(
            hours.cells_of(figures, CONTACTS),
            code="hours",
            title=_("Wann die Menschen kommen"),
            meaning=_("Nach Wochentag und Uhrzeit, zu der es geschah."),
        ),
        building.count_bars(
            figures,
            CONTACTS,
            topics,
            name="topics",
            title=_("Anliegen"),
            meaning=_("Womit die Menschen kommen, das Häufigste zuerst."),
            head=_("Anliegen"),
            number=_("Kontakte"),
            others=_("ohne Anliegen"),
        ),
        building.count_bars(
            figures,
            CONTACTS,
            sites,
            name="sites",
            title=_("Standorte"),
            meaning=_(
                "Wo erfasst wurde. Standorte mit weniger als zehn Menschen im Kundenkontakt stehen zusammen."
            ),
            head=_("Standort"),
            number=_("Kontakte"),
            others=names.small_sites(),
            empty=names.none_alone(known),
        ),
    )
