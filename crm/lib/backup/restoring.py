"""Put a backup into an empty Anklang: looked through, written in one transaction, counted before it holds."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from crm.lib.backup.archive import Archive, DamagedError, Manifest, pieces, told_of
from crm.lib.backup.making import applied_migrations, stored_files
from crm.lib.backup.tables import insert, label, rows_of, stored_models, sum_of

# Put there by `migrate` and by a start that nobody has used yet.
NOT_YET_ANYBODYS: Final = frozenset(
    {
        "contenttypes.ContentType",
        "auth.Permission",
        "company.Installation",
        "company.InstallationHistory",
        "outbox.Heartbeat",
    }
)


class NotPossibleError(Exception):
    """This backup cannot go into this place; the message says what to do."""


def restore(archive: Archive, *, say: Callable[[str], object]) -> Manifest:
    """Raises NotPossibleError before anything is written, DamagedError with everything taken back."""
    manifest = archive.manifest
    require_empty()
    require_same_state(manifest)
    say(_("Prüfsummen der Sicherung …"))
    archive.check()
    try:
        with transaction.atomic():
            say(_("Zeilen …"))
            _write_rows(archive)
            say(_("Dateien …"))
            _write_files(archive)
            for step in (*STEPS_AFTER, *_steps_of_apps):
                step(archive.folder)
    except BaseException:
        for path in stored_files():  # the place was empty, so all of them are ours
            path.unlink()
        raise
    return manifest


def require_empty() -> None:
    """Nothing is ever overwritten."""
    full = [
        label(model)
        for model in stored_models()
        if label(model) not in NOT_YET_ANYBODYS and rows_of(model).exists()
    ]
    if full or stored_files():
        what = ", ".join(full[:3]) or _("Dateien")
        raise NotPossibleError(
            _(
                "Hier ist schon etwas (%(what)s). Eine Sicherung kommt nur in ein leeres Anklang: Nehmen Sie ein neues"
                " DATA_DIR oder eine neue Datenbank."
            )
            % {"what": what}
        )


def require_same_state(manifest: Manifest) -> None:
    """Rows fit only the tables they were read from."""
    here, there = applied_migrations(), manifest.migrations
    if here == there:
        return
    known = {f"{app}.{name}" for app, name in MigrationLoader(connection).disk_migrations}
    strange = sorted({f"{app}.{name}" for app, names in there.items() for name in names} - known)
    if strange:
        raise NotPossibleError(
            _(
                "Diese Sicherung stammt von einer neueren Fassung (%(migration)s). Nehmen Sie die Fassung, mit der sie"
                " gemacht wurde."
            )
            % {"migration": strange[-1]}
        )
    raise NotPossibleError(
        _(
            "Diese Sicherung stammt von einer anderen Fassung. Nehmen Sie die Fassung, mit der sie gemacht wurde,"
            " spielen Sie sie dort zurück, und gehen Sie dann mit `manage.py migrate` auf die neue."
        )
    )


def _write_files(archive: Archive) -> None:
    root = Path(settings.MEDIA_ROOT)
    for name, told in archive.manifest.files.items():
        target = (root / name).resolve()
        if not target.is_relative_to(root.resolve()):
            raise DamagedError(_("Datei %(name)s liegt außerhalb des Ordners.") % {"name": name})
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            for piece in archive.pieces(name):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        with target.open("rb") as file:
            arrived = told_of(pieces(file))
        if arrived != told:
            raise DamagedError(
                _("Datei %(name)s ist nicht angekommen, wie sie gesichert wurde.") % {"name": name}
            )


def _write_rows(archive: Archive) -> None:
    """References are checked when the transaction ends, so the order of the tables does not matter."""
    models = stored_models()
    told = archive.manifest.tables
    if set(told) != {label(model) for model in models}:
        raise DamagedError(_("Die Sicherung hat andere Tabellen als diese Fassung."))
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608
    for model in models:
        insert(model, archive.lines(label(model)))
    for model in models:
        total = sum_of(model)
        if (total.rows, total.checksum) != told[label(model)]:
            raise DamagedError(
                _("Tabelle %(name)s ist nicht angekommen, wie sie gesichert wurde.") % {"name": label(model)}
            )


Step = Callable[[Path], object]
_steps_of_apps: list[Step] = []


def after_restoring(step: Step) -> None:
    """Call once at start: `step` is done at the end of every restore, with the folder of the backup."""
    _steps_of_apps.append(step)


def _next_numbers(_folder: Path) -> None:
    """New rows get numbers after the restored ones."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), stored_models()):
            cursor.execute(statement)


def _kinds_anew(_folder: Path) -> None:
    """What this process believed about the numbers of content types came from the empty database."""
    ContentType.objects.clear_cache()


STEPS_AFTER: Final[tuple[Step, ...]] = (_next_numbers, _kinds_anew)
