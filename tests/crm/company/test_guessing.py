"""Ten wrong guesses an hour, whoever else is right in between."""

from datetime import UTC, datetime, timedelta

import pytest

from crm.company.guessing import account, account_named, forget, give_back, left, open_again, take
from crm.company.models import Guess
from tests.factories.company import make_user

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ONE = "account:1"


def test_ten_guesses_are_looked_at_then_none_for_an_hour_from_the_first() -> None:
    taken = [take(ONE, at=NINE + timedelta(minutes=minute)) for minute in range(12)]
    assert [guess is not None for guess in taken] == [True] * 10 + [False] * 2
    assert open_again(ONE) == NINE + timedelta(hours=1)
    assert take(ONE, at=NINE + timedelta(minutes=59, seconds=59)) is None
    assert take(ONE, at=NINE + timedelta(hours=1)) is not None
    assert take(ONE, at=NINE + timedelta(hours=1)) is None  # the second is not an hour old yet


def test_in_no_hour_are_there_more_than_ten() -> None:
    """Also across the full hour, where a counter per hour would let twice as many through."""
    moments = [NINE + timedelta(seconds=90 * step) for step in range(200)]
    looked_at = [moment for moment in moments if take(ONE, at=moment)]
    assert (
        max(sum(begin <= moment < begin + timedelta(hours=1) for moment in looked_at) for begin in looked_at)
        == 10
    )


def test_who_was_right_takes_no_place_and_frees_none_of_the_wrong() -> None:
    for minute in range(9):
        take(ONE, at=NINE + timedelta(minutes=minute))
    for minute in range(10, 30):
        right = take(ONE, at=NINE + timedelta(minutes=minute))
        assert right is not None
        give_back(right)
    assert left(ONE, at=NINE + timedelta(minutes=30)) == 1


def test_accounts_are_counted_apart() -> None:
    for _each in range(11):
        take(ONE, at=NINE)
    assert take("account:2", at=NINE) is not None


def test_names_that_nobody_has_share_a_few_rows() -> None:
    user = make_user()
    assert account_named(user.username) == account(user.pk)
    names = {account_named(f"niemand{number}") for number in range(500)}
    assert len(names) == 64
    assert all(name.startswith("stranger:") for name in names)


def test_a_new_start_password_frees_the_account() -> None:
    user = make_user()
    take(account(user.pk), at=NINE)
    take("account:0", at=NINE)
    forget(user.pk)
    assert set(Guess.objects.values_list("subject", flat=True)) == {"account:0"}
