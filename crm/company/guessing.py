"""How often somebody may guess at an account: ten wrong PINs or passwords within an hour are looked at, no more.

Each account has ten places, held by the database. A guess takes one before anything is compared, wherever it comes
from and however many come at once; who was right gives it back. All taken: nothing is compared until the oldest is an
hour old. An account that does not exist guesses for one of a few made-up ones, so that the answer tells nobody which
names there are.
"""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from crm.company.models import EVALUATED, GUESS_HOUR, Guess, User

_FREE: Final = datetime(2000, 1, 1, tzinfo=UTC)
_STRANGERS: Final = 64  # places are rows: strangers must not fill the table


def account(user_id: int) -> str:
    return f"account:{user_id}"


def account_named(username: str) -> str:
    """Of whoever signs in with this name."""
    known = User.objects.filter(username=username).values_list("pk", flat=True).first()
    if known is not None:
        return account(known)
    return f"stranger:{hashlib.sha256(username.casefold().encode()).digest()[0] % _STRANGERS}"


def take(subject: str, *, at: datetime) -> Guess | None:
    """A place for one guess, or None: then nothing may be compared."""
    for place, before in _places(subject).items():
        if before > at - GUESS_HOUR:
            continue
        taken = Guess.objects.filter(subject=subject, place=place, at=before)
        if taken.update(at=at):  # losing it to another guess is normal
            return Guess(subject=subject, place=place, at=at)
    return None


def give_back(guess: Guess) -> None:
    """It was right, and no guess at all."""
    Guess.objects.filter(subject=guess.subject, place=guess.place, at=guess.at).update(at=_FREE)


def left(subject: str, *, at: datetime) -> int:
    """How many guesses would still be looked at."""
    return sum(taken <= at - GUESS_HOUR for taken in _places(subject).values())


def open_again(subject: str) -> datetime:
    """When the next guess is looked at, if none is now."""
    return min(_places(subject).values()) + GUESS_HOUR


def forget(user_id: int) -> None:
    """What was guessed at is worth nothing any more."""
    Guess.objects.filter(subject=account(user_id)).delete()


def _places(subject: str) -> Mapping[int, datetime]:
    """When each place was taken last, the longest free first. Made with the first guess."""
    rows = Guess.objects.filter(subject=subject).order_by("at", "place").values_list("place", "at")
    found = dict(rows)
    if len(found) < EVALUATED:
        free = [Guess(subject=subject, place=place, at=_FREE) for place in range(EVALUATED)]
        Guess.objects.bulk_create(free, ignore_conflicts=True)
        found = dict(rows.all())
    return found
