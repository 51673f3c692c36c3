"""What the demo company tells at the counter, topic by topic."""

from datetime import date, datetime, timedelta
from typing import Final

from cases.answer_writing import save_answer
from cases.models import Answer
from contacts.models import Topic
from crm.company.models import User

ANSWERS: Final = (
    (
        "Reparatur: Saite schnarrt",
        "Saite schnarrt an einer Stelle",
        (
            "Saite am 1. und 14. Bund drücken. Mehr als eine Postkarte Luft am 7. Bund? Halsstab eine Vierteldrehung "
            "nach rechts."
        ),
    ),
    (
        "Reparatur: Saite schnarrt",
        "Nur die leere Saite klirrt",
        "Fast immer die Sattelkerbe. Papierstreifen unterlegen: Ist es weg, muss der Sattel unterfüttert werden.",
    ),
    (
        "Reparatur: Riss, Leimfuge",
        "Leimfuge offen: erste Hilfe",
        (
            "Nicht weiterspielen, Saiten lösen, nichts hineindrücken. Foto schicken lassen, dann nennt die Werkstatt "
            "Preis und Termin."
        ),
    ),
    (
        "Reparatur: Bogen behaaren",
        "Was kostet eine Behaarung?",
        "Geige und Bratsche 68 €, Cello 76 €. Drei Werktage, Leihbogen kostenlos.",
    ),
    (
        "Reparatur: Einstellen",
        "Was kostet eine Grundeinstellung?",
        "59 € mit einem Satz Saiten. Mit Termin kann man darauf warten, ungefähr eine Stunde.",
    ),
    (
        "Reparatur: Stand der Reparatur",
        "Wann ist mein Instrument fertig?",
        "Nummer auf dem Abholschein suchen, dann den Vorgang öffnen. Das Versprechen steht oben.",
    ),
    (
        "Ersatzteil: Wirbel, Mechanik",
        "Welche Wirbel passen?",
        "Modell steht im Schallloch. Bis Baujahr 2014: 14:1, danach 18:1. Beide liegen im Laden in Schublade 12.",
    ),
    (
        "Ersatzteil: Steg, Sattel",
        "Steg nachbestellen",
        "Alten Steg mitschicken lassen, nach ihm wird geschnitten. Zwei Werktage, ab 48 €.",
    ),
    (
        "Ersatzteil: Kinnhalter, Saitenhalter",
        "Kinnhalter probieren",
        "Drei Modelle dürfen eine Woche mit nach Hause. Zettel mit Name und Nummer genügt.",
    ),
    (
        "Lieferung: Wo ist mein Paket",
        "Sendung suchen",
        "Auftragsnummer beginnt mit HB. Bestellt bis 12 Uhr geht am selben Tag hinaus.",
    ),
    (
        "Lieferung: Teil fehlt",
        "Teil fehlt im Paket",
        "Erst im Deckelfach des Koffers nachsehen lassen. Fehlt es wirklich, geht es heute portofrei nach.",
    ),
    (
        "Beratung: Instrument kaufen",
        "Welche Größe braucht ein Kind?",
        "Arm gestreckt, Schnecke in der Hand: bis 105 cm ein Viertel, bis 117 cm ein halbes, bis 130 cm drei Viertel.",
    ),
    (
        "Beratung: Mieten, Leihen",
        "Was kostet eine Leihgeige?",
        "22 € im Monat mit Versicherung. Die ersten zwölf Mieten werden beim Kauf angerechnet.",
    ),
    (
        "Saiten und Pflege: Saiten wählen",
        "Carbon oder Nylon?",
        "Nylon klingt wärmer, Carbon heller und lauter. Wer in Gruppen spielt, nimmt Carbon.",
    ),
    (
        "Saiten und Pflege: Saiten wählen",
        "Saite reißt immer wieder",
        "Immer dieselbe Stelle? Kerbe glätten. Am Steg: Einlage prüfen. Sonst: zu alt, alle drei Monate wechseln.",
    ),
    (
        "Saiten und Pflege: Lack und Holz",
        "Womit reinigen?",
        "Trockenes Mikrofasertuch, nach jedem Spielen. Keine Politur auf alten Lack.",
    ),
    (
        "Saiten und Pflege: Koffer, Luftfeuchte",
        "Wie feucht soll es sein?",
        "45 bis 55 Prozent. Unter 40 den Befeuchter in den Koffer, nie neben die Heizung stellen.",
    ),
    (
        "Rechnung: Rechnungskopie",
        "Rechnung noch einmal schicken",
        "Im Auftrag auf „Kopie“ gehen, Adresse vorlesen, abschicken. Andere Anschrift geht bis zum Monatsende.",
    ),
    (
        "Garantie: Garantiedauer",
        "Wie lange gilt die Garantie?",
        "Zehn Jahre auf Holz und Leim, fünf auf Mechanik. Der Kaufbeleg genügt, sie geht mit dem Instrument mit.",
    ),
    (
        "Händler finden",
        "Händler in der Nähe",
        "Karte auf unserer Website, nach Postleitzahl. Wer weiter als eine Stunde hat, bekommt ein Probepaket.",
    ),
)


STEPS: Final = {
    "Saite schnarrt an einer Stelle": (
        "Saite am 1. und am 14. Bund zugleich drücken.",
        "Am 7. Bund schauen: Mehr als eine Postkarte Luft ist zu viel.",
        "Halsstab eine Vierteldrehung nach rechts, dann neu stimmen.",
        "Schnarrt es noch: Vorgang für die Werkstatt, mit Foto vom Griffbrett.",
    ),
    "Sendung suchen": (
        "Auftragsnummer erfragen, sie beginnt mit HB.",
        "Sendung beim Paketdienst aufrufen.",
        "Länger als drei Werktage unterwegs: Nachforschung anlegen.",
    ),
    "Teil fehlt im Paket": (
        "Im Deckelfach des Koffers nachsehen lassen.",
        "Packzettel vorlesen lassen.",
        "Fehlt es wirklich: heute portofrei nachsenden.",
    ),
}
LINKS: Final = {
    "Sendung suchen": "Sendung verfolgen https://www.example.org/sendung",
    "Händler in der Nähe": "Karte der Händler https://www.example.org/haendler",
    "Was kostet eine Leihgeige?": "Mietvertrag zum Ausdrucken https://www.example.org/mieten",
}
ENDS: Final = {"Was kostet eine Behaarung?": 21}
"""In so many days after the story: prices of this season."""
DUE: Final = {"Was kostet eine Behaarung?": 2, "Wie lange gilt die Garantie?": 5}
"""Since so many days before its end somebody is asked whether it still holds."""


def write_answers(
    topics: dict[str, Topic], *, until: date, by: User, at: datetime
) -> dict[str, list[Answer]]:
    """The answers by the name of their topic; the lead of its team answers for each."""
    answers: dict[str, list[Answer]] = {}
    for topic, title, text in ANSWERS:
        answer = save_answer(
            None,
            topic=topics[topic],
            title=title,
            text=text,
            steps="\n".join(STEPS.get(title, ())),
            links=LINKS.get(title, ""),
            owner=topics[topic].team.lead,
            valid_until=until + timedelta(days=ENDS[title]) if title in ENDS else None,
            review_on=until - timedelta(days=DUE[title]) if title in DUE else until + timedelta(days=120),
            by=by,
            at=at,
        )
        answers.setdefault(topic, []).append(answer)
    return answers
