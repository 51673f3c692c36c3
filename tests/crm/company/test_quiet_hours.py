from datetime import UTC, datetime, time

import pytest

from crm.company.models import User
from crm.company.quiet_hours import earliest_mail
from crm.outbox.enqueue import enqueue
from crm.outbox.models import Notice
from tests.factories.company import make_user


def berlin(hour: int, minute: int = 0, day: int = 2) -> datetime:
    return (
        datetime(2026, 3, day, hour - 1, minute, tzinfo=UTC)
        if hour
        else datetime(2026, 3, day - 1, 23, tzinfo=UTC)
    )


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (berlin(12), berlin(12)),
        (berlin(17, 59), berlin(17, 59)),
        (berlin(18), berlin(7, day=3)),
        (berlin(23, 30), berlin(7, day=3)),
        (berlin(1, day=3), berlin(7, day=3)),
        (berlin(7, day=3), berlin(7, day=3)),
    ],
)
def test_over_midnight_mail_waits_for_the_morning(at: datetime, expected: datetime) -> None:
    assert earliest_mail(User(quiet_from=time(18), quiet_until=time(7)), at) == expected


def test_within_a_day_and_without_quiet_hours() -> None:
    assert earliest_mail(User(quiet_from=time(12), quiet_until=time(13)), berlin(12, 30)) == berlin(13)
    assert earliest_mail(User(), berlin(3)) == berlin(3)


@pytest.mark.django_db
def test_mail_waits_and_the_app_does_not() -> None:
    user = make_user(quiet_from=time(18), quiet_until=time(7), email="v@example.org")
    shared = {
        "recipient": user,
        "subject_key": "case:1",
        "subject": "s",
        "text": "t",
        "created_at": berlin(20),
        "not_before": berlin(20),
    }
    enqueue(
        [
            Notice(medium="app", dedupe_key="a", **shared),
            Notice(medium="mail", dedupe_key="m", address=user.email, **shared),
        ]
    )
    waits = dict(Notice.objects.values_list("medium", "not_before"))
    assert waits == {"app": berlin(20), "mail": berlin(7, day=3)}
