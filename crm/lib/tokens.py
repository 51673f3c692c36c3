"""Keys in public addresses and in cookies of devices. They are the only authority there, so they cannot be guessed,
and only their hash is kept."""

import hashlib
import secrets
from typing import Final

TOKEN_BYTES: Final = 24
"""192 bits."""


def new_token(size: int = TOKEN_BYTES) -> str:
    """Letters, digits, - and _: 32 of them, unless another `size` in bytes is wanted."""
    return secrets.token_urlsafe(size)


def token_hash(token: str) -> str:
    """What is stored. A token is random, so a plain digest tells nothing about it."""
    return hashlib.sha256(token.encode()).hexdigest()
