"""The figures of the voices, Zuhören, the quality of master data and surveys: as shown, and as counted by hand."""

from fractions import Fraction

import pytest

from feedback.models import Survey
from tests.crm.dashboard.pages import quality_by_hand
from tests.crm.dashboard.pages.opened import Opened
from tests.crm.dashboard.pages.surveys_by_hand import survey_found
from tests.crm.dashboard.pages.voices_by_hand import chart, fates, heard, solved_after


def voices(pages: Opened) -> None:
    page, context = pages.open("/stimmen/zahlen/")
    for shown, (kind, heading, good) in zip(
        context["charts"],
        (
            ("praise", "Lob je 1.000 Kontakte", "up"),
            ("complaint", "Beschwerden je 1.000 Kontakte", "down"),
        ),
        strict=True,
    ):
        wanted = chart(pages.facts, kind, good=good)
        assert heading in page.heads
        pages.same(wanted.headline in page.lines, True, wanted.headline, page.lines)
        pages.same(page.table(heading).rows, wanted.rows, heading)
        if wanted.rows:
            beside = tuple(shown.drawn[each] for each in ("upper", "mean", "lower"))
            pages.same(beside, wanted.beside, heading)
            assert shown.drawn["signal"] == wanted.tone, heading
    pages.same([fact[:2] for fact in page.facts], fates(pages.facts))
    late = f"neun von zehn: {solved_after(pages.facts, 0.9)}."
    assert late in page.facts[1][2], (late, page.facts[1])


def listening(pages: Opened) -> None:
    page, context = pages.open("/zuhoeren/")
    wanted = heard(pages.facts)
    said = f"In 13 Wochen: {wanted.expected} Erwartungen, {wanted.remarks} Hinweise auf den Mitbewerb."
    pages.same(said in page.lines, True, said, page.lines)
    shown = {title: [(line.name, line.number) for line in lines] for title, lines in context["segments"]}
    pages.same(shown, wanted.segments)
    for lines in wanted.segments.values():
        assert {f"{name} {number}" for name, number in lines} <= set(page.items)
    many = len(wanted.rising)
    pages.same(
        page.title,
        ("Ein Anliegen steigt." if many == 1 else f"{many} Anliegen steigen.")
        if many
        else "Kein Anliegen kommt öfter als üblich.",
    )
    for name, now, usual in wanted.rising:
        assert name in page.heads
        said = f"In der letzten Woche {now} Kontakte, üblich sind {_tenths(usual)}."
        pages.same(said in page.lines, True, said, page.lines)


def quality(pages: Opened) -> None:
    page, context = pages.open("/stammdaten/guete/")
    wanted = quality_by_hand.quality(pages.nights)
    pages.same(page.title, wanted.title)
    pages.same(set(page.table("Nach Herkunft").rows), wanted.sources)
    pages.same(set(page.table("Nach Standort des letzten Kontakts").rows), wanted.sites)
    values = [None if share is None else 100 * share for _end, share in reversed(context["weeks"])]
    assert values == pytest.approx(wanted.weeks)
    vain, everybody = pages.asked_in_vain
    said = f"nicht bekannt oder nicht gesagt: {vain} von {everybody}."
    pages.same(any(said in line for line in page.lines), True, said, page.lines)


def surveys(pages: Opened) -> None:
    for survey in Survey.objects.all():
        for weeks in (13, 26, 52):
            _survey(pages, survey, weeks)


def _survey(pages: Opened, survey: Survey, weeks: int) -> None:
    page, _context = pages.open(f"/umfragen/{survey.pk}/ergebnis/?wochen={weeks}")
    wanted = survey_found(pages.facts, survey.pk, weeks=weeks)
    about = (survey.name, weeks)
    answers = "eine Antwort" if wanted.answered == 1 else f"{wanted.answered} Antworten"
    said = f"In {weeks} Wochen {answers} auf {wanted.sent} Mails."
    pages.same(any(said in line for line in page.lines), True, said, page.lines)
    pages.same(page.facts, wanted.cards, about)
    if not wanted.cards:
        assert not page.tables, about
        return
    pages.same(set(page.table("Nach Anliegen").rows), wanted.topics, about)
    pages.same(set(page.table("Nach Standort").rows), wanted.sites, about)
    pages.same(set(page.table("Nach Herkunft").rows), wanted.sources, about)
    pages.same(page.table("Woche für Woche, neueste zuerst").rows, wanted.weeks, about)
    for words, options in wanted.options.items():
        pages.same(page.table(words).rows, options, about)


def _tenths(value: Fraction) -> str:
    """One digit behind the comma, half up; of a whole number none."""
    tenths = int(value * 10 + Fraction(1, 2))
    return str(value) if value.denominator == 1 else f"{tenths // 10},{tenths % 10}"
