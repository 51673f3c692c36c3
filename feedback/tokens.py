"""The key in a public address. It is the only authority there, so it cannot be guessed, and only its hash is kept."""

import hashlib
import secrets
from typing import Final

TOKEN_BYTES: Final = 24
"""192 bits."""


def new_token() -> str:
    """32 letters, digits, - and _."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """What is stored. A token is random, so a plain digest tells nothing about it."""
    return hashlib.sha256(token.encode()).hexdigest()
