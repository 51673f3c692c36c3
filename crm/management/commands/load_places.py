"""`manage.py load_places FILE`: which towns the postcodes of a country have; exit 1 when a line is refused."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import override

from contacts.models import Customer
from contacts.place_loading import load_places
from contacts.rechecking import recheck
from crm.lib.acts import Refused


class Command(BaseCommand):
    help = (
        "Lädt Postleitzahlen und Orte im Format von GeoNames (Land, Postleitzahl, Ort, mit Tabulatoren getrennt)."
        " Die Tabelle eines Landes wird als Ganzes ersetzt."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        path: Path = options["file"]
        with override("de"):
            try:
                with path.open(encoding="utf-8-sig") as lines:
                    loaded = load_places(lines, at=timezone.now(), tell=self._tell)
            except UnicodeDecodeError:
                raise CommandError(f"{path} ist kein Text in UTF-8. Es wurde nichts geändert.") from None
            except OSError as error:
                raise CommandError(f"{path} lässt sich nicht lesen: {error.strerror}.") from None
            except Refused as refused:
                raise CommandError(f"{refused}\nEs wurde nichts geändert.") from None
            for country, many in sorted(loaded.places.items()):
                self.stdout.write(f"{country}: {many} Orte.")
            done = recheck(Customer.objects.all(), at=timezone.now())
            self.stdout.write(f"Mängel angepasst: {done.opened} neu, {done.resolved} erledigt.")

    def _tell(self, lines: int) -> None:
        self.stdout.write(f"{lines} Zeilen gelesen ...")
