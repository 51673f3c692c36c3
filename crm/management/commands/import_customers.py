"""`manage.py import_customers FILE`: reads a list of customers in; exit 1 when a line or the file is refused."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import override

from contacts.importing.headings import LABELS
from contacts.importing.importing import Preview, Problem, preview, run
from contacts.importing.reading import LARGEST, too_large
from contacts.models import Source
from crm.lib.acts import Refused


class Command(BaseCommand):
    help = "Liest eine Kundenliste (CSV) ein. Dieselbe Liste noch einmal ändert nichts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--preview", action="store_true", help="nur zeigen, nichts schreiben")
        parser.add_argument(
            "--skip-refused", action="store_true", help="Zeilen mit Fehlern auslassen, die anderen einlesen"
        )
        parser.add_argument("--source", default="", metavar="NAME", help="Herkunft der Kundinnen und Kunden")

    def handle(self, *_args: Any, **options: Any) -> None:
        with override("de"):
            source = _source(options["source"])
            try:
                data = _content(options["file"])
                if options["preview"]:
                    self._preview(data)
                else:
                    self._run(data, source=source, skip_refused=options["skip_refused"])
            except Refused as refused:
                raise CommandError(f"{refused} Es wurde nichts geschrieben.") from None

    def _preview(self, data: bytes) -> None:
        seen = preview(data)
        self._say_what_was_found(seen)
        self._say_problems(seen.problems)
        self.stdout.write(
            f"{seen.rows} Zeilen: {seen.new} neu, {seen.known} schon bekannt, {seen.refused} mit Fehlern."
        )
        self.stdout.write("Es wurde nichts geschrieben.")
        if seen.refused:
            raise SystemExit(1)

    def _run(self, data: bytes, *, source: Source | None, skip_refused: bool) -> None:
        report = run(data, by=None, at=timezone.now(), source=source, skip_refused=skip_refused)
        self._say_problems(report.problems)
        if not report.written:
            self.stdout.write(
                f"{report.refused} Zeilen haben Fehler, darum wurde nichts geschrieben. Mit --skip-refused werden"
                " sie ausgelassen."
            )
            raise SystemExit(1)
        left_out = f", {report.refused} mit Fehlern ausgelassen" if report.refused else ""
        self.stdout.write(
            f"{report.created} Kundinnen und Kunden eingelesen, {report.known} waren schon da{left_out}."
        )

    def _say_what_was_found(self, seen: Preview) -> None:
        sign = {"\t": "Tabulator"}.get(seen.delimiter, seen.delimiter)
        self.stdout.write(f"Zeichensatz {seen.encoding}, Trennzeichen {sign}")
        for column in seen.used:
            self.stdout.write(f"  {column.heading} → {LABELS[column.field]}")
        if seen.unused:
            self.stdout.write(f"Nicht übernommen: {', '.join(seen.unused)}")

    def _say_problems(self, problems: list[Problem]) -> None:
        for problem in problems:
            kind = "Fehler" if problem.refused else "Hinweis"
            self.stdout.write(f"Zeile {problem.line}: {kind}: {problem.message}")


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise too_large()
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} lässt sich nicht lesen: {error.strerror}.") from None


def _source(name: str) -> Source | None:
    if not name:
        return None
    active = Source.objects.filter(active=True)
    found = list(active.filter(name=name)[:2])
    if len(found) == 1:
        return found[0]
    if found:
        raise CommandError(f"Die Herkunft „{name}“ gibt es mehrmals.")
    known = ", ".join(dict.fromkeys(active.values_list("name", flat=True)))
    raise CommandError(f"Die Herkunft „{name}“ gibt es nicht. Bekannt sind: {known or 'keine'}.")
