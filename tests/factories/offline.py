"""Entries as a device keeps them that had no network when they were made."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from crm.company.grants import issue_grant
from crm.company.models import User


def entry_of(
    user: User, *, at: datetime | None = None, grant: str | None = None, **fields: Any
) -> dict[str, Any]:
    """A passer-by without a concern, recorded by `user` at `at` (now) under a grant of half an hour before."""
    at = at or timezone.now()
    said = {
        "client_id": str(uuid4()),
        "who": "nameless",
        "channel": "shop",
        "outcome": "no_concern",
        "opened_at": (at - timedelta(minutes=1)).isoformat(),
        "recorded_at": at.isoformat(),
        **fields,
    }
    if grant is None:
        grant = issue_grant(user=user, device=None, at=at - timedelta(minutes=30))
    return {"v": 1, "id": said["client_id"], "grant": grant, "fields": [list(pair) for pair in said.items()]}
