"""Beratung: choosing, renting, equipping a school."""

from typing import Final

from crm.management.demo.texts.matter import APPOINTMENT, CUSTOMER, Matter

_IN_TALKS: Final = (
    "Zwei Modelle zurückgelegt, Probespiel angeboten.",
    "Budget ist genannt, Angebot in Arbeit.",
    "Rücksprache mit der Werkstatt: drei Instrumente wären frei.",
)

ADVICE: Final = (
    Matter(
        topic="Beratung: Instrument kaufen",
        weight=9,
        at_once=0.94,
        voiced=(
            (
                "Sucht eine {kaufgitarre} für die Musikhochschule\nBudget um 3.000 €.",
                "Zwei verglichen, nimmt die „Säntis“.",
            ),
            ("Welche Geige für ein Kind von {alter} Jahren?", "Größe nach Armlänge bestimmt, Katalog dazu."),
            (
                "Vergleicht Fichte und Zeder\nSpielt seit zwanzig Jahren, klassisch.",
                "Unterschied erklärt, kommt zum Anspielen.",
            ),
            ("Möchte die {kaufgitarre} aus der Anzeige anspielen", "Termin {wann} eingetragen."),
            (
                "Gebrauchte {streicher} gesucht\nFür das Orchester in {ort}.",
                "Zwei passende genannt, überlegt es sich.",
            ),
            (
                "Inzahlungnahme einer alten Gitarre\nBaujahr {jahr}, guter Zustand.",
                "Spanne genannt: {betrag}, nach Ansicht fest.",
            ),
            ("Gibt es die {kaufgitarre} auch für Linkshänder?", "Ja, ohne Aufpreis. Lieferzeit genannt."),
            ("Lieferzeit für eine {kaufgitarre}?", "Ab Lager in drei Tagen, mit Wunschholz zehn Wochen."),
            (
                "Welches Cello nach einem halben?\nKind ist {alter}, Unterricht in {ort}.",
                "Drei Viertel empfohlen, Miete angeboten.",
            ),
            ("Was ist beim Kauf einer alten Geige zu beachten?", "Drei Punkte erklärt, Gutachten angeboten."),
        ),
        answers=(
            "Wir haben zwei, die passen könnten. Haben Sie {wann} um 16 Uhr Zeit?",
            "Für einen festen Preis müssen wir das Instrument sehen. Kommen Sie gern ohne Termin.",
        ),
        results=(
            "Probegespielt und gekauft.",
            "Angebot geschickt, wird in Ruhe überlegt.",
            "Nimmt das Leihinstrument.",
        ),
        waits=((APPOINTMENT, "Probespiel {wann}"), (CUSTOMER, "Entscheidung zum Angebot")),
        asides=_IN_TALKS,
    ),
    Matter(
        topic="Beratung: Mieten, Leihen",
        weight=5,
        at_once=0.92,
        voiced=(
            (
                "Leihgeige für den Schulanfang\nGröße 3/4, ab nächstem Monat.",
                "Reserviert, Vertrag mitgeschickt.",
            ),
            ("Mietcello: was kostet die nächste Größe?", "24 € im Monat, Tausch jederzeit."),
            ("Leihgitarre verlängern\nDer Vertrag läuft aus.", "Um sechs Monate verlängert."),
            (
                "Mietvertrag kündigen, Kind spielt jetzt Klavier",
                "Gekündigt zum Monatsende, Rückgabe im Laden.",
            ),
            ("Mietkauf: wie viel wird angerechnet?", "Zwölf Monatsmieten, Rechnung gezeigt."),
            ("Ist das Leihinstrument versichert?", "Ja, auch unterwegs. Bedingungen geschickt."),
        ),
        answers=("Ein Instrument in Ihrer Größe ist bald frei, 22 € im Monat. Sollen wir es reservieren?",),
        results=("Mietvertrag unterschrieben, Instrument übergeben.", "Vertrag verlängert."),
        waits=((CUSTOMER, "Unterschriebener Vertrag fehlt noch"),),
        asides=_IN_TALKS,
    ),
    Matter(
        topic="Beratung: Schule, Orchester",
        weight=3,
        at_once=0.55,
        voiced=(
            (
                "Leihgeigen für das Schulorchester: Angebot\nZwölf Stück, dazu zwei Celli.",
                "Preisliste für Schulen geschickt.",
            ),
            (
                "Angebot für zehn Notenständer und Koffer\nMusikschule in {ort}.",
                "Mengenpreis genannt, wird bestellt.",
            ),
            (
                "Vorführung in der Schule möglich?\nVierte Klassen, nach den Ferien.",
                "Termin vereinbart, Hannes Riedl fährt hin.",
            ),
            ("Sammelbestellung Saiten für das Kammerorchester", "Liste aufgenommen, Rabatt bestätigt."),
        ),
        answers=("Das Angebot über {betrag} geht heute an Sie, gültig vier Wochen.",),
        results=("Angebot angenommen.", "Besprochen und bestellt."),
        waits=((CUSTOMER, "Angebot liegt bei der Schulleitung"),),
        asides=_IN_TALKS,
    ),
)
