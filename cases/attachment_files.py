"""Where the bytes of attachments lie: in the media folder, which nothing serves, under names nobody guesses."""

import hashlib
import os
import secrets
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.core.files import File


class StoredFile(Protocol):
    """A row that tells of a file: its key, the name it came with, its kind."""

    key: str
    name: str
    kind: str


def new_key() -> str:
    return secrets.token_urlsafe()


def keep(key: str, content: "File[bytes]") -> str:
    """Write the bytes through to the disk; gives their SHA-256. Only this system's user may read them."""
    path = path_of(key)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with open(path, "xb", opener=_private) as out:
        for chunk in content.chunks():
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest()


def forget(key: str) -> None:
    path_of(key).unlink(missing_ok=True)


def path_of(key: str) -> Path:
    """Spread over folders by the first two signs, so that none grows too large."""
    folder: Path = settings.MEDIA_ROOT / "attachments"
    return folder / key[:2] / key


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
