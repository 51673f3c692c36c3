"""`manage.py figures --from 2026-01-01 --to 2026-03-31`: counts the figures of past days again from their facts."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from crm.dashboard.rebuilding import rebuild
from crm.lib.acts import Refused


class Command(BaseCommand):
    help = "Zählt die Kennzahlen vergangener Tage neu aus dem, was geschah. Bestände bleiben, wie sie gezählt wurden."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--from", dest="first", type=date.fromisoformat, help="erster Tag, sonst der erste Kontakt"
        )
        parser.add_argument("--to", dest="last", type=date.fromisoformat, help="letzter Tag, sonst gestern")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            for first, last in rebuild(options["first"], options["last"], now=timezone.now()):
                self.stdout.write(f"{first} bis {last} gezählt")
        except Refused as refused:
            raise CommandError(str(refused)) from refused
