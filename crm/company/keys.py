"""Keys for programs: each speaks for a person, is shown once, stored as a hash, and ends by itself.

That one was made or revoked stands in the history of that person, since the key's own row is gone when it ends.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from knox.models import get_token_model

from crm.company.models import User
from crm.lib.acts import refuse
from crm.lib.history import save_as

LONGEST_DAYS: Final = 3 * 365


@dataclass(frozen=True)
class Key:
    """`start`: the first signs, by which one knows it again. `digest` names it in addresses; it opens nothing."""

    digest: str
    start: str
    user: User
    created: datetime
    expiry: datetime | None


@transaction.atomic
def make_key(user: User, *, days: int, by: User | None, at: datetime) -> str:
    """The new key itself, which nobody can read again. Raises Refused by field."""
    if not user.is_active:
        raise refuse("user", _("%(name)s arbeitet nicht mehr hier.") % {"name": user})
    if not 1 <= days <= LONGEST_DAYS:
        raise refuse("days", _("Bitte eine Zahl von 1 bis %(most)d.") % {"most": LONGEST_DAYS})
    row, key = get_token_model().objects.create(user=user, expiry=timedelta(days=days))
    until = date_format(at + timedelta(days=days), _("j.n.Y"))
    said = _("Schlüssel %(start)s… für Programme erzeugt, gilt bis %(until)s")
    _remember(row, said % {"start": _start(row), "until": until}, by=by, at=at)
    return str(key)


def keys() -> list[Key]:
    """All keys that open something, the newest first. One statement."""
    rows = get_token_model().objects.select_related("user").order_by("-created")
    return [Key(row.digest, _start(row), row.user, row.created, row.expiry) for row in rows]


@transaction.atomic
def revoke(digest: str, *, by: User, at: datetime) -> bool:
    """End a key at once; whether there was one."""
    row = get_token_model().objects.select_related("user").filter(digest=digest).first()
    if row is None:
        return False
    _remember(row, _("Schlüssel %(start)s… für Programme widerrufen") % {"start": _start(row)}, by=by, at=at)
    row.delete()
    return True


def _start(row: Any) -> str:
    """The first signs, by which people know a key again."""
    return str(row.token_key[:8])


def _remember(row: Any, said: str, *, by: User | None, at: datetime) -> None:
    save_as(row.user, by=by, at=at, reason=said, update_fields=["is_active"])
