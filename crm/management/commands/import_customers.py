"""`manage.py import_customers FILE`: reads a list of customers in; exit 1 when a line or the file is refused."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import override

from contacts.importing.headings import names_somebody
from contacts.importing.judging import KIND as CHECK
from contacts.importing.keeping import discard, keep_list
from contacts.importing.mapping import columns_of
from contacts.importing.running import KIND as RUN
from contacts.importing.running import start
from contacts.importing.telling import Told, tell
from contacts.models import Import, ImportRow, Source
from crm.lib.acts import Refused
from crm.outbox.jobs import RUNNING, sweep_jobs
from crm.outbox.models import Job

BATCH = 500


class Command(BaseCommand):
    help = "Liest eine Kundenliste (CSV, Excel, vCard, LDIF) ein. Dieselbe Liste noch einmal ändert nichts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--preview", action="store_true", help="nur zeigen, nichts schreiben")
        parser.add_argument(
            "--skip-refused", action="store_true", help="Zeilen mit Fehlern auslassen, die anderen einlesen"
        )
        parser.add_argument(
            "--doubles", action="store_true", help="auch anlegen, wer vielleicht schon da ist"
        )
        parser.add_argument("--source", default="", metavar="NAME", help="Herkunft der Kundinnen und Kunden")

    def handle(self, *_args: Any, **options: Any) -> None:
        with override("de"):
            source = _source(options["source"])
            found = _kept(options["file"])
            if options["preview"]:
                self._say_what_was_found(found)
            self._say_problems(found)
            held = found.refused and not options["skip_refused"]
            if options["preview"] or held or not self._makes_any(found, options["doubles"]):
                self._leave(found, preview=options["preview"])
            else:
                self._run(found, source=source, doubles_too=options["doubles"])

    def _makes_any(self, found: Import, doubles: bool) -> bool:
        return bool(found.new or (doubles and found.doubles))

    def _leave(self, found: Import, *, preview: bool) -> None:
        discard(found)
        if preview:
            self.stdout.write(f"{_figures(found)} Es wurde nichts geschrieben.")
        elif found.refused:
            self.stdout.write(
                f"{found.refused} Zeilen haben Fehler, darum wurde nichts geschrieben. Mit --skip-refused werden"
                " sie ausgelassen."
            )
        else:
            self.stdout.write(_result(found, 0))
        if found.refused:
            raise SystemExit(1)

    def _run(self, found: Import, *, source: Source | None, doubles_too: bool) -> None:
        start(found.pk, source=source, doubles_too=doubles_too, by=None, at=timezone.now())
        _wait_for(RUN, found)
        found.refresh_from_db()
        self.stdout.write(_result(found, found.made))

    def _say_what_was_found(self, found: Import) -> None:
        sign = {"\t": "Tabulator"}.get(found.delimiter, found.delimiter)
        facts = [
            f"Zeichensatz {found.encoding}" if found.encoding else "",
            f"Trennzeichen {sign}" if sign else "",
        ]
        facts.append(f"Blatt {found.sheet}" if found.sheet else "")
        self.stdout.write(", ".join(filter(None, facts)) or found.kind)
        columns = columns_of(found)
        for column in columns:
            if column.field:
                self.stdout.write(f"  {column.heading or column.index + 1} → {column.label}")
        if unused := [column.heading for column in columns if not column.field and column.heading]:
            self.stdout.write(f"Nicht übernommen: {', '.join(unused)}")

    def _say_problems(self, found: Import) -> None:
        for told in _troubled(found):
            for kind, messages in (("Fehler", told.errors), ("Hinweis", told.hints)):
                for message in messages:
                    self.stdout.write(f"Zeile {told.stored.line}: {kind}: {message}")


def _kept(path: Path) -> Import:
    """The list, looked through."""
    try:
        with path.open("rb") as file:
            found = keep_list(file, path.name, by=None, at=timezone.now())
    except OSError as error:
        raise CommandError(f"{path} lässt sich nicht lesen: {error.strerror}.") from None
    except Refused as refused:
        raise CommandError(f"{refused} Es wurde nichts geschrieben.") from None
    if not names_somebody(columns_of(found)):
        discard(found)
        raise CommandError(
            "In der ersten Zeile fehlen Überschriften, die wir kennen, zum Beispiel „Vorname“, „Nachname“ oder"
            " „Firma“. Es wurde nichts geschrieben."
        )
    _wait_for(CHECK, found)
    found.refresh_from_db()
    return found


def _wait_for(kind: str, found: Import) -> None:
    """Work on this list to its end, here or beside somebody else who does."""
    while Job.objects.filter(kind=kind, subject=found.subject, state__in=RUNNING).exists():
        sweep_jobs(timezone.now())


def _troubled(found: Import) -> Iterator[Told]:
    rows, last = ImportRow.objects.filter(belongs_to=found, troubled=True).select_related("customer"), 0
    while batch := list(rows.filter(line__gt=last).order_by("line")[:BATCH]):
        yield from tell(found, batch)
        last = batch[-1].line


def _figures(found: Import) -> str:
    return (
        f"{found.total} Zeilen: {found.new} neu, {found.doubles} vielleicht schon da, {found.known} schon bekannt,"
        f" {found.refused} mit Fehlern."
    )


def _result(found: Import, made: int) -> str:
    left_out = f", {found.refused} mit Fehlern ausgelassen" if found.refused else ""
    doubles = f", {found.doubles} vielleicht schon da" if found.doubles and not found.doubles_too else ""
    return f"{made} Kundinnen und Kunden eingelesen, {found.known} waren schon da{doubles}{left_out}."


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
