"""`manage.py prove`: counts every promise of the product over all rows; exit 1 when one is broken."""

import itertools
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases import proofs as of_cases
from contacts import proofs as of_contacts
from crm.dashboard import proofs as of_figures
from crm.lib.proofs import Proof
from feedback import proofs as of_feedback

SOURCES: tuple[Callable[[datetime], Iterator[Proof]], ...] = (
    of_contacts.proofs,
    of_cases.proofs,
    of_feedback.proofs,
    of_figures.proofs,
)
PROMISES = {
    1: "Jeder Kontakt ist gelöst, gehört zu einem Vorgang oder hatte kein Anliegen.",
    2: "Jeder offene Vorgang hat Team, nächste Frist und eine scharfe Stufe.",
    3: "Jede Stufe löst genau einmal aus, nichts Fälliges wird übersprungen.",
    4: "Es geht nach oben und wiederholt sich, bis jemand sich kümmert.",
    5: "Von allen Kundinnen und Kunden sind Herkunft und Anlass bekannt, gefragt oder als Mangel vermerkt.",
    6: "Jede Beschwerde und jede schlechte Note hat einen Vorgang.",
    7: "Was als gespeichert gezeigt wurde, ist gespeichert, und Storno ist vollständig.",
    8: "Jede Änderung an Stammdaten und Vorgängen steht im Verlauf.",
    9: "Ein Mensch kann gelöscht werden, und die Zahlen bleiben wahr.",
    10: "Keine Zahl zeigt das Verhalten einer einzelnen Person.",
}
NOT_YET = {9: "noch nicht beweisbar: Löschen gibt es noch nicht"}


class Command(BaseCommand):
    help = "Zählt alle Versprechen nach. Beendet sich mit 1, wenn eines gebrochen ist."

    def handle(self, *_args: Any, **_options: Any) -> None:
        now = timezone.now()
        found = sorted(
            (proof for source in SOURCES for proof in source(now)), key=lambda proof: proof.promise
        )
        by_promise = {
            number: list(group) for number, group in itertools.groupby(found, lambda proof: proof.promise)
        }
        for number, sentence in PROMISES.items():
            self._say(number, sentence, by_promise.get(number, []))
        broken = sum(proof.broken for proof in found)
        self.stdout.write("")
        if broken:
            self.stdout.write(self.style.ERROR(f"{broken} Zeilen brechen ein Versprechen."))
            raise SystemExit(1)
        self.stdout.write(self.style.SUCCESS("Alle Versprechen halten."))

    def _say(self, number: int, sentence: str, proofs: list[Proof]) -> None:
        if number in NOT_YET:
            self.stdout.write(f"–  {number:>2}  {sentence} ({NOT_YET[number]})")
            return
        kept = all(proof.broken == 0 for proof in proofs)
        self.stdout.write(f"{'✓' if kept else '✗'}  {number:>2}  {sentence}")
        for proof in proofs:
            line = f"        {proof.what}: {proof.checked} geprüft, {proof.broken} gebrochen"
            if proof.broken:
                line += f" (z. B. {', '.join(proof.examples)})" if proof.examples else ""
                line = self.style.ERROR(line)
            self.stdout.write(line)
