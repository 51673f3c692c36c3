"""What the page after sending says, carried in its address: nothing is stored for it, and nothing secret is in it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.core.signing import BadSignature, Signer

_SALT: Final = "public thanks"


@dataclass(frozen=True, kw_only=True)
class Thanks:
    """`team` answers until `due`, "" and None where no answer was promised. `embedded`: inside another page."""

    kind: str
    team: str = ""
    due: datetime | None = None
    embedded: bool = False


def said_in(address: str) -> Thanks | None:
    """None for what we did not write."""
    try:
        kind, team, due, embedded = Signer(salt=_SALT).unsign_object(address)
    except (BadSignature, ValueError):
        return None
    return Thanks(
        kind=kind,
        team=team,
        due=datetime.fromtimestamp(due, tz=UTC) if due else None,
        embedded=bool(embedded),
    )


def address_of(thanks: Thanks) -> str:
    due = int(thanks.due.timestamp()) if thanks.due else 0
    signed: str = Signer(salt=_SALT).sign_object([thanks.kind, thanks.team, due, int(thanks.embedded)])
    return signed
