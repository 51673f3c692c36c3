"""The page of all answers: which there are, which wait to be looked at, which have ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.answer_gaps import open_gaps
from cases.answer_reviews import due_for_review
from cases.answer_search import every_answer, ranked
from cases.models import Answer
from crm.lib.number_words import first_word
from crm.lib.text import words

SHOWN, REVIEW, RESTING = "alle", "pruefen", "ruhend"
TABS: Mapping[str, str | Promise] = {
    SHOWN: gettext_lazy("In Gebrauch"),
    REVIEW: gettext_lazy("Zu prüfen"),
    RESTING: gettext_lazy("Ruhend"),
}
MOST_SEARCHED = 2_000


@dataclass(frozen=True)
class Counts:
    """How many answers are of use at the counter today, wait to be looked at, are resting; and open gaps."""

    shown: int
    review: int
    resting: int
    gaps: int

    def of(self, tab: str) -> int:
        return {SHOWN: self.shown, REVIEW: self.review, RESTING: self.resting}[tab]


def counts(today: date) -> Counts:
    """Two statements."""
    told = Answer.objects.aggregate(
        shown=Count("pk", filter=_running(today)),
        review=Count("pk", filter=Q(active=True, review_on__lte=today)),
        resting=Count("pk", filter=~_running(today)),
    )
    return Counts(**told, gaps=open_gaps().count())


def listed(tab: str, *, q: str, topic_id: int | None, today: date) -> Any:
    """The answers of a tab by topic, the best-working first; with words those that fit, best first."""
    rows = _of_tab(tab, today)
    if topic_id is not None:
        rows = rows.filter(Q(topic=topic_id) | Q(topic__parent=topic_id))
    if asked := words(q):
        return ranked(asked, rows[:MOST_SEARCHED])
    return rows.order_by("topic__parent__position", "topic__position", "topic__name", *rows.query.order_by)


def headline(found: Counts) -> str:
    """What is true of the answers, in one sentence."""
    if not found.shown:
        return _("Noch keine Antwort.")
    first = ngettext("Eine Antwort", "%(n)s Antworten", found.shown) % {"n": first_word(found.shown)}
    if not found.review:
        return _("%(answers)s, alle geprüft.") % {"answers": first}
    more = ngettext("eine ist zu prüfen", "%(n)s sind zu prüfen", found.review)
    return f"{first}, {more % {'n': first_word(found.review).lower()}}."


def _of_tab(tab: str, today: date) -> QuerySet[Answer]:
    if tab == REVIEW:
        return every_answer().filter(pk__in=due_for_review(today).values("pk"))
    return every_answer().filter(_running(today) if tab == SHOWN else ~_running(today))


def _running(today: date) -> Q:
    """As `cases.answers.in_force`. Written so that its opposite holds for rows without an end too."""
    return Q(active=True) & (Q(valid_until__isnull=True) | Q(valid_until__gte=today))
