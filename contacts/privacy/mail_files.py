"""Mails as files, as an installation without a mail server keeps them: found by whom they went to or what they are."""

from collections.abc import Collection
from pathlib import Path

from django.conf import settings


def mails_with(marks: Collection[str]) -> list[Path]:
    """Files in the folder of outgoing mail that name one of these addresses or Message-IDs."""
    folder = Path(settings.EMAIL_FILE_PATH)
    wanted = [mark.casefold().encode() for mark in marks if mark]
    if not wanted or not folder.is_dir():
        return []
    return [path for path in sorted(folder.iterdir()) if path.is_file() and _names(path, wanted)]


def _names(path: Path, wanted: Collection[bytes]) -> bool:
    text = path.read_bytes().replace(b"=\n", b"").replace(b"\n ", b"").lower()
    return any(mark in text for mark in wanted)
