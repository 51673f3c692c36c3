"""Ersatzteil: pegs, bridges, tailpieces."""

from typing import Final

from crm.management.demo.texts.matter import CUSTOMER, SUPPLIER, Matter

_IN_STOCK: Final = (
    "Im Lager nachgesehen: zwei Stück da, Schublade 12.",
    "Lieferant nennt zehn Tage.",
    "Maß noch einmal nachgerechnet, passt.",
)

PARTS: Final = (
    Matter(
        topic="Ersatzteil: Wirbel, Mechanik",
        weight=7,
        at_once=0.85,
        voiced=(
            (
                "Wirbel in Palisander, {wirbel}\nFür eine {gitarre} von {jahr}.",
                "Liegen in Schublade 12, gleich verkauft.",
            ),
            (
                "Mechanik läuft schwer, sucht Ersatz\n{gitarre}, linke Seite.",
                "Gereinigt und geölt, braucht keinen Ersatz.",
            ),
            (
                "Ein Wirbelknopf ist abgebrochen\n„Gibt es den einzeln, oder muss die ganze Mechanik neu?“",
                "Einzeln da, ohne Kosten mitgegeben.",
            ),
            ("Passende Feinstimmer gesucht\nViertel-Geige, vier Stück.", "Alle vier passen, verkauft."),
            (
                "Welche Wirbel passen?\n{gitarre} von {jahr}.",
                "Modell im Schallloch abgelesen: {wirbel}. Preis genannt.",
            ),
            (
                "Mechanik in Gold statt Nickel\nSelber Lochabstand.",
                "Gibt es, 89 €. Ist bestellt, kommt mit der Post.",
            ),
        ),
        answers=(
            "Ihr Modell hat {wirbel}. Der Satz kostet 74 € und geht morgen hinaus.",
            "Bis Baujahr 2014 passt 14:1, danach 18:1. Nennen Sie uns bitte die Nummer im Schallloch.",
        ),
        results=("Teile verschickt, Rechnung liegt bei.", "Bestellt, geliefert und eingebaut."),
        waits=((SUPPLIER, "Teile sind bestellt"), (CUSTOMER, "Nummer aus dem Schallloch erbeten")),
        asides=_IN_STOCK,
    ),
    Matter(
        topic="Ersatzteil: Steg, Sattel",
        weight=5,
        at_once=0.82,
        voiced=(
            (
                "Neuer Steg für eine {streicher}\nDer alte ist durchgebogen.",
                "Rohling verkauft und erklärt, wie man ihn anpasst.",
            ),
            ("Sattel aus Knochen gesucht, 52 mm", "Einer war im Laden, 18 €."),
            (
                "Steg nachbestellen\n{gitarre} von {jahr}, Form wie die „Säntis“.",
                "Ist auf Lager, geht heute hinaus.",
            ),
            ("Stegeinlage zu niedrig, braucht eine höhere", "Passende Einlage verkauft, 9 €."),
            (
                "Sattelkerben sind ausgeschlagen\n{gitarre} von {jahr}.",
                "Neuer Sattel mitgegeben, Anleitung dazu.",
            ),
        ),
        answers=(
            "Wir schneiden den Steg nach Ihrem alten. Schicken Sie ihn mit, dann sitzt er beim ersten Mal.",
            "Das Teil ist da, 18 €. Sollen wir es einpassen?",
        ),
        results=("Geschnitten und gesetzt.", "Mit der Post verschickt."),
        waits=((CUSTOMER, "Das alte Teil kommt mit der Post"), (SUPPLIER, "Rohlinge sind bestellt")),
        asides=_IN_STOCK,
    ),
    Matter(
        topic="Ersatzteil: Kinnhalter, Saitenhalter",
        weight=4,
        at_once=0.88,
        voiced=(
            ("Kinnhalter drückt, möchte einen flachen", "Drei zum Probieren, der flache passt."),
            ("Saitenhalter mit eingebauten Feinstimmern\nFür eine {streicher}.", "Auf Lager, verkauft."),
            ("Stachel vom Cello rutscht durch", "Neue Stachelschraube, zwei Minuten."),
            (
                "Schulterstütze passt nicht mehr, Kind ist gewachsen",
                "Nächste Größe herausgesucht und verkauft.",
            ),
            ("Saitenhalter klappert\n{streicher}.", "Hängesaite nachgezogen, klappert nicht mehr."),
        ),
        answers=("Wir legen drei Modelle zur Seite, probieren Sie sie in Ruhe im Laden.",),
        results=("Passendes Modell gefunden und montiert.",),
        waits=((SUPPLIER, "Das flache Modell ist bestellt"),),
        asides=_IN_STOCK,
    ),
)
