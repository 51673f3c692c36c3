"""What a page that stays open shows in its bar, as one short word that changes when it changes."""

from zlib import crc32


def live_version(unread: int, warning: str) -> str:
    return f"{unread}-{crc32(warning.encode()) if warning else 0}"


def seen_count(version: str) -> int:
    """How many unread notices a page with this version shows; 0 if it makes no sense."""
    count = version.partition("-")[0]
    return int(count) if count.isascii() and count.isdigit() and len(count) < 9 else 0  # noqa: PLR2004  (digits)
