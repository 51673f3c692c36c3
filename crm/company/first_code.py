"""The code that lets the first person in, while an Anklang is empty: printed where it was started, so that nobody who
only shares the network can take it."""

import secrets
from typing import Final

from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from crm.company.calendars import installation
from crm.company.models import User
from crm.lib.acts import refuse

_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # 32, none that is mistaken for another
_LENGTH: Final = 8
_TRIES, _SECONDS = 10, 60
_TRIED: Final = "first_run.tried"


def nobody_is_here() -> bool:
    return not User.objects.exists()


def first_code() -> str:
    """The code of this database with this SECRET_KEY, like "K7MF-TQ3W". It is worth nothing once somebody is here."""
    digest = salted_hmac(
        "crm.company.first_code", installation().fingerprint_key, algorithm="sha256"
    ).digest()
    letters = "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:_LENGTH])
    return f"{letters[:4]}-{letters[4:]}"


def require_code(typed: str) -> None:
    """Raises Refused for a wrong code, and for any after ten tries within a minute."""
    cache.add(_TRIED, 0, _SECONDS)
    if cache.incr(_TRIED) > _TRIES:
        raise refuse("code", _("Zu viele Versuche. In einer Minute geht es weiter."))
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    if not secrets.compare_digest(plain.encode(), first_code().replace("-", "").encode()):
        raise refuse("code", _("Dieser Code passt nicht. Er steht dort, wo Anklang gestartet wurde."))
