"""E-mail addresses: what was typed, and the address to compare and write to."""

from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email


@dataclass(frozen=True)
class Email:
    """An address as typed; `normalised` (small letters, umlauts readable) is "" while it is doubtful."""

    raw: str
    normalised: str
    doubtful: bool


def parse(raw: str) -> Email:
    """Read `raw` without asking the network. What cannot be an address is doubtful, never an error."""
    typed = raw.strip()
    try:
        valid = validate_email(typed, check_deliverability=False)
    except EmailNotValidError:
        return Email(raw=typed, normalised="", doubtful=True)
    return Email(raw=typed, normalised=valid.normalized.lower(), doubtful=False)
