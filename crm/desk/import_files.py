"""An uploaded list between preview and reading in: a file only this process can read, under a name nobody guesses.

It is deleted after reading in, when another one is uploaded, and in any case by the first upload an hour later.
"""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

KEPT = timedelta(hours=1)
_NAME = re.compile(r"^[\w-]{43}$", re.ASCII)


def keep(data: bytes, *, at: datetime) -> str:
    """Store an upload and forget those of long ago; the name it is asked for by."""
    folder = _folder()
    folder.mkdir(mode=0o700, exist_ok=True)
    for path in folder.iterdir():
        if at.timestamp() - path.stat().st_mtime > KEPT.total_seconds():
            path.unlink(missing_ok=True)
    name = secrets.token_urlsafe()
    path = folder / name
    path.touch(mode=0o600)
    path.write_bytes(data)
    return name


def content(name: str) -> bytes | None:
    """What was stored; None if it is gone."""
    path = _path(name)
    try:
        return path.read_bytes() if path else None
    except FileNotFoundError:
        return None


@contextmanager
def taken(name: str) -> Iterator[bytes | None]:
    """What was stored, for whoever comes first; then it is deleted. After an error it is there again."""
    path = _path(name)
    mine = path.with_suffix(".taken") if path else None
    try:
        data = path.rename(mine).read_bytes() if path and mine else None
    except FileNotFoundError:
        data, mine = None, None
    try:
        yield data
    except BaseException:
        if path and mine:
            mine.rename(path)
        raise
    if mine:
        mine.unlink()


def forget(name: str) -> None:
    if path := _path(name):
        path.unlink(missing_ok=True)


def _path(name: str) -> Path | None:
    return _folder() / name if _NAME.match(name) else None


def _folder() -> Path:
    folder: Path = settings.DATA_DIR / "imports"
    return folder
