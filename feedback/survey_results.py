"""What a survey found, out of its counts: how many answered, and each figure with the interval it stands for."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from contacts.models import Source, Topic
from crm.company.site_groups import large_and_small
from feedback.intervals import Interval, nps, wilson
from feedback.models import QuestionKind, Survey, SurveyCount, SurveyQuestion
from feedback.models.answer import EASY_FROM, NPS_HIGH, NPS_LOW, SATISFIED_FROM
from feedback.survey_counts import ANSWERED, SENT, SOLVED_VALUES

WEEK: Final = timedelta(days=7)
Counts = Mapping[tuple[str, int], int]


@dataclass(frozen=True)
class Measure:
    """One figure: its share or score with the interval, and how many answers it stands on."""

    code: str
    found: Interval
    number: int


@dataclass(frozen=True)
class Found:
    """`sent` by the day of the mail, the others by the day of the answer."""

    sent: int
    answered: int
    measures: dict[str, Measure]

    @property
    def rate(self) -> Measure | None:
        found = wilson(min(self.answered, self.sent), self.sent)
        return Measure("rate", found, self.sent) if found else None


@dataclass(frozen=True)
class Results:
    total: Found
    weeks: list[tuple[date, Found]]
    topics: list[tuple[str, Found]]
    sites: list[tuple[str, Found]]
    sources: list[tuple[str, Found]]
    choices: list[tuple[str, list[tuple[str, int]]]]


def results(survey: Survey, *, first: date, last: date) -> Results:
    """The days from `first`, a Monday, to `last`. Reads counts, never answers."""
    counts = SurveyCount.objects.filter(survey=survey, day__gte=first, day__lte=last)
    by_dimension: dict[str, Counter[tuple[str, int]]] = {}
    rows = counts.order_by().values_list("dimension", "code", "value").annotate(n=Sum("number"))
    for dimension, code, value, number in rows:
        by_dimension.setdefault(dimension, Counter())[code, value] += number
    total = by_dimension.get("", Counter())
    return Results(
        total=found_in(total),
        weeks=_weeks(counts.filter(dimension=""), first, last),
        topics=_named(by_dimension, "topic", _topic_names(by_dimension)),
        sites=_sites(by_dimension),
        sources=_named(by_dimension, "source", dict(Source.objects.values_list("pk", "name"))),
        choices=_choices(survey, total),
    )


def lately(*, first: date) -> Counter[tuple[int, str]]:
    """Mails and answers of every survey since a day, by survey and code. One statement."""
    rows = SurveyCount.objects.filter(dimension="", code__in=[SENT, ANSWERED], day__gte=first).order_by()
    counted = rows.values_list("survey", "code").annotate(n=Sum("number"))
    return Counter({(survey, code): number for survey, code, number in counted})


def found_in(counts: Counts) -> Found:
    """The figures of one set of counts; a question nobody answered is left out."""
    by_code = {code: _values(counts, code) for code in (*QuestionKind.values, SENT, ANSWERED)}
    measures: dict[str, Measure] = {}
    scores = by_code["nps"]
    up, down = _from(scores, NPS_HIGH), sum(n for value, n in scores.items() if value <= NPS_LOW)
    net = nps(up, sum(scores.values()) - up - down, down)
    if net is not None:
        measures["nps"] = Measure("nps", net, sum(scores.values()))
    for code, least in (("csat", SATISFIED_FROM), ("ces", EASY_FROM), ("solved", SOLVED_VALUES["yes"])):
        share = wilson(_from(by_code[code], least), sum(by_code[code].values()))
        if share is not None:
            measures[code] = Measure(code, share, sum(by_code[code].values()))
    return Found(sum(by_code[SENT].values()), sum(by_code[ANSWERED].values()), measures)


def _values(counts: Counts, code: str) -> dict[int, int]:
    return {value: number for (known, value), number in counts.items() if known == code}


def _from(values: Mapping[int, int], least: int) -> int:
    return sum(number for value, number in values.items() if value >= least)


def _weeks(rows: "Iterable[SurveyCount]", first: date, last: date) -> list[tuple[date, Found]]:
    counted: dict[int, Counter[tuple[str, int]]] = {}
    for row in rows:
        counted.setdefault((row.day - first).days // 7, Counter())[row.code, row.value] += row.number
    number = (last - first).days // 7 + 1
    return [(first + each * WEEK, found_in(counted.get(each, Counter()))) for each in range(number)]


def _sites(counts: Mapping[str, Counts]) -> list[tuple[str, Found]]:
    """A site with fewer than ten people stands with the other small ones, and last: its score would be theirs."""
    large, small = large_and_small()
    if not large:
        return []
    together: Counter[tuple[str, int]] = Counter()
    for site in small:
        together.update(counts.get(f"site:{site.pk}", {}))
    shown = _named(counts, "site", {site.pk: site.name for site in large})
    return [*shown, (_("kleine Standorte zusammen"), found_in(together))] if together else shown


def _named(counts: Mapping[str, Counts], kind: str, names: Mapping[int, str]) -> list[tuple[str, Found]]:
    """The most answered first."""
    found = [
        (names[int(dimension.partition(":")[2])], found_in(each))
        for dimension, each in counts.items()
        if dimension.startswith(f"{kind}:") and int(dimension.partition(":")[2]) in names
    ]
    return sorted(found, key=lambda pair: (-pair[1].answered, pair[0]))


def _topic_names(counts: Mapping[str, Counts]) -> dict[int, str]:
    keys = [int(each.partition(":")[2]) for each in counts if each.startswith("topic:")]
    rows = Topic.objects.filter(pk__in=keys).select_related("parent")
    return {row.pk: f"{row.parent.name}, {row.name}" if row.parent else row.name for row in rows}


def _choices(survey: Survey, counts: Counts) -> list[tuple[str, list[tuple[str, int]]]]:
    """The questions with a choice that were answered, newest version first, each with its options."""
    asked = SurveyQuestion.objects.filter(version__survey=survey, kind=QuestionKind.CHOICE)
    english = (get_language() or "de").startswith("en")
    told = []
    for question in asked.order_by("-version__number", "position"):
        values = _values(counts, f"choice:{question.pk}")
        if values:
            words = question.text_en if english and question.text_en else question.text_de
            options = [
                ((each.get("en") if english else "") or each["de"], values.get(place, 0))
                for place, each in enumerate(question.options)
            ]
            told.append((words, options))
    return told
