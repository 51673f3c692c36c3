"""Lieferung: where it is, what is missing, what broke on the way."""

from typing import Final

from crm.management.demo.texts.matter import CUSTOMER, SUPPLIER, Matter

_ON_THE_WAY: Final = (
    "Paketdienst angerufen, Sendung liegt im Depot.",
    "Packliste geprüft, Gewicht stimmt nicht mit dem Auftrag überein.",
    "Ersatz ist gepackt und geht heute hinaus.",
)

DELIVERY: Final = (
    Matter(
        topic="Lieferung: Wo ist mein Paket",
        weight=10,
        at_once=0.93,
        voiced=(
            (
                "Wo ist meine Bestellung?\nAuftrag {auftrag}, vor {wochen} bestellt.",
                "Geht heute hinaus, Nachricht kommt am Abend.",
            ),
            (
                "Bestellung {auftrag}: noch keine Versandnachricht",
                "Nummer nachgeschickt, Paket ist morgen da.",
            ),
            (
                "Liefertermin für die {gitarre}\n„Sie ist ein Geschenk und muss am {tag} da sein.“",
                "Vorgezogen, kommt einen Tag vorher an.",
            ),
            ("Paket sollte gestern kommen\nAuftrag {auftrag}.", "Liegt beim Nachbarn, ist gefunden."),
            (
                "Lieferadresse ändern\nAuftrag {auftrag}, jetzt an die Arbeit.",
                "Geändert, war noch nicht gepackt.",
            ),
            (
                "Paket liegt in der Filiale, aber welcher?\nAuftrag {auftrag}.",
                "Adresse der Filiale durchgegeben.",
            ),
            (
                "Kann man die Bestellung im Laden abholen?\nAuftrag {auftrag}.",
                "Ja, liegt ab morgen im Laden.",
            ),
            ("Versand in die Schweiz: was kommt an Zoll dazu?", "Gebühren erklärt, Übersicht geschickt."),
            (
                "Bestellung um zwei Saitensätze ergänzen\nAuftrag {auftrag}.",
                "Ergänzt, Versand bleibt gleich.",
            ),
        ),
        answers=(
            "Ihr Paket liegt im Depot und wird {wann} zugestellt. Die Nummer kommt per Mail.",
            "Der Auftrag wartet auf die Saiten. Alles geht {wann} zusammen hinaus.",
        ),
        results=("Zugestellt und bestätigt.", "Neu verschickt und angekommen."),
        waits=((SUPPLIER, "Nachforschung beim Paketdienst läuft"),),
        asides=_ON_THE_WAY,
    ),
    Matter(
        topic="Lieferung: Teil fehlt",
        weight=4,
        at_once=0.76,
        voiced=(
            (
                "Saitenhalter fehlt in der Lieferung\nAuftrag {auftrag}.",
                "Lag im Deckelfach des Koffers, ist gefunden.",
            ),
            (
                "Im Paket fehlt der Koffer\nAuftrag {auftrag}, die Rechnung stimmt aber.",
                "Kommt als zweites Paket, morgen da.",
            ),
            (
                "Nur drei von fünf Saitensätzen geliefert\nAuftrag {auftrag}.",
                "Fehlende zwei gehen heute portofrei nach.",
            ),
            (
                "Falsche Größe geliefert\nBestellt war 3/4, gekommen ist 4/4.",
                "Umtausch vereinbart, Rücksendeschein geschickt.",
            ),
        ),
        answers=(
            "Das war unser Fehler. Das fehlende Teil geht heute noch hinaus, die Nummer kommt per Mail.",
            "Wir tauschen das um. Den Rücksendeschein haben Sie gleich im Postfach.",
        ),
        results=("Nachgeschickt und angekommen.", "Umgetauscht, das Richtige ist da."),
        waits=((CUSTOMER, "Rücksendung wird erwartet"), (SUPPLIER, "Teil kommt {wann}")),
        asides=_ON_THE_WAY,
    ),
    Matter(
        topic="Lieferung: Transportschaden",
        weight=2,
        at_once=0.08,
        voiced=(
            (
                "Kratzer an der Zarge, so aus dem Karton gekommen\n{gitarre}, {auftrag}. Sonst ist sie wunderbar.",
                "Preisnachlass vereinbart, Instrument bleibt dort.",
            ),
            (
                "Karton war eingedrückt, Koffer hat einen Riss\nAuftrag {auftrag}. Das Instrument sieht heil aus.",
                "Neuer Koffer geht heute hinaus, Schaden ist aufgenommen.",
            ),
            (
                "Hals gebrochen angekommen\nAuftrag {auftrag}. „Ich habe sofort Bilder gemacht.“",
                "Ersatz ist auf Lager und geht heute hinaus.",
            ),
        ),
        answers=(
            "Das tut uns leid. Bitte heben Sie den Karton auf, wir lassen ihn morgen abholen und schicken Ersatz.",
            "Wir brauchen zwei Bilder vom Karton für den Paketdienst, alles andere erledigen wir.",
        ),
        results=("Ersatz geliefert, Schaden ist anerkannt.", "Koffer getauscht, Instrument geprüft."),
        waits=((CUSTOMER, "Bilder vom Karton erbeten"), (SUPPLIER, "Paketdienst prüft den Schaden")),
        asides=_ON_THE_WAY,
    ),
)
