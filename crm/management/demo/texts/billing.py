"""Rechnung: copies, mistakes, instalments."""

from typing import Final

from crm.management.demo.texts.matter import CUSTOMER, Matter

_BOOKS: Final = (
    "Buchung geprüft, Zahlung ist da.",
    "Doppel stammt aus der Umstellung im Sommer.",
    "Gutschrift ist geschrieben.",
)

BILLING: Final = (
    Matter(
        topic="Rechnung: Rechnungskopie",
        weight=5,
        at_once=0.97,
        voiced=(
            ("Braucht die Rechnung noch einmal\nAuftrag {auftrag}, fürs Finanzamt.", "Kopie geschickt."),
            ("Rechnung bitte auf den Förderverein\nAuftrag {auftrag}.", "Umgeschrieben und geschickt."),
            ("Kaufbeleg für die Versicherung\n{gitarre} von {jahr}.", "Beleg gefunden und geschickt."),
            ("Rechnung ist nicht angekommen\nAuftrag {auftrag}.", "Lag im Spam, noch einmal geschickt."),
        ),
        answers=("Die Kopie ist unterwegs in Ihr Postfach.",),
        results=("Kopie geschickt.",),
        asides=_BOOKS,
    ),
    Matter(
        topic="Rechnung: Rechnung falsch",
        weight=3,
        at_once=0.62,
        voiced=(
            (
                "Rechnung doppelt bekommen\nAuftrag {auftrag}, beide über {betrag}.",
                "Doppel storniert, Bestätigung geschickt.",
            ),
            ("Versand berechnet, war aber Abholung\nAuftrag {auftrag}.", "Versand gutgeschrieben."),
            ("Rabatt der Musikschule fehlt\nAuftrag {auftrag}.", "Abgezogen, neue Rechnung geschickt."),
            (
                "Mahnung trotz Zahlung\n„Ich habe {betrag} vor {wochen} überwiesen.“",
                "Zahlung gefunden, Mahnung zurückgenommen.",
            ),
        ),
        answers=(
            "Das war ein Versehen von uns. Sie bekommen eine berichtigte Rechnung.",
            "Wir haben nachgesehen und klären das mit der Buchhaltung. Bitte erst einmal nichts bezahlen.",
        ),
        results=("Gutschrift geschickt.", "Rechnung berichtigt und bestätigt."),
        waits=((CUSTOMER, "Kontoauszug erbeten"),),
        asides=_BOOKS,
    ),
    Matter(
        topic="Rechnung: Zahlung, Raten",
        weight=3,
        at_once=0.88,
        voiced=(
            (
                "Ratenzahlung für die {kaufgitarre}\nSechs Monate wären gut.",
                "Geht ohne Aufschlag, Vertrag geschickt.",
            ),
            ("Kann man mit Karte aus der Schweiz zahlen?", "Ja, auch in Franken."),
            ("Anzahlung überwiesen, ist sie da?\n{betrag}.", "Ist gestern eingegangen."),
            ("Kann ich später zahlen?\nAuftrag {auftrag}.", "Zahlungsziel um zwei Wochen verlängert."),
        ),
        answers=("Sechs Raten sind möglich. Den Vertrag schicken wir Ihnen zur Unterschrift.",),
        results=("Vereinbart und bestätigt.",),
        waits=((CUSTOMER, "Unterschrift unter dem Ratenvertrag fehlt"),),
        asides=_BOOKS,
    ),
)
