"""Finding an answer by a few words, over all topics: every word must stand somewhere, what stands in the question or
the topic counts more, and among equals the better-working answer goes first.

A company has some hundred answers at most: they are read in one statement and compared here, so both stores find alike.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from cases.answer_standing import STANDING
from cases.answers import in_force
from cases.models import Answer
from contacts.models import Topic
from crm.lib.text import fold, words

MOST_READ: Final = 2_000
SHORTEST_PART: Final = 4
"""A typed word of so many letters is also found within a longer one: "saite" in "Geigensaiten"."""
IN_TITLE, IN_TOPIC, IN_TEXT, WHOLE_WORD = 8, 4, 1, 2


def search_answers(q: str, *, today: date, topic_id: int | None = None) -> list[Answer]:
    """Answers in force that fit every word of `q`, the best first; those of the chosen topic before equals. One
    statement, none without a word.
    """
    asked = words(q)
    if not asked:
        return []
    return ranked(asked, in_force(every_answer(), today)[:MOST_READ], topic_id=topic_id)


def every_answer() -> QuerySet[Answer]:
    """With what the list shows of them, the best-working first; `has_finer`: nobody can choose their topic."""
    finer = Exists(Topic.objects.filter(parent=OuterRef("topic"), active=True))
    rows = Answer.objects.select_related("topic__parent", "owner").annotate(has_finer=finer)
    return rows.order_by(STANDING, "-helped", "title")


def ranked(
    asked: Sequence[tuple[str, ...]], answers: Iterable[Answer], *, topic_id: int | None = None
) -> list[Answer]:
    """Those that fit, in the order of how well; `answers` come in the order of how well they work."""
    scored = []
    for answer in answers:
        score = _score(asked, answer)
        if score:
            scored.append((score + (IN_TITLE if answer.topic_id == topic_id else 0), answer))
    return [answer for _score_, answer in sorted(scored, key=lambda each: -each[0])]


def _score(asked: Sequence[tuple[str, ...]], answer: Answer) -> int:
    """0 when a word fits nowhere."""
    topic = f"{answer.topic.parent or ''} {answer.topic}"
    fields = (
        (IN_TITLE, _words(answer.title)),
        (IN_TOPIC, _words(topic)),
        (IN_TEXT, _words(f"{answer.text} {answer.steps} {answer.links}")),
    )
    whole = 0
    for forms in asked:
        best = max((weight * _fits(forms, there) for weight, there in fields), default=0)
        if not best:
            return 0
        whole += best
    return whole


def _words(text: str) -> set[str]:
    return {word for form in fold(text) for word in form.split()}


def _fits(forms: Sequence[str], there: set[str]) -> int:
    """Two for the whole word, one for its beginning or, of longer ones, a part of it."""
    if any(form in there for form in forms):
        return WHOLE_WORD
    return int(
        any(
            word.startswith(form) or (len(form) >= SHORTEST_PART and form in word)
            for form in forms
            for word in there
        )
    )
