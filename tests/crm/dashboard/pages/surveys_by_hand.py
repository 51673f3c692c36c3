"""What a survey found, answer by answer; Wilson's bounds are the roots of his equation, found by halving."""

from collections.abc import Callable, Sequence
from datetime import date
from math import sqrt
from statistics import mean, pvariance
from typing import Any, Final, NamedTuple

from feedback.models import AnswerItem, SurveyQuestion
from tests.crm.dashboard.figures.rows import NOTHING, TODAY, WEEK, Facts, Window, within
from tests.crm.dashboard.pages.words import long

Z: Final = 1.959963984540054
FEW: Final = 5
HEADS: Final = {
    "nps": "Weiterempfehlung (NPS)",
    "csat": "Zufrieden (CSAT)",
    "ces": "War leicht (CES)",
    "solved": "Gelöst",
}
GIVEN: Final[dict[str, Callable[[Any], int | None]]] = {
    "nps": lambda row: None if row.nps is None else (row.nps >= 9) - (row.nps <= 6),
    "csat": lambda row: None if row.score is None else int(row.score >= 4),
    "ces": lambda row: None if row.ces is None else int(row.ces >= 5),
    "solved": lambda row: int(row.solved == "yes") if row.solved else None,
}
"""What each answer counts: 1 or 0, and -1 for who would rather not recommend us."""


class Expected(NamedTuple):
    """`cards`: head, and what stands under it. The tables by what the lines are; `options` by the words of a choice."""

    sent: int
    answered: int
    cards: list[tuple[str, str]]
    topics: set[tuple[str, ...]]
    sites: set[tuple[str, ...]]
    sources: set[tuple[str, ...]]
    weeks: list[tuple[str, ...]]
    options: dict[str, list[tuple[str, str]]]


def survey_found(facts: Facts, survey: int, *, weeks: int) -> Expected:
    monday = TODAY
    while monday.weekday():
        monday -= WEEK / 7
    first: date = monday - WEEK * (weeks - 1)
    asked = [row for row in facts.invitations if row.survey_id == survey]
    answers = [row for row in facts.answers if row.invitation.survey_id == survey]
    when = (first, TODAY)
    heads = [
        code
        for code in GIVEN
        if any(GIVEN[code](row) is not None and within(row.at, when) for row in answers)
    ]
    answered = {row.invitation_id for row in answers}

    def line(name: str, when: Window, of: Callable[[Any], bool] = lambda _row: True) -> tuple[str, ...]:
        mine = [row for row in asked if of(row) and within(row.sent_at, when)]
        given = [row for row in answers if of(row.invitation) and within(row.at, when)]
        numbers = (len(mine), sum(row.pk in answered for row in mine))
        return (name, *map(str, numbers), *(_short(code, _given(given, code)) for code in heads))

    def parts(name: Callable[[Any], str]) -> set[tuple[str, ...]]:
        shown = [row for row in asked if within(row.sent_at, when)]
        shown += [row.invitation for row in answers if within(row.at, when)]
        names = {name(row) for row in shown} - {""}
        return {line(each, when, lambda row, each=each: name(row) == each) for each in names}  # type: ignore[misc]

    def site(invitation: Any) -> str:
        where = _site(invitation)
        if where is None or not facts.large_sites:
            return ""
        return facts.large_sites.get(where.pk, "kleine Standorte zusammen")

    sent, of_these = (int(each) for each in line("", when)[1:3])
    by_week = [(first + WEEK * number, first + WEEK * number + WEEK * 6 / 7) for number in range(weeks)]
    return Expected(
        sent,
        of_these,
        _cards(sent, of_these, heads, [row for row in answers if within(row.at, when)]),
        parts(_topic),
        parts(site),
        parts(lambda row: str(row.customer.source.name) if row.customer and row.customer.source else ""),
        [line(long(week[0]), week) for week in reversed(by_week)],
        _options(survey, [row for row in answers if within(row.at, when)]),
    )


def _topic(invitation: Any) -> str:
    about = invitation.case or invitation.contact
    topic = about.topic if about else None
    if topic is None:
        return ""
    return f"{topic.parent.name}, {topic.name}" if topic.parent else str(topic.name)


def _site(invitation: Any) -> Any:
    if invitation.case:
        return invitation.case.team.site
    return invitation.contact.site if invitation.contact else None


def _given(answers: Sequence[Any], code: str) -> list[int]:
    return [value for row in answers if (value := GIVEN[code](row)) is not None]


def _cards(sent: int, answered: int, heads: Sequence[str], answers: Sequence[Any]) -> list[tuple[str, str]]:
    hints = {
        "nps": "Anteil 9 und 10 minus Anteil 0 bis 6",
        "csat": "Anteil 4 und 5 von 5",
        "ces": "Anteil 5 bis 7 von 7",
        "solved": "Anteil „Ja“",
    }
    cards = []
    if sent:
        lower, upper = wilson(answered, sent)
        share = f"{round(100 * answered / sent)} % {round(100 * lower)} bis {round(100 * upper)} %"
        cards.append(("Antwortquote", f"{share} {answered} von {sent} · von allen, deren Mail hinausging"))
    for code in heads:
        given = _given(answers, code)
        of = f"aus {len(given)} {'Antwort' if len(given) == 1 else 'Antworten'} · {hints[code]}"
        few = len(given) < FEW
        cards.append((HEADS[code], f"{'– noch zu wenige' if few else ' '.join(_told(code, given))} {of}"))
    return cards


def _told(code: str, given: Sequence[int]) -> tuple[str, str]:
    """The figure, and between which bounds it lies."""
    if code == "nps":
        score, width = mean(given), Z * sqrt(pvariance(given) / len(given))
        bounds = (max(score - width, -1), min(score + width, 1))
        return _signed(100 * score), " bis ".join(_signed(100 * each) for each in bounds)
    lower, upper = wilson(sum(given), len(given))
    return f"{round(100 * sum(given) / len(given))} %", f"{round(100 * lower)} bis {round(100 * upper)} %"


def _short(code: str, given: Sequence[int]) -> str:
    if len(given) < FEW:
        return NOTHING
    value, between = _told(code, given)
    return f"{value} ({between})"


def _signed(value: float) -> str:
    number = round(value)
    return f"+{number}" if number > 0 else f"−{-number}" if number < 0 else "0"


def wilson(top: int, of: int) -> tuple[float, float]:
    """The shares from which what was found is just 1.96 of their own standard deviations away."""
    share = top / of

    def too_far(true: float) -> bool:
        return (share - true) ** 2 > Z * Z * true * (1 - true) / of

    def edge(near: float, far: float) -> float:
        for _half in range(60):
            middle = (near + far) / 2
            near, far = (near, middle) if too_far(middle) else (middle, far)
        return near

    return (edge(share, 0.0) if top else 0.0, edge(share, 1.0) if top < of else 1.0)


def _options(survey: int, answers: Sequence[Any]) -> dict[str, list[tuple[str, str]]]:
    """Of each question with a choice that somebody answered."""
    chosen = list(AnswerItem.objects.filter(answer__in=answers))
    found = {}
    for question in SurveyQuestion.objects.filter(version__survey=survey, kind="choice"):
        mine = [row.choice for row in chosen if row.question_id == question.pk]
        if mine:
            found[question.text_de] = [
                (each["de"], str(mine.count(place))) for place, each in enumerate(question.options)
            ]
    return found
