"""`manage.py prove`: counts every promise of the product over all rows; exit 1 when one is broken."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.proofs import deadlines_recomputed
from crm.dashboard.promises import PROMISES, Promise, counted_proofs
from crm.lib.proofs import Proof


class Command(BaseCommand):
    help = "Zählt alle Versprechen nach. Beendet sich mit 1, wenn eines gebrochen ist."

    def handle(self, *_args: Any, **_options: Any) -> None:
        found = [*counted_proofs(timezone.now()), *deadlines_recomputed()]
        for promise in PROMISES:
            self._say(promise, [proof for proof in found if proof.promise == promise.number])
        broken = sum(proof.broken for proof in found)
        self.stdout.write("")
        if broken:
            self.stdout.write(self.style.ERROR(f"{broken} Zeilen brechen ein Versprechen."))
            raise SystemExit(1)
        self.stdout.write(self.style.SUCCESS("Alle Versprechen halten."))

    def _say(self, promise: Promise, proofs: list[Proof]) -> None:
        kept = all(proof.broken == 0 for proof in proofs)
        self.stdout.write(f"{'✓' if kept else '✗'}  {promise.number:>2}  {promise.sentence}")
        for proof in proofs:
            line = f"        {proof.what}: {proof.checked} geprüft, {proof.broken} gebrochen"
            if proof.broken:
                line += f" (z. B. {', '.join(proof.examples)})" if proof.examples else ""
                line = self.style.ERROR(line)
            self.stdout.write(line)
