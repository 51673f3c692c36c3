"""The warning on top of every page when a sweep stands still or breaks."""

from datetime import datetime

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from crm.lib.formats import due_short
from crm.outbox.heartbeat import TROUBLE, pulses
from crm.outbox.models import Heartbeat

KEY, KEPT_SECONDS = "watchdog.heartbeats", 5  # every page asks; a clock that stands is seen soon enough

# per sweep: it stood still since a moment; it never ran; it runs and breaks
WARNINGS = {
    "escalations": (
        gettext_noop("Die Uhr steht. Seit %(moment)s wurde keine Frist geprüft."),
        gettext_noop("Die Uhr steht. Es wurde noch keine Frist geprüft."),
        gettext_noop("Die Uhr hakt. Fristen lassen sich gerade nicht prüfen."),
    ),
    "pauses": (
        gettext_noop("Die Uhr steht. Seit %(moment)s wurde keine Wiedervorlage geprüft."),
        gettext_noop("Die Uhr steht. Es wurde noch keine Wiedervorlage geprüft."),
        gettext_noop("Die Uhr hakt. Wiedervorlagen lassen sich gerade nicht prüfen."),
    ),
    "quarantine": (
        gettext_noop("Seit %(moment)s hat niemand gehört, ob Nachrichten in Quarantäne warten."),
        gettext_noop("Ob Nachrichten in Quarantäne warten, hat noch niemand gehört."),
        gettext_noop("Ob Nachrichten in Quarantäne warten, lässt sich gerade nicht sagen."),
    ),
    "missed_calls": (
        gettext_noop("Seit %(moment)s wurde aus verpassten Anrufen kein Vorgang."),
        gettext_noop("Aus verpassten Anrufen wurde noch nie ein Vorgang."),
        gettext_noop("Verpasste Anrufe werden gerade kein Vorgang. Bitte sehen Sie am Telefon nach."),
    ),
    "praise": (
        gettext_noop("Seit %(moment)s wurde kein Lob weitergegeben."),
        gettext_noop("Es wurde noch kein Lob weitergegeben."),
        gettext_noop("Lob lässt sich gerade nicht weitergeben."),
    ),
    "mail": (
        gettext_noop("Die Post steht. Seit %(moment)s ging keine E-Mail hinaus."),
        gettext_noop("Die Post steht. Es ging noch keine E-Mail hinaus."),
        gettext_noop("Die Post stockt. E-Mails warten, bis der Mailserver wieder antwortet."),
    ),
    "absences": (
        gettext_noop(
            "Seit %(moment)s wurde nicht geprüft, wer länger fehlt. Vorgänge Abwesender bleiben liegen."
        ),
        gettext_noop("Es wurde noch nicht geprüft, wer länger fehlt. Vorgänge Abwesender bleiben liegen."),
        gettext_noop("Vorgänge Abwesender lassen sich gerade nicht zurückgeben. Bitte von Hand verteilen."),
    ),
    "jobs": (
        gettext_noop("Die Aufträge stehen. Seit %(moment)s ging keiner weiter."),
        gettext_noop("Die Aufträge stehen. Es wurde noch keiner begonnen."),
        gettext_noop("Die Aufträge stocken. Sie gehen weiter, sobald es wieder geht."),
    ),
    "answers": (
        gettext_noop("Seit %(moment)s wurde nicht nachgesehen, welche Antworten zu prüfen sind."),
        gettext_noop("Es wurde noch nie nachgesehen, welche Antworten zu prüfen sind."),
        gettext_noop("Die Antworten lassen sich gerade nicht zur Prüfung vorlegen."),
    ),
    "surveys": (
        gettext_noop("Die Umfragen stehen. Seit %(moment)s wurde niemand gefragt."),
        gettext_noop("Die Umfragen stehen. Es wurde noch niemand gefragt."),
        gettext_noop("Die Umfragen stocken. Einladungen lassen sich gerade nicht schreiben."),
    ),
    "survey_counts": (
        gettext_noop("Die Ergebnisse der Umfragen stehen seit %(moment)s."),
        gettext_noop("Die Ergebnisse der Umfragen wurden noch nie gezählt."),
        gettext_noop("Die Ergebnisse der Umfragen lassen sich gerade nicht zählen."),
    ),
    "news": (
        gettext_noop("Seit %(moment)s wurde nicht notiert, wer von seinem Wunsch gehört hat."),
        gettext_noop("Es wurde noch nie notiert, wer von seinem Wunsch gehört hat."),
        gettext_noop("Wer von seinem Wunsch gehört hat, lässt sich gerade nicht notieren."),
    ),
    "duplicates": (
        gettext_noop("Die Suche nach Dubletten steht. Seit %(moment)s wurde niemand verglichen."),
        gettext_noop("Die Suche nach Dubletten steht. Es wurde noch niemand verglichen."),
        gettext_noop("Die Suche nach Dubletten hakt. Neue Kunden lassen sich gerade nicht vergleichen."),
    ),
    "import_rows": (
        gettext_noop("Das Vergessen eingelesener Zeilen steht seit %(moment)s."),
        gettext_noop("Eingelesene Zeilen wurden noch nie vergessen."),
        gettext_noop("Das Vergessen eingelesener Zeilen hakt. Alte Zeilen bleiben vorerst."),
    ),
    "retention": (
        gettext_noop("Das Löschen nach Frist steht seit %(moment)s."),
        gettext_noop("Das Löschen nach Frist lief noch nie."),
        gettext_noop("Das Löschen nach Frist hakt. Was gehen soll, bleibt vorerst."),
    ),
    "audit": (
        gettext_noop("Die Nachtprüfung steht. Seit %(moment)s wurde keine Frist nachgerechnet."),
        gettext_noop("Die Nachtprüfung steht. Es wurde noch keine Frist nachgerechnet."),
        gettext_noop("Die Nachtprüfung hakt. Fristen lassen sich gerade nicht nachrechnen."),
    ),
    "promises": (
        gettext_noop("Die Nachtprüfung steht. Seit %(moment)s wurden die Versprechen nicht nachgezählt."),
        gettext_noop("Die Nachtprüfung steht. Die Versprechen wurden noch nie nachgezählt."),
        gettext_noop("Die Nachtprüfung hakt. Die Versprechen lassen sich gerade nicht nachzählen."),
    ),
    "ping": (
        gettext_noop("Das Lebenszeichen nach außen steht seit %(moment)s."),
        gettext_noop("Das Lebenszeichen nach außen ging noch nie hinaus."),
        gettext_noop("Das Lebenszeichen nach außen kommt nicht an. Bitte die Adresse PING_URL prüfen."),
    ),
    "figures": (
        gettext_noop("Die Zahlen stehen. Seit %(moment)s wurden keine Kennzahlen geschrieben."),
        gettext_noop("Die Zahlen stehen. Es wurden noch keine Kennzahlen geschrieben."),
        gettext_noop("Die Zahlen stocken. Kennzahlen lassen sich gerade nicht schreiben."),
    ),
    "weekly": (
        gettext_noop("Seit %(moment)s wurde nicht nachgesehen, wer das Zielbild am Montag bekommt."),
        gettext_noop("Es wurde noch nie nachgesehen, wer das Zielbild am Montag bekommt."),
        gettext_noop("Das Zielbild am Montag lässt sich gerade nicht verschicken."),
    ),
    "backup": (
        gettext_noop("Die Sicherung steht. Seit %(moment)s wurde nicht nachgesehen, ob eine nötig ist."),
        gettext_noop("Die Sicherung steht. Es wurde noch nie nachgesehen, ob eine nötig ist."),
        gettext_noop("Die Sicherung misslingt. Ist auf der Platte noch Platz?"),
    ),
}


FOR_INSIDERS = frozenset({"answers", "duplicates", "audit", "promises", "ping", "backup", "weekly"})
"""What nobody at the counter can or need do anything about."""


def watchdog_sentence(now: datetime, *, insider: bool = False) -> str:
    """One or two sentences for everybody, or "" when all is well. The most important trouble speaks for the others.

    insider: management and administration also hear what concerns only them.
    """
    told = pulses(now, heard=cache.get_or_set(KEY, _heartbeats, KEPT_SECONDS))
    mine = [pulse for pulse in told if insider or pulse.entry.name not in FOR_INSIDERS]
    trouble = next((pulse for pulse in mine if pulse.state in TROUBLE), None)
    if trouble is None:
        return ""
    stood, never, breaks = WARNINGS[trouble.entry.name]
    if trouble.state == "broken":
        return _(breaks)
    if trouble.ran_at is None:
        return _(never)
    return _(stood) % {"moment": due_short(trouble.ran_at, now=now, tz=timezone.get_current_timezone())}


def _heartbeats() -> list[Heartbeat]:
    return list(Heartbeat.objects.all())
