"""How alike two texts are, and by which words. Pure: no database, no clock.

Words are folded to their plainest form (Müller, Mueller, Muller) and cut to a stem; stems that differ by a slip of the
finger count as one (rapidfuzz). A word that many texts have says little about one of them, so rare ones weigh more (as
in Spärck Jones, "A Statistical Interpretation of Term Specificity", Journal of Documentation 28, 1972: log(N / n)).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from rapidfuzz.fuzz import ratio

from crm.lib.text import fold
from feedback.empty_words import EMPTY_WORDS

SAME_STEM: Final = 86.0
"""Stems at least so alike (0 to 100) are one word typed twice."""
SHORTEST: Final = 4
"""Shorter words (der, ist, ein) say nothing about a matter."""
PART: Final = 4
REST: Final = 3
"""The shortest part of a compound, and what of it is left besides."""
ENOUGH: Final = 0.28
"""From here on two texts are worth being shown together."""
ENOUGH_FOR_ONE: Final = 0.2
"""From here on one of several texts is worth being suggested: the others speak against it by being likelier."""
ROUNDING: Final = 0.001
"""More than rounding can make of a score."""
NEARLY: Final = ENOUGH_FOR_ONE - ROUNDING
"""Below it no rounding makes a score enough."""
SAME_TOPIC: Final = 0.1
SAME_PRODUCT: Final = 0.2
_SIGNS_AROUND: Final = re.compile(r"^\W+|\W+$")
_ENDINGS: Final = (
    "ungen",
    "innen",
    "ern",
    "ung",
    "ens",
    "nen",
    "en",
    "er",
    "es",
    "em",
    "te",
    "st",
    "e",
    "n",
    "s",
    "t",
)


@dataclass(frozen=True)
class Text:
    """Something said, with its topic and product where they are known (ids; None for unknown)."""

    key: int
    words: str
    topic: int | None = None
    product: int | None = None


@dataclass(frozen=True)
class Alike:
    """How alike two texts are (0 to 1 and a bonus for topic and product), and the words both have as typed."""

    key: int
    score: float
    shared: tuple[str, ...]


def stem(word: str) -> str:
    """A folded word without its ending; at least four letters stay."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word.removesuffix(ending)
    return word


def stems(text: str) -> dict[str, str]:
    """Every stem that says something, with the word as it was typed (its first appearance)."""
    return {each: word.typed for each, word in _found(text, _Stems()).items()}


@dataclass(frozen=True)
class _Word:
    """`typed` as in the text, `whole` folded: the ending of a compound is that of its last part."""

    typed: str
    whole: str


class _Stems(dict[str, tuple[tuple[str, str], ...]]):
    """What a typed word says, as stems with the whole words, worked out once: people write the same words."""

    def __missing__(self, typed: str) -> tuple[tuple[str, str], ...]:
        words = (word for form in fold(typed)[-1:] for word in form.split())
        said = tuple((stem(word), word) for word in words if len(word) >= SHORTEST and _says(word))
        self[typed] = said
        return said


def _says(word: str) -> bool:
    return word not in EMPTY_WORDS and not word.isdecimal()


def _found(text: str, said: _Stems) -> dict[str, _Word]:
    found: dict[str, _Word] = {}
    for typed in text.replace("\u00ad", "").split():
        for each, whole in said[typed]:
            if each not in found:
                found[each] = _Word(_SIGNS_AROUND.sub("", typed), whole)
    return found


class Corpus:
    """The texts that are compared, each with its stems; slips of the finger are evened out among all of them."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self.texts = {text.key: text for text in texts}
        said = _Stems()
        typed = {key: _found(text.words, said) for key, text in self.texts.items()}
        one = _as_one({stem for found in typed.values() for stem in found})
        known = frozenset(one.values())
        self._words = {
            key: _with_parts({one[stem]: word for stem, word in found.items()}, known)
            for key, found in typed.items()
        }
        seen = Counter(stem for found in self._words.values() for stem in found)
        self._weight = {stem: log((1 + len(self.texts)) / number) for stem, number in seen.items()}
        self._having: dict[tuple[int, ...], dict[str, list[int]]] = {}
        self._whole = {key: self._weigh(found) for key, found in self._words.items()}

    def likest(self, key: int, among: Sequence[int], *, most: int | None = None) -> list[Alike]:
        """Those of `among` that are enough like one text, the likest first; the first `most` of them.

        Nobody looks closely at one that so many others are before by more than rounding.
        """
        likely = self._likely(key, tuple(among))
        found: list[Alike] = []
        for other in sorted(likely, key=lambda other: -likely[other]):
            if most and len(found) == most and likely[other] < found[-1].score - ROUNDING:
                break
            each = self.compare(key, other)
            if each.shared and each.score >= ENOUGH_FOR_ONE:
                found.append(each)
                if most:
                    found = sorted(found, key=_likest_first)[:most]
        return sorted(found, key=_likest_first)

    def _likely(self, key: int, among: tuple[int, ...]) -> dict[int, float]:
        """Those whose common words could suffice, each with its score but for rounding; nobody looks at the others."""
        if among not in self._having:
            having: defaultdict[str, list[int]] = defaultdict(list)
            for other in among:
                for stem in self._words[other]:
                    having[stem].append(other)
            self._having = {among: having}
        shared: defaultdict[int, float] = defaultdict(float)
        for stem in self._words[key]:
            for other in self._having[among].get(stem, ()):
                shared[other] += self._weight[stem]
        scores = {
            other: weight / min(self._whole[key], self._whole[other]) + self._bonus(key, other)
            for other, weight in shared.items()
            if other != key
        }
        return {other: score for other, score in scores.items() if score > NEARLY}

    def _bonus(self, key: int, other: int) -> float:
        one, two = self.texts[key], self.texts[other]
        topic = SAME_TOPIC if one.topic is not None and one.topic == two.topic else 0.0
        return topic + (SAME_PRODUCT if one.product is not None and one.product == two.product else 0.0)

    def compare(self, key: int, other: int) -> Alike:
        mine, theirs = self._words[key], self._words[other]
        weight = self._weight
        shared = sorted(mine.keys() & theirs.keys(), key=lambda stem: (-weight[stem], stem))
        smaller = min(self._whole[key], self._whole[other])
        score = self._weigh(shared) / smaller if smaller else 0.0
        score += self._bonus(key, other)
        return Alike(other, round(score, 4), tuple(theirs[stem] for stem in shared))

    def _weigh(self, stems: Iterable[str]) -> float:
        return sum([self._weight[stem] for stem in stems])


def _likest_first(alike: Alike) -> tuple[float, int]:
    return -alike.score, alike.key


def clearest(alike: Sequence[Alike]) -> Alike | None:
    """The first of the likest; None where there is none, or the second is just as like: then neither is suggested."""
    if not alike or (len(alike) > 1 and alike[1].score == alike[0].score):
        return None
    return alike[0]


def groups(corpus: Corpus, keys: Sequence[int]) -> list[list[Alike]]:
    """Texts that belong together, the largest group first: each joins the first group whose first text is like it.

    The first entry of a group is its first text, with the words that any other of the group shares with it.
    """
    found: list[list[Alike]] = []
    for key in keys:
        for group in found:
            alike = corpus.compare(group[0].key, key)
            if alike.shared and alike.score >= ENOUGH:
                group.append(alike)
                break
        else:
            found.append([Alike(key, 1.0, ())])
    return sorted((group for group in found if len(group) > 1), key=lambda group: -len(group))


def _with_parts(words: Mapping[str, _Word], known: frozenset[str]) -> dict[str, str]:
    """A compound also says what it is made of, where another text says that alone: "Terminbuchung", "Termin"."""
    found = {stem: word.typed for stem, word in words.items()}
    for word in words.values():
        for length in range(PART, len(word.whole) - REST + 1):
            for part in (word.whole[:length], word.whole[-length:]):
                if _says(part) and stem(part) in known:
                    found.setdefault(stem(part), word.typed)
    return found


def _as_one(known: Iterable[str]) -> dict[str, str]:
    """For each stem the one that stands for it: itself, or a shorter or earlier one that is typed almost the same."""
    one: dict[str, str] = {}
    leaders: defaultdict[str, list[str]] = defaultdict(list)
    for each in sorted(known, key=lambda word: (len(word), word)):
        near = leaders[each[:2]]
        one[each] = next((leader for leader in near if ratio(leader, each, score_cutoff=SAME_STEM)), each)
        if one[each] == each:
            near.append(each)
    return one
