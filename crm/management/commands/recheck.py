"""`manage.py recheck`: derives what rules look at anew, and brings every finding in line with the rules, with times."""

import time
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from contacts.confirming import grow_stale
from contacts.deriving import derive_all
from contacts.models import Customer
from contacts.rechecking import recheck
from contacts.rule_counts import count_rules
from contacts.rules import in_force


class Command(BaseCommand):
    help = (
        "Leitet Namen, Orte und Straßen neu ab und gleicht alle Mängel mit den Regeln ab. Nennt die Zeiten."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        now = timezone.now()
        self.stdout.write(f"{Customer.objects.count()} Kundinnen und Kunden, {len(in_force())} Regeln.")
        changed = self._timed("Abgeleitet", derive_all)
        stale = self._timed("Alter der Bestätigung", lambda: grow_stale(now))
        done = self._timed("Mängel", lambda: recheck(Customer.objects.all(), at=now))
        self._timed("Güte gezählt", count_rules)
        self.stdout.write(
            f"Anders abgeleitet: {changed}. Lange nicht bestätigt: {stale}."
            f" Mängel: {done.opened} neu, {done.resolved} erledigt."
        )

    def _timed(self, name: str, work: Any) -> Any:
        start = time.monotonic()
        result = work()
        self.stdout.write(f"{name}: {time.monotonic() - start:.1f} s")
        return result
