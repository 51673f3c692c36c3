"""Umfragen: how content people are, whether it was solved, how easy it was, and how many answered."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import IntegerField, Q, QuerySet, Sum, Value
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from crm.company.presence import company_day
from crm.dashboard.codes import COMPLETE
from crm.dashboard.figures import building, names
from crm.dashboard.figures.blocks import NOTHING, Block, Headline, Row, Subject, Tone
from crm.dashboard.figures.directory import Directory
from crm.dashboard.figures.figures import BEFORE, YEAR_AGO, Figures, Halves, part_of
from crm.dashboard.figures.filters import Filters
from crm.dashboard.figures.headlines import flowing
from crm.dashboard.figures.period import Period
from crm.dashboard.figures.words import share_of
from crm.dashboard.models import DailyFigure
from feedback.models import SurveyCount
from feedback.models.answer import EASY_FROM, NPS_HIGH, NPS_LOW, SATISFIED_FROM
from feedback.survey_counts import ANSWERED, SENT, SOLVED_VALUES

CODE: Final = "surveys"
CSAT, SOLVED, CES, RATE, NPS = "csat", "solved", "ces", "responses", "nps"
COUNTS: Final = (CSAT, SOLVED, CES, NPS, SENT, ANSWERED)
FEWEST_SCORES: Final = 20

ABOVE: Final[dict[str, Callable[[int], int]]] = {
    CSAT: lambda value: int(value >= SATISFIED_FROM),
    SOLVED: lambda value: int(value == SOLVED_VALUES["yes"]),
    CES: lambda value: int(value >= EASY_FROM),
    NPS: lambda value: int(value >= NPS_HIGH) - int(value <= NPS_LOW),
}
"""How an answer counts above the line; below it every answer counts. Would recommend less would not: the score."""


def subject(period: Period, filters: Filters, now: datetime, known: Directory) -> Subject:
    filters, notes = building.cannot(filters, "topic", "site")
    return told(read_surveys(period, filters.dimension, today=company_day(now)), filters, notes, known)


def told(figures: Figures, filters: Filters, notes: tuple[str, ...], known: Directory | None) -> Subject:
    """In short without `known`: without the parts that are named in it."""
    parts = () if filters.dimension or known is None else (_topics(figures, known), _values(figures))
    course, tone = building.share_course(
        figures,
        filters,
        figures.series(CSAT, filters.dimension),
        code="course",
        title=_("Zufriedenheit im Verlauf"),
        meaning=_("Wie viele von fünf Gesichtern eines der beiden besten wählten."),
        head=_("zufrieden"),
        of=_("Antworten"),
        good="up",
    )
    rate, _tone = building.share_course(
        figures,
        filters,
        figures.series(RATE, filters.dimension),
        code="rate",
        title=_("Wie viele antworten"),
        meaning=_("Von denen, die an dem Tag gefragt wurden. Zwei Wochen lang kommen noch Antworten."),
        head=_("geantwortet"),
        of=_("gefragt"),
        good="up",
        soft_since=figures.today - timedelta(days=14),
    )
    return Subject(
        code=CODE,
        title=_("Umfragen"),
        question=_("Wie zufrieden sind die Menschen, die wir fragen?"),
        headlines=_headlines(figures, filters, tone),
        blocks=(course, rate, *parts),
        notes=notes,
    )


def read_surveys(period: Period, narrowed: str, *, today: date) -> Figures:
    """The counts of all surveys as shares; of the whole company also contentment by topic, over all of the period.

    Today is in them: they are written anew every hour. One statement.
    """
    found = Figures(period, today)
    windows = (
        (period, part_of(found)),
        (period.before, Value(BEFORE, IntegerField())),
        (period.year_ago, Value(YEAR_AGO, IntegerField())),
    )
    shown = Q(code__in=COUNTS, dimension=narrowed)
    first, *others = [
        query for when, which in windows for query in (_counts(when, shown, which), _nights(when, which))
    ]
    if not narrowed:
        topics = Q(code=CSAT, dimension__startswith="topic:")
        others.append(_counts(period, topics, Value(0, IntegerField())))
    sent: dict[tuple[int, str, str], int] = {}
    for number, code, dimension, value, n in first.union(*others, all=True):
        if code in ABOVE:
            found.add(number, code, dimension, ABOVE[code](value) * n, n)
            found.add(number, f"{code}={value}", dimension, n, None)
        elif code == COMPLETE:
            found.add(number, COMPLETE, "", n, None)
        else:
            sent[number, dimension, code] = n
    for (number, dimension, code), n in sent.items():
        found.add(number, RATE, dimension, n if code == ANSWERED else 0, n if code == SENT else 0)
    return found


def _counts(when: Period, wanted: Q, part: Any) -> QuerySet[Any, Any]:
    rows = SurveyCount.objects.filter(wanted, day__gte=when.first, day__lte=when.last).order_by()
    counted = rows.annotate(part=part).values_list("part", "code", "dimension", "value")
    return counted.annotate(n=Sum("number"))


def _nights(when: Period, part: Any) -> QuerySet[Any, Any]:
    """How many days were counted at all."""
    rows = DailyFigure.objects.filter(code=COMPLETE, numerator=1, day__gte=when.first, day__lte=when.last)
    counted = rows.order_by().annotate(part=part).values_list("part", "code", "dimension", Value(0))
    return counted.annotate(n=Sum("numerator"))


def score(pair: Halves) -> str:
    """The recommendation as a number from -100 to 100; of few a count of answers."""
    above, all_ = pair
    if not all_:
        return NOTHING
    if all_ < FEWEST_SCORES:
        return _("%(n)s Antworten") % {"n": all_}
    return str(number_format(round(100 * above / all_)))


def _headlines(figures: Figures, filters: Filters, tone: Tone) -> tuple[Headline, ...]:
    shares = (
        (CSAT, _("Zufrieden"), _("eines der beiden besten Gesichter")),
        (SOLVED, _("Gelöst"), _("sagen: Ja, es ist gelöst")),
        (CES, _("Es war leicht"), _("5 bis 7 von 7")),
        (RATE, _("Haben geantwortet"), _("von denen, die gefragt wurden")),
    )
    lines = [
        flowing(
            figures,
            code,
            filters.dimension,
            label=label,
            meaning=meaning,
            written=share_of,
            signal=tone if code == CSAT else "",
            provisional=code == RATE and figures.period.last >= figures.today - timedelta(days=14),
        )
        for code, label, meaning in shares
    ]
    recommended = flowing(
        figures,
        NPS,
        filters.dimension,
        label=_("Weiterempfehlung"),
        meaning=_("wer uns empfehlen würde, weniger wer es nicht würde: von -100 bis 100"),
        written=score,
    )
    return (*lines, recommended)


def _topics(figures: Figures, known: Directory) -> Block:
    return building.share_bars(
        figures,
        CSAT,
        names.topics(figures, CSAT, known),
        name="topics",
        title=_("Zufriedenheit nach Anliegen"),
        meaning=_("Oben steht, wo am meisten fehlt."),
        head=_("Anliegen"),
        number=_("zufrieden"),
        of=_("Antworten"),
    )


def _values(figures: Figures) -> Block:
    rows = tuple(
        Row(
            label=str(value),
            values=(float(n := figures.total(f"{CSAT}={value}")[0]),),
            shown=(str(number_format(n, force_grouping=True)),),
            url=reverse("surveys"),
        )
        for value in range(5, 0, -1)
    )
    return Block(
        code="values",
        title=_("Die Noten"),
        kind="bars",
        meaning=_("Fünf ist die beste."),
        columns=(_("Bewertung"), _("Antworten")),
        rows=rows if any(row.values[0] for row in rows) else (),
        empty=_("In dieser Zeit hat niemand geantwortet."),
    )
