"""Fills an empty database with the demo company, so that one can look around at once."""

from argparse import ArgumentParser
from datetime import datetime, time
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from crm.company.models import User
from crm.management.demo.logins import DEMO_LOGINS, DEMO_PASSWORD, DEMO_PIN
from crm.management.demo.story import SIZES, tell
from crm.management.demo.tablet import place_tablet
from crm.management.stock.everything import fill
from crm.management.stock.stock import Amount
from crm.management.stock.writing import know_the_rows

LARGE, MILLION, FEWEST = "large", 1_000_000, 100
_AFTERNOON = time(15, 0)


class Command(BaseCommand):
    help = "Füllt eine leere Datenbank mit einer Beispielfirma."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--size",
            choices=(*sorted(SIZES), LARGE),
            default="medium",
            help="small: zum Testen; large: zum Messen, ohne erzählte Geschichte",
        )
        parser.add_argument(
            "--customers", type=int, default=MILLION, help="wie viele Kundinnen und Kunden bei --size large"
        )
        parser.add_argument("--seed", type=int, default=1, help="gleiche Zahl, gleiche Geschichte")
        parser.add_argument("--until", help="Ende der Geschichte (JJJJ-MM-TT oder mit Uhrzeit), sonst jetzt")
        parser.add_argument("--if-empty", action="store_true", help="nichts tun, wenn es schon Konten gibt")

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.exists():
            if options["if_empty"]:
                self.stdout.write("Es gibt schon Konten: keine Beispieldaten nötig.")
                return
            raise CommandError("Diese Datenbank ist nicht leer. Beispieldaten kommen nur in eine leere.")
        began, until, seed = monotonic(), _moment(options["until"]), options["seed"]
        if options["size"] == LARGE:
            contacts = self._large(options["customers"], until=until, seed=seed)
        else:
            contacts = tell(size=SIZES[options["size"]], seed=seed, until=until, report=self._say)
        code = place_tablet(at=timezone.now())
        took = monotonic() - began
        self._say(f"Fertig: {contacts} Kontakte in {took:.0f} Sekunden.")
        self._say(f"Anmelden mit dem Passwort {DEMO_PASSWORD} als:")
        for username, role in DEMO_LOGINS:
            self._say(f"  {username:<12} {role}")
        self._say(
            f"Tablet am Tresen: {settings.PUBLIC_URL}/geraet/ öffnen, 15 Minuten lang mit dem Code {code}"
        )
        self._say(f"(später ein neuer unter Einstellungen, Geräte). Die PIN aller dort: {DEMO_PIN}")

    def _large(self, customers: int, *, until: datetime, seed: int) -> int:
        if customers < FEWEST:
            raise CommandError(f"--customers: mindestens {FEWEST}, darunter erzählt --size small mehr.")
        amount = Amount.of(customers)
        fill(amount, now=until, seed=seed, report=self._say)
        know_the_rows()
        return amount.contacts

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _moment(text: str | None) -> datetime:
    """The end of the story: a moment, three in the afternoon of a day, or now."""
    if not text:
        return timezone.now()
    try:
        day = parse_date(text)
        if day is not None:
            return datetime.combine(day, _AFTERNOON, timezone.get_current_timezone())
        moment = parse_datetime(text)
    except ValueError:  # well formed, but no such day
        moment = None
    if moment is None:
        raise CommandError("--until: bitte als JJJJ-MM-TT oder JJJJ-MM-TTTHH:MM schreiben.")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
