"""What the counter heard in passing: an answer mends the gap, "not known" settles it, silence is noted for today."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from contacts.asking import note_declined, note_shown
from contacts.confirming import confirm
from contacts.mending import mend
from contacts.models import Customer
from contacts.rules import EMAIL_DOUBTFUL, PHONE_DOUBTFUL, UNREACHABLE
from crm.company.models import User


@dataclass(frozen=True, kw_only=True)
class Heard:
    """`declined`: codes that were asked and not told; `shown`: codes that were asked and passed over."""

    phone: str = ""
    email: str = ""
    right: bool = False
    declined: Sequence[str] = ()
    shown: Sequence[str] = ()
    asked: Sequence[str] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.phone or self.email or self.right or self.declined or self.shown)


def note_heard(customer: Customer, heard: Heard, *, by: User, at: datetime) -> list[str]:
    """Write it down; what is doubtful is stored as typed and returned in words."""
    doubts: list[str] = []
    for code in heard.declined:
        note_declined(customer, code, by=by, at=at)
    if heard.phone:
        code = PHONE_DOUBTFUL if PHONE_DOUBTFUL in heard.asked else UNREACHABLE
        doubts += _mended(customer, code, {"phone": heard.phone}, by=by, at=at)
    if heard.email:
        doubts += _mended(customer, EMAIL_DOUBTFUL, {"email": heard.email}, by=by, at=at)
    if heard.right:
        confirm(customer, by=by, at=at)
    note_shown(customer, heard.shown, by=by, at=at)
    return doubts


def _mended(customer: Customer, code: str, typed: dict[str, Any], *, by: User, at: datetime) -> list[str]:
    """In place of the doubtful one, if there is one."""
    if code == PHONE_DOUBTFUL:
        typed["instead"] = next((each.raw for each in customer.phones.all() if not each.e164), "")
    if code == EMAIL_DOUBTFUL:
        typed["instead"] = next((each.raw for each in customer.emails.all() if not each.normalised), "")
    done = mend(customer, code, typed, expected_version=None, by=by, at=at)
    customer.refresh_from_db()
    return [doubt.message for doubt in done.doubts]
