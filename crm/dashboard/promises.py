"""The ten promises of the product: what each says, how it is counted, and what to do when one is broken."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_noop

from cases import proofs as of_cases
from contacts import proofs as of_contacts
from crm.dashboard import proofs as of_figures
from crm.lib.proofs import Proof
from crm.outbox import proofs as of_jobs
from feedback import proofs as of_feedback

SOURCES: Final[tuple[Callable[[datetime], Iterator[Proof]], ...]] = (
    of_contacts.proofs,
    of_cases.proofs,
    of_feedback.proofs,
    of_figures.proofs,
    of_jobs.proofs,
)


@dataclass(frozen=True)
class Promise:
    """`sentence` and `remedy` are German texts of the catalogue."""

    number: int
    sentence: str
    remedy: str


PROMISES: Final = (
    Promise(
        1,
        gettext_noop("Jeder Kontakt ist gelöst, gehört zu einem Vorgang oder hatte kein Anliegen."),
        gettext_noop(
            "Öffnen Sie die genannten Kontakte und legen Sie einen Vorgang an, oder tragen Sie nach, wie es ausging."
        ),
    ),
    Promise(
        2,
        gettext_noop("Jeder offene Vorgang hat Team, nächste Frist und eine scharfe Stufe."),
        gettext_noop(
            "Öffnen Sie die genannten Vorgänge und setzen Sie eine Wiedervorlage: Das stellt Frist und Stufe neu."
            " Weicht eine nachgerechnete Frist ab, gilt die frühere; melden Sie es der Verwaltung."
        ),
    ),
    Promise(
        3,
        gettext_noop("Jede Stufe löst genau einmal aus, nichts Fälliges wird übersprungen."),
        gettext_noop(
            "Sehen Sie nach, ob die Uhr läuft (unten auf dieser Seite). Danach holt sie nach, was fällig war."
        ),
    ),
    Promise(
        4,
        gettext_noop("Es geht nach oben und wiederholt sich, bis jemand sich kümmert."),
        gettext_noop(
            "Prüfen Sie, ob jedes Team Leitung und Vertretung hat und die Geschäftsleitung ein aktives Konto."
            " Übergeben Sie die genannten Vorgänge von Hand."
        ),
    ),
    Promise(
        5,
        gettext_noop(
            "Von allen Kundinnen und Kunden sind Herkunft und Anlass bekannt, gefragt oder als Mangel vermerkt."
        ),
        gettext_noop(
            "Öffnen Sie die genannten Kunden und speichern Sie sie einmal: Die Mängel werden neu bestimmt."
        ),
    ),
    Promise(
        6,
        gettext_noop("Jede Beschwerde und jede schlechte Note hat einen Vorgang."),
        gettext_noop("Legen Sie zu den genannten Stimmen sofort einen Vorgang an und antworten Sie."),
    ),
    Promise(
        7,
        gettext_noop("Was als gespeichert gezeigt wurde, ist gespeichert, und Storno ist vollständig."),
        gettext_noop(
            "Spielen Sie nichts zurück, bevor die Verwaltung nachgesehen hat: Die Sicherung der letzten Nacht kann"
            " fehlende Zeilen enthalten."
        ),
    ),
    Promise(
        8,
        gettext_noop("Jede Änderung an Stammdaten und Vorgängen steht im Verlauf."),
        gettext_noop(
            "Jemand hat an Anklang vorbei in die Datenbank geschrieben. Klären Sie mit der Verwaltung, wer."
        ),
    ),
    Promise(
        9,
        gettext_noop("Ein Mensch kann gelöscht werden, und die Zahlen bleiben wahr."),
        gettext_noop("Wiederholen Sie die Löschung; die Verwaltung sieht, was übrig blieb."),
    ),
    Promise(
        10,
        gettext_noop("Keine Zahl zeigt das Verhalten einer einzelnen Person."),
        gettext_noop("Löschen lassen: Die genannten Kennzahlen dürfen niemanden erkennen lassen."),
    ),
)


def counted_proofs(now: datetime) -> list[Proof]:
    """Everything that is counted in statements over all rows; without recomputing the deadlines one by one."""
    return [proof for source in SOURCES for proof in source(now)]
