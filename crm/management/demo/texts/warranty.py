"""Garantie: what we answer for."""

from typing import Final

from crm.management.demo.texts.matter import CUSTOMER, Matter

WARRANTY: Final = (
    Matter(
        topic="Garantie: Garantiefall",
        weight=3,
        at_once=0.15,
        voiced=(
            (
                "Lack reißt am Hals\n{gitarre}, gekauft vor {wochen}.",
                "Spannungsriss im Lack, kostenlos ausgebessert.",
            ),
            (
                "Mechanik nach einem Jahr ausgeleiert\n{gitarre}, Kaufbeleg liegt vor.",
                "Gleich getauscht, Garantie.",
            ),
            (
                "Hals hat sich verzogen\n„Ich habe sie immer im Koffer gehabt, mit Befeuchter.“",
                "Halsstab nachgestellt, gerade.",
            ),
            ("Tonabnehmer ohne Ton\nErst ein halbes Jahr alt.", "Batterie war leer, kein Schaden."),
        ),
        answers=(
            "Das sieht nach einem Garantiefall aus. Schicken Sie uns das Instrument, den Versand zahlen wir.",
            "Bitte ein Foto und die Nummer im Schallloch, dann entscheiden wir noch diese Woche.",
        ),
        results=(
            "Als Garantie anerkannt und repariert.",
            "Kein Garantiefall, auf Kulanz zum halben Preis gerichtet.",
        ),
        waits=(
            (CUSTOMER, "Foto und Nummer im Schallloch erbeten"),
            (CUSTOMER, "Instrument ist unterwegs zu uns"),
        ),
        asides=("Nummer geprüft: Kauf liegt in der Garantiezeit.", "Werkstatt sieht einen Fehler von uns."),
    ),
    Matter(
        topic="Garantie: Garantiedauer",
        weight=3,
        at_once=0.97,
        voiced=(
            (
                "Wie lange gilt die Garantie?\n{gitarre} von {jahr}.",
                "Zehn Jahre auf Holz, fünf auf Mechanik.",
            ),
            ("Gilt die Garantie auch bei gebraucht gekauften?", "Ja, sie geht mit dem Instrument."),
            ("Garantiekarte verloren", "Neu ausgestellt."),
        ),
        answers=("Die Garantie läuft zehn Jahre ab Kauf, Ihr Beleg genügt.",),
        results=("Auskunft gegeben.",),
    ),
)
