"""Keys for programs: each speaks for a person, is shown once, stored as a hash, and ends by itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _
from knox.models import get_token_model

from crm.company.models import User
from crm.lib.acts import refuse

LONGEST_DAYS: Final = 3 * 365


@dataclass(frozen=True)
class Key:
    """`start`: the first signs, by which one knows it again. `digest` names it in addresses; it opens nothing."""

    digest: str
    start: str
    user: User
    created: datetime
    expiry: datetime | None


def make_key(user: User, *, days: int) -> str:
    """The new key itself, which nobody can read again. Raises Refused by field."""
    if not user.is_active:
        raise refuse("user", _("%(name)s arbeitet nicht mehr hier.") % {"name": user})
    if not 1 <= days <= LONGEST_DAYS:
        raise refuse("days", _("Bitte eine Zahl von 1 bis %(most)d.") % {"most": LONGEST_DAYS})
    _row, key = get_token_model().objects.create(user=user, expiry=timedelta(days=days))
    return str(key)


def keys() -> list[Key]:
    """All keys that open something, the newest first. One statement."""
    rows = get_token_model().objects.select_related("user").order_by("-created")
    return [Key(row.digest, row.token_key[:8], row.user, row.created, row.expiry) for row in rows]


def revoke(digest: str) -> bool:
    """End a key at once; whether there was one."""
    row = get_token_model().objects.filter(digest=digest).first()
    if row is not None:
        row.delete()
    return row is not None
