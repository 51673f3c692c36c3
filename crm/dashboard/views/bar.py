"""The two counts of the bar, counted with everything else the Zielbild counts instead of one by one."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, DateTimeField, QuerySet

from cases.metrics import unfinished
from crm.company.models import User
from crm.lib.kept import Kept
from crm.lib.tallies import Tally, tally
from crm.outbox.reading import notices_of

WORK, NOTICES = "bar.work", "bar.notices"


def bar_tallies(user: Any, *, now: Any) -> list[Tally]:
    """Of a person at a moment, or of slots of a kept statement."""
    unread = notices_of(user, now=now).filter(read_at=None)
    return [tally(unfinished().filter(owner=user), WORK), tally(unread, NOTICES)]


def bar_counted(user: User, *, now: datetime) -> Counter[str]:
    """Both, where nothing else is counted. One statement."""
    return Counter(dict(BAR.rows(user=user.pk, now=now)))


def _bar(*, user: Any, now: Any) -> QuerySet[Any, Any]:
    work, unread = bar_tallies(user, now=now)
    return work.union(unread, all=True)


BAR = Kept(_bar, user=BigIntegerField(), now=DateTimeField())


def bar_counts(counted: Counter[str]) -> dict[str, int]:
    """Context of the base template."""
    return {"work_count": counted[WORK], "notice_count": counted[NOTICES]}
