"""`manage.py backup`: everything into one file, while people go on working."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from crm.lib.backup.archive import Archive, DamagedError
from crm.lib.backup.making import keep_newest, make_backup


class Command(BaseCommand):
    help = "Sichert alle Zeilen und Dateien in eine Datei und liest sie zur Probe wieder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, metavar="ORDNER", help="sonst DATA_DIR/backups")
        parser.add_argument("--keep", type=int, metavar="N", help="danach nur die neuesten N behalten")
        parser.add_argument("--check", type=Path, metavar="DATEI", help="nur eine Sicherung prüfen")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["keep"] is not None and options["keep"] < 1:
            raise CommandError("--keep muss mindestens 1 sein.")
        if options["check"] is not None:
            self._check(options["check"])
            return
        folder = options["to"] or settings.BACKUP_DIR
        try:
            made = make_backup(folder, at=timezone.now())
        except OSError as error:
            raise CommandError(f"{folder} lässt sich nicht beschreiben: {error.strerror}.") from error
        self._tell(made)
        if options["keep"] is not None:
            for gone in keep_newest(folder, options["keep"]):
                self.stdout.write(f"Entfernt: {gone.name}")

    def _check(self, path: Path) -> None:
        try:
            with Archive(path) as archive:
                archive.check()
        except DamagedError as error:
            raise CommandError(str(error)) from error
        self._tell(path)

    def _tell(self, path: Path) -> None:
        with Archive(path) as archive:
            manifest = archive.manifest
        size = path.stat().st_size / 1_000_000
        self.stdout.write(
            f"{path}: {manifest.rows} Zeilen, {len(manifest.files)} Dateien, {size:.1f} MB, geprüft."
        )
