"""Which wishes belong together, and to which idea: suggested by likeness with the words they share, never done."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from crm.company.permissions import Viewer
from feedback.likeness import Alike, Corpus, Text, clearest, groups
from feedback.models import Feedback, Idea, IdeaStatus, IdeaWish
from feedback.reading import readable_voices, without_idea

WISHES: Final = 300
IDEAS: Final = 200
WORDS_OF_AN_IDEA: Final = 10
"""The newest so many are compared; an idea is known by its name and the newest wishes that speak for it."""
WORDS_TOLD: Final = 4


@dataclass(frozen=True)
class Suggestion:
    """Wishes that are alike: for `idea`, or, without one, for a new idea. `words` say why."""

    idea: Idea | None
    wishes: tuple[Feedback, ...]
    words: tuple[str, ...]


def suggestions(viewer: Viewer) -> list[Suggestion]:
    """For every loose wish this person may read: those for ideas there are, then new groups. Three statements.

    What is just as like two ideas is left to people.
    """
    loose = _loose(viewer)
    ideas = list(Idea.objects.exclude(status=IdeaStatus.BUILT).order_by("-created_at", "-pk")[:IDEAS])
    corpus = Corpus([*(_of_wish(wish) for wish in loose.values()), *_of_ideas(ideas, viewer)])
    known = tuple(-idea.pk for idea in ideas)
    put: defaultdict[int, list[Alike]] = defaultdict(list)
    rest = []
    for pk in loose:
        alike = corpus.likest(pk, known, most=2)
        best = clearest(alike)
        if not alike:
            rest.append(pk)
        elif best is not None:
            put[-best.key].append(Alike(pk, best.score, best.shared))
    named = {idea.pk: idea for idea in ideas}
    found = [
        Suggestion(named[pk], tuple(loose[each.key] for each in alike), _words(alike))
        for pk, alike in sorted(put.items(), key=lambda item: (-len(item[1]), item[0]))
    ]
    new = [
        Suggestion(None, tuple(loose[each.key] for each in group), _words(group))
        for group in groups(corpus, rest)
    ]
    return found + new


def likest_ideas(wish: Feedback, ideas: list[Idea], viewer: Viewer) -> list[tuple[Idea, tuple[str, ...]]]:
    """All these ideas, those first that are like a wish, each with the words they share. One statement."""
    corpus = Corpus([_of_wish(wish), *_of_ideas(ideas, viewer)])
    alike = {-each.key: each for each in corpus.likest(wish.pk, [-idea.pk for idea in ideas])}
    ranked = sorted(ideas, key=lambda idea: -alike[idea.pk].score if idea.pk in alike else 0.0)
    return [(idea, _words([alike[idea.pk]]) if idea.pk in alike else ()) for idea in ranked]


def _loose(viewer: Viewer) -> dict[int, Feedback]:
    rows = without_idea(readable_voices(viewer))
    rows = rows.select_related("contact__customer", "contact__topic", "topic", "product")
    return {wish.pk: wish for wish in rows.order_by("-at", "-pk")[:WISHES]}


def _of_wish(wish: Feedback) -> Text:
    return Text(wish.pk, wish.contact.text, wish.topic_id, wish.product_id)


def _of_ideas(ideas: list[Idea], viewer: Viewer) -> list[Text]:
    """Ideas have keys below zero, beside wishes with keys above it."""
    said: defaultdict[int, list[str]] = defaultdict(list)
    newest = Window(RowNumber(), partition_by="idea", order_by=[F("at").desc(), F("pk").desc()])
    speaking = IdeaWish.objects.filter(idea__in=ideas).annotate(place=newest)
    few = speaking.filter(place__lte=WORDS_OF_AN_IDEA).order_by().values("feedback")
    read = readable_voices(viewer).filter(pk__in=few).order_by("-idea_wish__at", "-idea_wish__pk")
    for idea, text in read.values_list("idea_wish__idea", "contact__text"):
        said[idea].append(text)
    return [
        Text(-idea.pk, " ".join([idea.title, idea.text, *said[idea.pk]]), product=idea.product_id)
        for idea in ideas
    ]


def _words(alike: list[Alike]) -> tuple[str, ...]:
    """The words that most of them share."""
    counted: defaultdict[str, int] = defaultdict(int)
    for each in alike:
        for word in each.shared:
            counted[word] += 1
    return tuple(sorted(counted, key=lambda word: (-counted[word], word))[:WORDS_TOLD])
