"""The erasures once more outside the database, beside the backups: who was erased after a backup was made must not come
back with it.

A line per erasure: key and number of the customer, time, ground, and a mark made with the installation's key, so that a
line of another installation, or one somebody wrote by hand, erases nobody. Written after the transaction holds; a crash
in between is made up for by the next `write_missing`. The file is never shortened.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings

from contacts.models import ErasureLog
from crm.company.calendars import installation

NAME: Final = "loeschungen.jsonl"


@dataclass(frozen=True)
class Line:
    """`at` in ISO 8601, UTC."""

    customer: int
    number: int
    at: str
    ground: str


def path_in(folder: Path) -> Path:
    return folder / NAME


def line_of(row: ErasureLog) -> Line:
    return Line(row.customer_key, row.number, row.at.isoformat(), row.ground)


def write_missing(folder: Path | None = None) -> int:
    """Bring the file up to what the database knows; gives the number of new lines."""
    path = path_in(folder or settings.BACKUP_DIR)
    there = {line.customer for line in lines_in(path)}
    rows = ErasureLog.objects.exclude(customer_key__in=there) if there else ErasureLog.objects.all()
    missing = [line_of(row) for row in rows.order_by("at", "pk")]
    append(missing, path)
    return len(missing)


def append(lines: Iterable[Line], path: Path) -> None:
    """Through to the disk; only this system's user may read it."""
    text = "".join(json.dumps(asdict(line) | {"mark": _mark(line)}) + "\n" for line in lines)
    if not text:
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def lines_in(path: Path) -> list[Line]:
    """The lines that are ours; half a line at the end, after a crash, counts as none."""
    if not path.is_file():
        return []
    found = []
    for text in path.read_text(encoding="utf-8").splitlines():
        try:
            told = json.loads(text)
            mark = told.pop("mark")
            line = Line(**told)
            datetime.fromisoformat(line.at)
        except (ValueError, TypeError, KeyError, AttributeError):
            continue
        if hmac.compare_digest(str(mark), _mark(line)):
            found.append(line)
    return found


def _mark(line: Line) -> str:
    key = installation().fingerprint_key.encode()
    return hmac.new(key, json.dumps(asdict(line), sort_keys=True).encode(), hashlib.sha256).hexdigest()
