"""Make a backup while people go on working, read it back at once, and keep the newest ones."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Final

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from crm.lib.backup.archive import MANIFEST, Archive, Manifest, Writing, as_json, pieces, told_of
from crm.lib.backup.snapshot import snapshot
from crm.lib.backup.tables import Sum, label, lines, stored_models

NAME: Final = re.compile(r"anklang-(\d{8}-\d{6})\.zip")
_WRITTEN: Final = "%Y%m%d-%H%M%S"


def make_backup(folder: Path, *, at: datetime) -> Path:
    """Write everything into a new file of `folder`, and read it back. Raises OSError, DamagedError."""
    target = _free(folder, at)
    with Writing(target).open() as archive:
        with snapshot():
            manifest = Manifest(at.isoformat(), connection.vendor, applied_migrations())
            for model in stored_models():
                total = Sum()
                with archive.open(f"tables/{label(model)}.jsonl", "w", force_zip64=True) as member:
                    for line in lines(model):
                        member.write(line)
                        total = total.plus(line)
                manifest.add(label(model), total)
        # Files come after the rows: whatever a row of that moment speaks of had been stored before.
        for path in stored_files():
            name = path.relative_to(settings.MEDIA_ROOT).as_posix()
            try:
                source = path.open("rb")
            except FileNotFoundError:
                continue  # taken away a moment ago
            with source, archive.open(f"files/{name}", "w", force_zip64=True) as member:
                manifest.files[name] = told_of(_copied(source, member))
        archive.writestr(MANIFEST, as_json(manifest))
    with Archive(target) as written:
        written.check()
    for write in _beside:
        write(folder)
    return target


_beside: list[Callable[[Path], object]] = []


def keep_beside(write: Callable[[Path], object]) -> None:
    """Call once at start: `write` brings up to date what must lie in the folder of every backup."""
    _beside.append(write)


def applied_migrations() -> dict[str, list[str]]:
    """What this database has been through, by app."""
    found: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        found.setdefault(app, []).append(name)
    return found


def stored_files() -> list[Path]:
    """Everything people have put in, and nothing half written."""
    root = Path(settings.MEDIA_ROOT)
    return sorted(path for path in root.rglob("*") if path.is_file()) if root.is_dir() else []


def backups(folder: Path) -> list[Path]:
    """The backups in a folder, the newest first."""
    found = folder.glob("anklang-*.zip") if folder.is_dir() else ()
    return sorted((path for path in found if NAME.fullmatch(path.name)), reverse=True)


def made_at(path: Path) -> datetime:
    """When a backup was made, by its name."""
    found = NAME.fullmatch(path.name)
    if found is None:
        raise ValueError(f"no name of a backup: {path.name}")
    return datetime.strptime(found[1], _WRITTEN).replace(tzinfo=UTC)


def keep_newest(folder: Path, keep: int) -> list[Path]:
    """Take away all but the newest `keep`; gives what went."""
    gone = backups(folder)[max(keep, 1) :]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def _copied(source: IO[bytes], target: IO[bytes]) -> Iterator[bytes]:
    """Every piece that was written: the file may still grow, and its sum must be of what is in the backup."""
    for piece in pieces(source):
        target.write(piece)
        yield piece


def _free(folder: Path, at: datetime) -> Path:
    """Two in one second do not share a name."""
    while (target := folder / f"anklang-{at.astimezone(UTC).strftime(_WRITTEN)}.zip").exists():
        at += timedelta(seconds=1)
    return target
