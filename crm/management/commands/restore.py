"""`manage.py restore FILE`: a backup into an empty Anklang, on SQLite or PostgreSQL alike."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from crm.lib.backup.archive import Archive, DamagedError
from crm.lib.backup.restoring import NotPossibleError, restore


class Command(BaseCommand):
    help = "Spielt eine Sicherung in ein leeres Anklang zurück."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="DATEI")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with Archive(options["file"]) as archive:
                if not connection.introspection.table_names():
                    call_command("migrate", verbosity=0)
                manifest = restore(archive, say=self._say)
        except (DamagedError, NotPossibleError) as error:
            raise CommandError(str(error)) from error
        self._say(
            f"Zurückgespielt: {manifest.rows} Zeilen und {len(manifest.files)} Dateien vom {manifest.made_at}."
        )
        self._say("Alle melden sich neu an. `manage.py prove` zählt die Versprechen nach.")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
