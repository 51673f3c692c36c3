"""Reparatur: what comes to the bench."""

from typing import Final

from crm.management.demo.texts.matter import APPOINTMENT, CUSTOMER, SUPPLIER, Matter

_ON_THE_BENCH: Final = (
    "Halswinkel gemessen, liegt im Rahmen. Zwei Stunden Arbeit.",
    "Auf der Werkbank, Preis und Termin sind genannt.",
    "Innen mit dem Spiegel geschaut: alle Balken fest.",
    "Leihinstrument angeboten, wird nicht gebraucht.",
)

REPAIR: Final = (
    Matter(
        topic="Reparatur: Saite schnarrt",
        weight=10,
        at_once=0.95,
        voiced=(
            (
                "{saite} schnarrt am {bund}. Bund\n{gitarre}, seit dem Wetterwechsel. Braucht sie {wann} {anlass}.",
                "Halsstab eine Vierteldrehung nach rechts, danach sauber.",
            ),
            (
                "{gitarre} schnarrt, wenn man kräftig anschlägt\nNeue Saiten sind schon drauf.",
                "Saitenlage einen halben Millimeter höher gestellt.",
            ),
            (
                "{saite} klirrt beim Leerspielen\n„Seit ich die Saiten gewechselt habe, surrt es.“",
                "Papierstreifen unter die Saite: weg. Sattelkerbe unterfüttert, ohne Kosten.",
            ),
            (
                "{gitarre} scheppert in den hohen Lagen\nNur am {bund}. Bund, sonst sauber.",
                "Bund stand hoch, mit zwei Strichen abgerichtet.",
            ),
            ("{saite} schnarrt an einer Stelle", "Saite war verdreht aufgezogen, neu aufgelegt."),
            (
                "Schnarrt nur, wenn geheizt wird\n{gitarre} von {jahr}.",
                "Luft zu trocken: Befeuchter empfohlen, in zwei Wochen noch einmal hören.",
            ),
            (
                "Summt, aber nicht an den Bünden\n„Ich finde einfach nicht, woher es kommt.“",
                "Lose Mutter an der Mechanik, festgezogen.",
            ),
        ),
        answers=(
            "Wir schauen uns den {bund}. Bund an und richten ihn ab. Das dauert einen Tag und kostet 45 €.",
            "Bringen Sie die Gitarre gern vorbei, wir stellen sie in einer halben Stunde ein.",
        ),
        results=(
            "Bund abgerichtet, Halskrümmung eingestellt. Schnarrt nicht mehr.",
            "Sattel nachgefeilt und probegespielt, alles sauber.",
        ),
        waits=((APPOINTMENT, "Instrument kommt {wann} in die Werkstatt"),),
        asides=_ON_THE_BENCH,
    ),
    Matter(
        topic="Reparatur: Riss, Leimfuge",
        weight=5,
        at_once=0.12,
        voiced=(
            (
                "Griffbrett der {gitarre} hebt sich\n„Kann man damit noch spielen, oder mache ich es schlimmer?“",
                "Nur der Lack ist gesprungen, die Fuge hält. Gezeigt und beruhigt.",
            ),
            (
                "Riss in der Decke, etwa vier Zentimeter\n{streicher}, Baujahr {jahr}. Stand zu nah an der Heizung.",
                "Lacksprung, kein Riss. Gezeigt und beruhigt.",
            ),
            (
                "Leimfuge am Boden ist offen\n{streicher} von {jahr}, klingt seitdem dumpf.",
                "Zwei Zentimeter, gleich geleimt und gespannt.",
            ),
            (
                "Steg der {gitarre} löst sich\n„Man kann schon ein Blatt Papier darunterschieben.“",
                "Saiten herunter, Zwinge drauf, morgen abholen.",
            ),
            (
                "Stimmstock umgefallen\n{streicher}, nach dem Transport. Spielt {wann} {anlass}.",
                "Stimmstock gleich gestellt, zwanzig Minuten.",
            ),
            (
                "Zarge eingedrückt nach einem Sturz\n{gitarre}, die Versicherung ist gefragt.",
                "Schaden fotografiert, Formular für die Versicherung ausgefüllt.",
            ),
        ),
        answers=(
            "Bitte nicht weiterspielen und die Saiten lösen. Mit einem Foto nennen wir Ihnen Preis und Termin.",
            "Das lässt sich richten. Zwei Tage Werkstatt, rund 140 €. Ein Leihinstrument steht bereit.",
            "Bringen Sie das Instrument {wann}, dann ist es rechtzeitig fertig.",
        ),
        results=(
            "Gerichtet und geleimt, Lack ausgebessert. Ist abgeholt.",
            "Repariert und eingespielt, Rechnung liegt bei.",
            "Kostenvoranschlag angenommen, Arbeit ist fertig.",
        ),
        waits=(
            (CUSTOMER, "Fotos vom Schaden erbeten"),
            (CUSTOMER, "Freigabe des Kostenvoranschlags"),
            (APPOINTMENT, "Leim muss trocknen, {wann} wieder ansehen"),
        ),
        asides=(*_ON_THE_BENCH, "Leimfuge offen, kein Riss im Holz. Lässt sich sauber nachleimen."),
    ),
    Matter(
        topic="Reparatur: Bogen behaaren",
        weight=6,
        at_once=0.72,
        voiced=(
            (
                "Bogen neu behaaren\nCellobogen, die Haare fallen seitlich aus. Bis {tag}, wenn es geht.",
                "Dagelassen, Abholschein mitgegeben: {tag} fertig.",
            ),
            (
                "Zwei Bögen neu behaaren, die Schule zahlt\nLieferschein bitte auf die Musikschule in {ort}.",
                "Angenommen, Lieferschein geschrieben. In drei Werktagen fertig.",
            ),
            (
                "Bogen neu behaaren und Wicklung erneuern",
                "Preis genannt, 96 € zusammen. Angenommen.",
            ),
            (
                "Was kostet eine Behaarung?\nGeigenbogen, viertel Größe.",
                "68 €, drei Werktage, Leihbogen dazu.",
            ),
            ("Bogen lässt sich nicht mehr spannen", "Gewinde gereinigt und gefettet, spannt wieder."),
        ),
        answers=(
            "Ihr Bogen ist {wann} ab 15 Uhr fertig, 68 €.",
            "Die Wicklung ist durch, wir machen sie mit. Zusammen 96 €, ist das recht?",
        ),
        results=("Bogen behaart und eingespielt, ist abgeholt.", "Behaart, mit der Post zurückgeschickt."),
        waits=((SUPPLIER, "Rosshaar ist nachbestellt"), (CUSTOMER, "Soll die Wicklung mitgemacht werden?")),
        asides=("Haar ist da, kommt {wann} an die Reihe.", "Frosch war lose, gleich mitgemacht."),
    ),
    Matter(
        topic="Reparatur: Einstellen",
        weight=6,
        at_once=0.9,
        voiced=(
            (
                "Was kostet eine Grundeinstellung?\n{gitarre}, zehn Jahre nicht gespielt.",
                "59 € mit Saiten, Termin {wann}.",
            ),
            ("Saitenlage ist zu hoch\n{gitarre}, greift sich schwer.", "Um einen halben Millimeter gesenkt."),
            (
                "Grundeinstellung vor der Aufnahme\nStudio ist am {tag} gebucht.",
                "Passt vorher noch, Termin eingetragen.",
            ),
            (
                "Wirbel rutschen\n{streicher}, hält die Stimmung nicht.",
                "Mit Wirbelpaste behandelt, läuft wieder.",
            ),
            (
                "{streicher} einstellen, der Steg steht schief",
                "Steg gerichtet und gezeigt, wie man ihn selbst stellt.",
            ),
            (
                "Klingt seit dem Umzug dumpf\n{streicher} von {jahr}.",
                "Stimmstock einen Millimeter versetzt, klingt wieder offen.",
            ),
        ),
        answers=("Einstellung mit neuen Saiten kostet 59 €. Sie können {wann} darauf warten.",),
        results=(
            "Eingestellt, neue Saiten, Bünde poliert.",
            "Termin wahrgenommen, alles sauber eingestellt.",
        ),
        waits=((APPOINTMENT, "Termin zum Einstellen {wann}"),),
        asides=_ON_THE_BENCH,
    ),
    Matter(
        topic="Reparatur: Stand der Reparatur",
        weight=7,
        at_once=0.95,
        voiced=(
            (
                "Wo ist meine Reparatur?\n{gitarre}, seit {wochen} in der Werkstatt.",
                "Nachgesehen: fertig, liegt im Laden.",
            ),
            ("Ist die {streicher} schon fertig?", "Wird {wann} fertig, so zugesagt."),
            (
                "Fragt nach dem Stand\nSollte diese Woche verschickt werden.",
                "Ist heute hinausgegangen, Nummer durchgegeben.",
            ),
            (
                "Kann ich früher abholen?\nDas Vorspiel ist vorverlegt.",
                "Mit der Werkstatt gesprochen: geht, {wann} ab 16 Uhr.",
            ),
            ("Abholschein verloren, geht es auch ohne?", "Ja, Name und Nummer des Vorgangs genügen."),
        ),
        answers=("Ihr Instrument ist in Arbeit und {wann} fertig.",),
        results=("Stand durchgegeben, Abholung vereinbart.",),
        waits=((CUSTOMER, "Abholen oder verschicken? Rückruf erbeten"),),
        asides=_ON_THE_BENCH,
    ),
)
