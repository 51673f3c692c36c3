"""What a rule takes is counted as far as a bound: beyond it the page says so, and the database stops."""

from datetime import timedelta

import pytest
from django.utils import timezone

from contacts.privacy import retention_page
from contacts.privacy.retention_page import rule_cards, sample
from tests.factories.contacts import a_customer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("most", "told"), [(2, (2, True)), (3, (3, False))])
def test_rules_are_counted_as_far_as_a_bound(
    most: int, told: tuple[int, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention_page, "MOST", most)
    for number in range(3):
        a_customer(f"Maier {number}")
    years_later = timezone.now() + timedelta(days=2_000)
    card = next(card for card in rule_cards(years_later) if card.rule.code == "silence")
    dry_run = sample("silence", "", now=years_later)
    assert (card.due, card.more) == (dry_run.due, dry_run.many) == told
    assert len(dry_run.lines) == 3
