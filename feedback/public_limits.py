"""How many messages one sender, and all together, may write before somebody looks at each.

1. A sender is a print of the network address under a key that lives for a day: afterwards nobody can be told from it.
2. Counting is one conditional UPDATE, so that any number of messages at once are counted right.
3. Beyond a limit nothing is refused and nothing is lost: the message waits in quarantine.
"""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Case, F, When

from crm.company.presence import company_day
from feedback.models import PublicUse, SenderKey
from feedback.suspicion import TOO_MANY, TOO_OFTEN

WINDOW: Final = timedelta(minutes=10)
PER_SENDER: Final = 10
"""Within WINDOW: a whole family or office writes behind one address."""
ALL_TOGETHER: Final = 2_000
"""Within WINDOW, of those nothing else speaks against: more than a fair with a poster at every stand brings."""
KEPT: Final = timedelta(days=1)
EVERYBODY: Final = ""


def count_message(address: str, *, suspicious: bool = False, at: datetime) -> list[str]:
    """Count one more message from a network address; gives which limits it goes beyond.

    What is `suspicious` by itself waits anyway: it must not use up the room of all others.
    """
    if _count(_print_of(address, at=at), at=at) > PER_SENDER:
        return [TOO_OFTEN]
    if not suspicious and _count(EVERYBODY, at=at) > ALL_TOGETHER:
        return [TOO_MANY]
    return []


def forget_senders(now: datetime) -> int:
    """Delete the keys of days before yesterday and counts that are older than a day."""
    SenderKey.objects.filter(day__lt=company_day(now - KEPT)).delete()
    deleted, _each = PublicUse.objects.filter(since__lt=now - KEPT).delete()
    return deleted


def _print_of(address: str, *, at: datetime) -> str:
    day = company_day(at)
    key = SenderKey.objects.filter(day=day).values_list("key", flat=True).first()
    if key is None:
        SenderKey.objects.bulk_create([SenderKey(day=day, key=secrets.token_hex())], ignore_conflicts=True)
        key = SenderKey.objects.values_list("key", flat=True).get(day=day)
    return hmac.new(key.encode(), address.encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:32]


def _count(sender: str, *, at: datetime) -> int:
    """The number with this one, since the running window began."""
    rows = PublicUse.objects.filter(sender=sender)
    is_over = When(since__lte=at - WINDOW, then=1)
    begun = When(since__lte=at - WINDOW, then=at)
    changed = {"number": Case(is_over, default=F("number") + 1), "since": Case(begun, default=F("since"))}
    if not rows.update(**changed):
        PublicUse.objects.bulk_create([PublicUse(sender=sender, since=at)], ignore_conflicts=True)
        rows.update(**changed)
    return rows.values_list("number", flat=True).get()
