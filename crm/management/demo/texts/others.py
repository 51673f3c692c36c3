"""Händler finden, Mitarbeiterverhalten, Sonstiges."""

from typing import Final

from crm.management.demo.texts.matter import CUSTOMER, Matter

DEALERS, CONDUCT, OTHER = "Händler finden", "Mitarbeiterverhalten", "Sonstiges"

OTHERS: Final = (
    Matter(
        topic=DEALERS,
        weight=5,
        at_once=0.94,
        voiced=(
            ("Wer führt Ihre Gitarren in {ort}?", "Händler genannt, Karte geschickt."),
            (
                "Händler in der Nähe von {ort} gesucht",
                "Der nächste ist eine Stunde entfernt, kommt lieber zu uns.",
            ),
            ("Kann man die „Säntis“ in {ort} anspielen?", "Dort nicht, Probepaket angeboten."),
            (
                "Möchte unsere Instrumente führen\nLaden in {ort}, zwei Mitarbeitende.",
                "Unterlagen geschickt.",
            ),
        ),
        answers=("Unsere Bedingungen für Händler liegen bei. Wann passt ein Gespräch?",),
        results=(
            "Gespräch geführt, Vertrag geht in die Geschäftsleitung.",
            "Auskunft gegeben, Adresse genannt.",
        ),
        waits=((CUSTOMER, "Gewerbeschein erbeten"),),
    ),
    Matter(
        topic=CONDUCT,
        weight=0.35,
        at_once=0.0,
        voiced=(
            (
                "Fühlte sich im Laden nicht ernst genommen\n„Man hat mir erklärt, das lohne sich für mich nicht.“",
                "Entschuldigt und gleich geholfen.",
            ),
            (
                "Am Telefon zweimal einfach weiterverbunden\n„Danach war ich in der Warteschleife und dann weg.“",
                "Entschuldigt und das Anliegen selbst erledigt.",
            ),
            ("Zwanzig Minuten gewartet, niemand hat geschaut", "Entschuldigt, Kaffee gebracht, beraten."),
        ),
        answers=("Danke, dass Sie uns das sagen. Die Teamleitung ruft Sie persönlich an.",),
        results=("Persönlich entschuldigt, im Team besprochen.",),
        asides=("Gespräch mit dem Team geführt.",),
    ),
    Matter(
        topic=OTHER,
        weight=6,
        at_once=0.94,
        voiced=(
            ("Fragt nach einer Werkstattführung", "Nächste Führung genannt, zwei Plätze reserviert."),
            ("Praktikum in der Werkstatt?\nNeunte Klasse, eine Woche.", "Adresse für die Bewerbung genannt."),
            ("Hat einen Schal bei uns vergessen", "Liegt an der Pforte, wird abgeholt."),
            ("Möchte den Katalog mit der Post", "Geht heute hinaus."),
            ("Wann ist das nächste Hauskonzert?", "Termin genannt, Karten zurückgelegt."),
            ("Kann man bei Ihnen Noten bestellen?", "Nein, Musikalienhandlung in {ort} genannt."),
            ("Lieferung für die Werkstatt, wohin?", "Angenommen und hinübergebracht."),
            ("Parken vor dem Laden erlaubt?", "Hof gezeigt, zwei Plätze frei."),
        ),
        answers=("Das machen wir gern möglich. Schicken Sie uns bitte ein paar Zeilen dazu.",),
        results=("Zusage geschickt.", "Auskunft gegeben, erledigt."),
        waits=((CUSTOMER, "Ein paar Zeilen werden erwartet"),),
    ),
)
