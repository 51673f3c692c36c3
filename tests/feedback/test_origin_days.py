"""What happens long after to the first ninety days of a customer makes the day they came count again."""

from datetime import UTC, datetime, timedelta

import pytest

from contacts.models import Topic, Void
from feedback.origin_days import changed_days
from tests.factories.company import make_team, make_user
from tests.factories.contacts import a_contact, a_customer

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 10, 20, 9, tzinfo=UTC)
CAME = NOW - timedelta(days=200)
BEFORE = NOW - timedelta(days=104)


@pytest.mark.parametrize(
    ("days_after", "voided_hours_ago", "counts_again"), [(80, 3, True), (80, 30, False), (95, 3, False)]
)
def test_a_void_in_the_first_ninety_days_counts_the_day_they_came_again(
    days_after: int, voided_hours_ago: int, counts_again: bool
) -> None:
    person, topic = make_user(), Topic.objects.create(name="Reparatur", team=make_team())
    customer = a_customer("Lind")
    type(customer).objects.filter(pk=customer.pk).update(created_at=CAME)
    contact = a_contact(customer, by=person, topic=topic, at=CAME + timedelta(days=days_after))
    Void.objects.create(contact=contact, at=NOW - timedelta(hours=voided_hours_ago), by=person)
    found = changed_days(NOW - timedelta(days=1), before=BEFORE, tz=UTC)
    assert found == ([CAME.date()] if counts_again else [])
