"""The two counts of the bar, counted with everything else the Zielbild counts instead of one by one."""

from collections import Counter
from datetime import datetime

from cases.metrics import unfinished
from crm.company.models import User
from crm.lib.tallies import Tally, tally
from crm.outbox.reading import notices_of

WORK, NOTICES = "bar.work", "bar.notices"


def bar_tallies(user: User, *, now: datetime) -> list[Tally]:
    unread = notices_of(user, now=now).filter(read_at=None)
    return [tally(unfinished().filter(owner=user), WORK), tally(unread, NOTICES)]


def bar_counts(counted: Counter[str]) -> dict[str, int]:
    """Context of the base template."""
    return {"work_count": counted[WORK], "notice_count": counted[NOTICES]}
