"""Who is credited for what a device records without a network: a signed grant of twelve hours.

Being signed in with a network issues a grant: this person, on this device, at this place, from now on. The device seals
it into every entry, so that an entry says itself whose it is, whoever is signed in when it is sent at last.
A grant opens nothing else: it reads no row and is no session.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from crm.company.models import Device, User

LASTS = timedelta(hours=12)  # one working day, as a session
WAITS = timedelta(days=60)  # an entry that comes later than this has to be confirmed by its person
CLOCK_SLACK = timedelta(minutes=5)
SALT = "crm.company.grants"


class BadGrant(Exception):
    """Not signed by this installation, or not a grant."""


class Unconfirmed(Exception):
    """The grant does not cover this entry: its person signs in on the device and confirms it."""


class Revoked(Exception):
    """The device is not ours any more: what comes from it is taken from nobody's hand but their own."""


@dataclass(frozen=True, kw_only=True)
class Grant:
    """What was granted. `site_id` is the place where the entries are made; `password_mark` ends with the password."""

    user_id: int
    device_id: int | None
    site_id: int | None
    issued_at: datetime
    password_mark: str

    @property
    def until(self) -> datetime:
        return self.issued_at + LASTS


def issue_grant(*, user: User, device: Device | None, at: datetime) -> str:
    """The signed text that the device keeps."""
    site_id = device.site_id if device is not None else user.site_id
    said = {
        "u": user.pk,
        "d": device.pk if device is not None else None,
        "s": site_id,
        "t": int(at.timestamp()),
        "p": _password_mark(user),
    }
    return signing.dumps(said, salt=SALT)


def read_grant(token: str) -> Grant:
    """The grant in `token`, however old. Raises BadGrant."""
    try:
        said = signing.loads(token, salt=SALT)
        return Grant(
            user_id=said["u"],
            device_id=said["d"],
            site_id=said["s"],
            issued_at=datetime.fromtimestamp(said["t"], tz=UTC),
            password_mark=said["p"],
        )
    except (signing.BadSignature, KeyError, TypeError, ValueError) as error:
        raise BadGrant from error


def credited(grant: Grant, *, recorded_at: datetime, confirmed: bool, at: datetime) -> User:
    """The person an entry of that moment belongs to. `confirmed`: they said so themselves, after it was made.

    Raises Revoked for a device that was, and Unconfirmed where the grant does not reach: recorded after its end or
    (unconfirmed) before its beginning, older than sixty days, or by somebody whose account or password is not the same.
    """
    if grant.device_id and Device.objects.filter(pk=grant.device_id, revoked_at__isnull=False).exists():
        raise Revoked
    too_late = recorded_at > grant.until or at > grant.issued_at + WAITS
    too_early = recorded_at < grant.issued_at - CLOCK_SLACK and not confirmed
    user = User.objects.filter(pk=grant.user_id, is_active=True).first()
    if too_late or too_early or user is None:
        raise Unconfirmed
    if not constant_time_compare(grant.password_mark, _password_mark(user)):
        raise Unconfirmed
    return user


def _password_mark(user: User) -> str:
    """Another one as soon as the password is changed; tells nothing about it."""
    return salted_hmac(SALT, user.password, algorithm="sha256").hexdigest()[:20]
