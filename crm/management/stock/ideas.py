"""Ideas and the wishes that speak for them. Most are decided; the newest still wait."""

from datetime import timedelta
from typing import Final

from crm.lib.history import create_many_as
from crm.management.stock.portions import portions
from crm.management.stock.stock import Stock
from crm.management.stock.writing import write
from feedback.idea_value import count_values
from feedback.models import Feedback, Idea, IdeaStatus, IdeaWish, VoiceKind

WISHES_EACH: Final = 100
MOST, LEAST = 400, 6
PUT: Final = 0.8
AT_ONCE: Final = 20_000
ABOUT: Final = (
    "Koffer",
    "Saiten im Abo",
    "Öffnungszeiten",
    "Videos zur Pflege",
    "Leihgeigen",
    "Nachricht, wenn fertig",
)
REASON: Final = "Besprochen in der Runde der Leitungen."


def have_ideas(stock: Stock) -> None:
    """One for some hundred wishes; what was decided was decided within ten days."""
    wishes = Feedback.objects.filter(kind=VoiceKind.WISH, contact__void=None).order_by("at", "pk")
    number = max(LEAST, min(MOST, wishes.count() // WISHES_EACH))
    ideas = create_many_as([_idea(stock, place, number) for place in range(number)],
                           by=stock.company.users["leitung"], at=stock.now)  # fmt: skip
    first = [(idea.pk, created) for idea in ideas if (created := vars(idea)["created_at"])]
    by = stock.company.users["teamleitung"].pk
    for told in portions(wishes.values_list("pk", "at").iterator(), AT_ONCE):
        put = []
        for wish, at in told:
            idea, since = stock.rng.choice(first)
            if stock.rng.random() < PUT:
                put.append((idea, wish, at, max(at, since), by))
        write(IdeaWish, ("idea_id", "feedback_id", "said_at", "at", "by_id"), put)
    count_values(at=stock.now)


def _idea(stock: Stock, place: int, number: int) -> Idea:
    """They came one after the other; the last tenth is still undecided."""
    age = timedelta(days=stock.amount.days * (1 - place / number))
    created = stock.now - age
    idea = Idea(
        title=f"{ABOUT[place % len(ABOUT)]} ({place + 1})",
        created_at=created,
        created_by=stock.company.users["teamleitung"],
    )
    if place < number * 9 // 10:
        idea.status = stock.rng.choice((IdeaStatus.PLANNED, IdeaStatus.BUILT, IdeaStatus.DECLINED))
        idea.decided_at = created + timedelta(days=10)
        idea.decided_by = stock.company.users["leitung"]
        idea.decision_reason = REASON
        idea.built_at = (
            min(created + timedelta(days=60), stock.now) if idea.status == IdeaStatus.BUILT else None
        )
    return idea
