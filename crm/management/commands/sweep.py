"""`manage.py sweep`: every sweep of the timetable once; in a demo also as if it were another time."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from crm.celery import TIMETABLE, sweep_of
from crm.company.models import Installation
from crm.lib.clock import database_now
from crm.outbox.sweeping import run_sweep


class Command(BaseCommand):
    help = "Run all sweeps once. --now pretends another time and is refused on a live database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--now", metavar="ISO", help='as if it were then, say "2026-03-02 09:00"')

    def handle(self, *args: Any, **options: Any) -> None:
        now = database_now() if options["now"] is None else _pretended(options["now"])
        broken = []
        for entry in TIMETABLE:
            result = run_sweep(entry.name, sweep_of(entry), now)
            self.stdout.write(
                f"{entry.name:<12} {result.handled:>6} handled {result.failed:>6} failed  {result.error}"
            )
            if result.error:
                broken.append(entry.name)
        if broken:
            raise CommandError(f"Broke: {', '.join(broken)}")


def _pretended(text: str) -> datetime:
    pretending = [Installation.DEMO, Installation.TEST]
    if not Installation.objects.filter(kind__in=pretending).exists():
        raise CommandError(
            "Real deadlines follow the real time: --now works only on a demo or test database."
        )
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        raise CommandError(
            f'"{text}" is no time; write it like "2026-03-02 09:00" or "2026-03-02T08:00:00Z".'
        )
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
