"""Saiten und Pflege: the small things the counter settles."""

from typing import Final

from crm.management.demo.texts.matter import CUSTOMER, SUPPLIER, Matter

STRINGS: Final = (
    Matter(
        topic="Saiten und Pflege: Saiten wählen",
        weight=11,
        at_once=0.97,
        voiced=(
            ("Welche Saiten für die {gitarre}?\nMöchte es wärmer.", "Nylon empfohlen, ein Satz verkauft."),
            (
                "Welche Saiten für die {gitarre}?\nSoll lauter werden, spielt in einer Gruppe.",
                "Carbonsaiten empfohlen, ein Satz verkauft.",
            ),
            ("{saite} reißt immer an derselben Stelle", "Kerbe geglättet, Saite ersetzt."),
            ("Unterschied Carbon und Nylon", "Beides vorgespielt, nimmt Nylon."),
            ("Sucht einzelne {saite} für eine {streicher}", "Einzeln da, verkauft."),
            ("Saitensatz für Cello, hart gespannt", "Satz herausgesucht, verkauft."),
            ("Saiten für eine Oktavgitarre", "Ist bestellt, liegt in drei Tagen bereit."),
            ("Wie oft soll man Saiten wechseln?", "Alle drei Monate bei täglichem Spielen, Satz mitgegeben."),
            ("Saiten aufziehen lassen\n{gitarre}.", "Aufgezogen und gestimmt, zehn Minuten."),
            ("Saiten verstimmen sich dauernd\nNeu aufgezogen.", "Dehnen gezeigt, ist nach zwei Tagen ruhig."),
            ("Gibt es Saiten ohne Nickel?", "Ja, zwei Sätze zur Auswahl."),
            ("Kolophonium für kalte Räume", "Weiches empfohlen, verkauft."),
        ),
        answers=("Für Ihr Instrument passt der mittlere Satz. Wir legen ihn zurück.",),
        results=("Saitensatz verschickt.", "Satz zurückgelegt und abgeholt."),
        waits=((SUPPLIER, "Saiten sind bestellt"),),
    ),
    Matter(
        topic="Saiten und Pflege: Lack und Holz",
        weight=6,
        at_once=0.96,
        voiced=(
            (
                "Womit reinigt man den Lack?\nKolophonium ist festgebacken.",
                "Mikrofasertuch und ein Tropfen Öl, Mittel verkauft.",
            ),
            ("Griffbrett ist grau und trocken", "Öl empfohlen und erklärt: zweimal im Jahr, dünn."),
            (
                "Flecken auf der Decke der {gitarre}\nVon der Sonnencreme.",
                "Mit Reiniger weggegangen, Fläschchen verkauft.",
            ),
            ("Darf Politur auf eine alte {streicher}?", "Abgeraten. Trocken abwischen genügt."),
            ("Klebrige Stelle am Hals\n{gitarre}.", "Mit Ölen und Polieren behoben, Tuch verkauft."),
            ("Wie pflegt man einen Ebenholzsteg?", "Gar nicht, nur abwischen. Merkblatt dazu."),
        ),
        answers=("Bitte nichts auftragen. Wir reinigen es hier, das kostet 25 €.",),
        results=("Gereinigt, Flecken sind weg.",),
        waits=((CUSTOMER, "Bringt das Instrument vorbei"),),
    ),
    Matter(
        topic="Saiten und Pflege: Koffer, Luftfeuchte",
        weight=5,
        at_once=0.96,
        voiced=(
            ("Wie feucht soll es im Koffer sein?", "45 bis 55 Prozent, Feuchtemesser verkauft."),
            ("Gitarre steht über der Heizung: was tun?", "Platz gewechselt, Befeuchter mitgegeben."),
            (
                "Koffer für den Flug\n{gitarre}, Handgepäck geht nicht.",
                "Flugkoffer gezeigt, überlegt es sich.",
            ),
            ("Schloss am Koffer klemmt", "Geölt, hält wieder."),
            ("Rucksackriemen am Koffer gerissen", "Ersatzriemen passt, verkauft."),
            ("Leichter Koffer für ein Kind gesucht", "Drei gezeigt, nimmt den blauen."),
        ),
        answers=("Das Teil haben wir da. Bringen Sie den Koffer vorbei, es dauert zehn Minuten.",),
        results=("Ersetzt, hält wieder.",),
    ),
)
