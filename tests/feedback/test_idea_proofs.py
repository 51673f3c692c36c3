"""What `prove` says about ideas: their story, and when the wishes behind them were said."""

from datetime import timedelta

import pytest

from feedback.ideas import new_idea, put_to_idea
from feedback.models import Feedback, IdeaWish
from feedback.proofs import proofs
from tests.factories.company import make_user
from tests.factories.contacts import MONDAY, a_contact

pytestmark = pytest.mark.django_db
TIME_OF_A_WISH = "Wunsch einer Idee trägt die Zeit seiner Stimme"


def broken() -> dict[str, int]:
    return {proof.what: proof.broken for proof in proofs(MONDAY)}


def test_a_wish_put_to_an_idea_carries_when_it_was_said_and_prove_sees_where_it_does_not() -> None:
    by = make_user()
    said = MONDAY - timedelta(days=12)
    wish = Feedback.objects.create(contact=a_contact(by=by, at=said), kind="wish", at=said)
    put_to_idea(wish, new_idea(title="Leihgeigen", by=by, at=MONDAY), by=by, at=MONDAY)
    put_to_idea(wish, new_idea(title="Koffer", by=by, at=MONDAY), by=by, at=MONDAY + timedelta(hours=1))
    assert IdeaWish.objects.get().said_at == said
    assert broken()[TIME_OF_A_WISH] == 0
    IdeaWish.objects.update(said_at=MONDAY)
    assert broken()[TIME_OF_A_WISH] == 1
