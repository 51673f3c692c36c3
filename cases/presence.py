"""Two people on one case see each other: an open page gives a sign every 15 seconds, and is told who else does.

A sign is one statement to read and one to write. What is older than a day is cleared away instead of writing, by
whoever gave a sign just before: nothing grows, and no sign costs more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import BigIntegerField, DateTimeField, Exists, F, QuerySet

from cases.models import Case, CasePresence
from crm.company.models import User
from crm.lib.kept import Kept

THERE: Final = timedelta(seconds=60)
REST: Final = timedelta(
    seconds=20
)  # a sign this young may wait for the next one, long before `THERE` is over
KEPT: Final = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Room:
    """A case with the signs of its page. `stale`: somewhere there are signs older than `KEPT`."""

    case: Case
    signs: list[CasePresence]
    stale: bool


def room(number: int, *, now: datetime) -> Room:
    """The case with its topic and every sign, in one statement. Raises Case.DoesNotExist."""
    rows: list[Any] = ROOMS.rows(number=number, long_ago=now - KEPT)
    if not rows:
        raise Case.DoesNotExist
    return Room(
        case=rows[0],
        signs=[_sign(each) for each in rows if each.who is not None],
        stale=rows[0].stale,
    )


def signs_at(case: Case) -> list[CasePresence]:
    """Every sign of a case that is read already. One statement."""
    return SIGNS.rows(case=case.pk)


def others(signs: Sequence[CasePresence], *, user: User, now: datetime) -> list[CasePresence]:
    """Those who gave a sign within `THERE`, without `user`, whoever came first on top."""
    there = [each for each in signs if each.user_id != user.pk and now - each.seen_at <= THERE]
    return sorted(there, key=lambda each: (each.since, each.user_id))


def note_presence(here: Room, *, user: User, writing: bool, now: datetime) -> None:
    """`user` has the page open, and with `writing` a form of the case. One statement.

    After `THERE` without a sign `since` begins anew.
    """
    mine = next((each for each in here.signs if each.user_id == user.pk), None)
    age = now - mine.seen_at if mine else None
    if here.stale and mine and age is not None and age <= REST and mine.writing == writing:
        CasePresence.objects.filter(seen_at__lt=now - KEPT).delete()
        return
    since = min(mine.since, now) if mine and age is not None and age <= THERE else now
    CasePresence.objects.bulk_create(
        [CasePresence(case=here.case, user=user, since=since, seen_at=now, writing=writing)],
        update_conflicts=True,
        unique_fields=["case", "user"],
        update_fields=["since", "seen_at", "writing"],
    )


def _rooms(*, number: Any, long_ago: Any) -> QuerySet[Case]:
    told = {"who": "user_id", "since": "since", "seen": "seen_at", "writes": "writing"}
    named = {"first": "user__first_name", "last": "user__last_name", "login": "user__username"}
    columns = {name: F(f"presences__{path}") for name, path in (told | named).items()}
    stale = Exists(CasePresence.objects.filter(seen_at__lt=long_ago))
    return Case.objects.filter(number=number).select_related("topic").annotate(**columns, stale=stale)


def _sign(row: Any) -> CasePresence:
    user = User(pk=row.who, first_name=row.first, last_name=row.last, username=row.login)
    return CasePresence(case=row, user=user, since=row.since, seen_at=row.seen, writing=row.writes)


ROOMS = Kept(_rooms, number=BigIntegerField(), long_ago=DateTimeField())
SIGNS = Kept(
    lambda *, case: CasePresence.objects.filter(case=case).select_related("user"), case=BigIntegerField()
)
