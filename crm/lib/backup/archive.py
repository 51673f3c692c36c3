"""The file of a backup: `tables/<name>.jsonl`, `files/<path>`, and `manifest.json` with what they must add up to."""

import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO, Final, Self

from django.utils.translation import gettext as _

from crm.lib.backup.tables import Sum

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
_PIECE: Final = 1 << 20


class DamagedError(Exception):
    """The file is no backup, or not as it was written; the message says what does not add up."""


@dataclass
class Manifest:
    """`migrations`: the names applied, by app. `tables`: rows and checksum. `files`: size and SHA-256 by path."""

    made_at: str
    store: str
    migrations: dict[str, list[str]]
    tables: dict[str, tuple[int, str]] = field(default_factory=dict)
    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def rows(self) -> int:
        return sum(rows for rows, _sum in self.tables.values())

    def add(self, table: str, total: Sum) -> None:
        self.tables[table] = (total.rows, total.checksum)


class Writing:
    """A backup that comes into being beside its final name, so that half a one never looks like one."""

    def __init__(self, target: Path) -> None:
        self._target, self._draft = target, target.with_name(f".{target.name}.part")

    @contextmanager
    def open(self) -> Iterator[zipfile.ZipFile]:
        """Only its owner can read the file: everything about everybody is in it."""
        self._target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(self._draft, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600)
        try:
            with os.fdopen(handle, "w+b") as file:
                with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                    yield archive
                file.flush()
                os.fsync(file.fileno())
            self._draft.replace(self._target)
        finally:
            self._draft.unlink(missing_ok=True)


class Archive:
    """A backup to read from. Raises DamagedError."""

    def __init__(self, path: Path) -> None:
        self.folder = path.absolute().parent
        try:
            self._zip = zipfile.ZipFile(path)
            told = json.loads(self._zip.read(MANIFEST))
        except (OSError, KeyError, ValueError, TypeError, zipfile.BadZipFile, zlib.error) as error:
            raise DamagedError(
                _("%(name)s ist keine Sicherung von Anklang oder beschädigt.") % {"name": path.name}
            ) from error
        if told.get("format") != FORMAT:
            raise DamagedError(
                _("%(name)s hat eine Form, die diese Fassung von Anklang nicht kennt.") % {"name": path.name}
            )
        tables = {name: (rows, checksum) for name, (rows, checksum) in told.pop("tables").items()}
        files = {name: (size, checksum) for name, (size, checksum) in told.pop("files").items()}
        self.manifest = Manifest(**told, tables=tables, files=files)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._zip.close()

    def lines(self, table: str) -> Iterator[bytes]:
        """The rows of a table."""
        try:
            with self._zip.open(f"tables/{table}.jsonl") as file:
                yield from file
        except (KeyError, ValueError, EOFError, zipfile.BadZipFile, zlib.error, OSError) as error:
            raise DamagedError(_("Tabelle %(name)s lässt sich nicht lesen.") % {"name": table}) from error

    def pieces(self, path: str) -> Iterator[bytes]:
        """A stored file, in pieces."""
        try:
            with self._zip.open(f"files/{path}") as file:
                yield from pieces(file)
        except (KeyError, ValueError, EOFError, zipfile.BadZipFile, zlib.error, OSError) as error:
            raise DamagedError(_("Datei %(name)s lässt sich nicht lesen.") % {"name": path}) from error

    def check(self) -> None:
        """Read everything once and compare it with the manifest. Raises DamagedError."""
        for table, (rows, checksum) in self.manifest.tables.items():
            total = Sum()
            for line in self.lines(table):
                total = total.plus(line)
            if (total.rows, total.checksum) != (rows, checksum):
                raise DamagedError(
                    _("Tabelle %(name)s ist nicht, wie sie gesichert wurde.") % {"name": table}
                )
        for path, told in self.manifest.files.items():
            if told_of(self.pieces(path)) != told:
                raise DamagedError(_("Datei %(name)s ist nicht, wie sie gesichert wurde.") % {"name": path})


def told_of(pieces: Iterator[bytes]) -> tuple[int, str]:
    """Size and SHA-256 of a file that comes in pieces."""
    digest, size = sha256(), 0
    for piece in pieces:
        digest.update(piece)
        size += len(piece)
    return size, digest.hexdigest()


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece


def as_json(manifest: Manifest) -> bytes:
    return json.dumps(asdict(manifest), indent=1, ensure_ascii=False).encode()
