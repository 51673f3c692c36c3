"""What is known about voices before anybody sorted one: words of German customers, by the kind they speak for.

Our own list. The company's sortings weigh more, the more there are.
"""

from typing import Final

WORDS: Final[dict[str, str]] = {
    "praise": """
        danke dankeschön bedanken Dank super toll prima klasse großartig wunderbar hervorragend ausgezeichnet
        perfekt freundlich freundlichen herzlich zuvorkommend hilfsbereit kompetent engagiert geduldig liebevoll
        begeistert zufrieden glücklich freue freut gefreut lobe loben Lob Kompliment empfehle weiterempfehlen
        empfohlen spitze top schnell reibungslos unkompliziert vorbildlich nett netten schön schöner gerne
        wieder bestens überrascht gelungen einwandfrei vielen jederzeit fantastisch traumhaft sympathisch
        aufmerksam Mühe genommen klingt wunderschön sehr ganz richtig wirklich unglaublich sogar endlich beste
        besten bester bestes Respekt bravo Sterne lieb pünktlich sauber selten überhaupt liebe tausend Schatz
        Freude angenehm gerettet Daumen hoch weiter so sorgfältig fair ehrlich
    """,
    "complaint": """
        Beschwerde beschwere beschweren ärgerlich geärgert verärgert enttäuscht Enttäuschung unzufrieden
        unfreundlich unverschämt frech kaputt defekt beschädigt Kratzer Mangel mangelhaft Schaden fehlt fehlte
        fehlerhaft Fehler falsch falsche falschen zerbrochen gerissen Riss undicht verspätet Verspätung spät zu
        warte warten gewartet vergeblich niemand erreicht erreichbar vergessen schon dritte dritten wieder
        erneut immer noch trotz zugesagt versprochen Zumutung katastrophal schlecht schlechte schlimm unmöglich
        inakzeptabel reklamiere Reklamation Erstattung erstatten zurückhaben Geld doppelt abgebucht Mahnung laut
        schmutzig dreckig abgewiesen abgewimmelt unhöflich nachlässig geht funktioniert wackelt rostet Frechheit
        nie Rückruf zurückgerufen meldet keine Antwort obwohl trotzdem statt dabei ohne seit nichts keiner kein
        keine nicht einfach plötzlich weiterhin jedes zweimal dreimal viermal umsonst soll sollte musste wurde
        Woche Wochen Monat Monaten Tagen bereits offenbar angeblich sauer ignoriert vertröstet storniere
        aufgelegt Warteschleife halbe stehen unbrauchbar schlampig leider weigert genervt verloren verschwunden
        |freundlich |zufrieden |funktioniert |geht |gemeldet |zurückgerufen |geliefert |angekommen |erreichbar
        |passt |repariert |gehalten |okay |ordnung |eingehalten |geklappt |hilfsbereit |gut |reagiert
        |beantwortet
    """,
    "wish": """
        wünsche wünschen wünschte Wunsch wäre schön hätte gern gerne würde würden könnte könnten könntet bitte
        anbieten einführen Vorschlag vorschlagen Idee Anregung anregen Vielleicht auch zusätzlich mehr öfter
        länger abends samstags Öffnungszeiten Auswahl Sortiment aufnehmen ergänzen erweitern einrichten möglich
        machen App online fände wünschte gäbe wärs doch könnt macht nehmt bietet stellt habt Traum Vorschlag
        hätten fänden helfen praktisch hilfreich toll fände freuen wenn schade überlegen denkt denken mal statt
        lieber bräuchte
    """,
    "question": """
        Frage fragen wann wie wo wer wieviel wieviele welche welcher welches ob warum weshalb wofür womit kann
        kostet kosten Preis haben gibt bieten öffnet geöffnet offen wissen Auskunft erfahren erklären bedeutet
        brauche ist sind darf muss gibt nehmen bis ab unter wen wohin worin wozu welchem wieso brauchen lohnt
        kann man Anfrage dauert lange gilt funktioniert möchte liefern Termin Uhr verfügbar vorrätig Information
        sagen können
    """,
    "expectation": """
        erwarte erwarten erwartet erwartung Erwartungen gehe davon aus setze voraus voraussetzen
        selbstverständlich sollte sollten müsste müssten muss gehört dazu Standard heutzutage heute normal
        zeitgemäß verlasse verlassen Anspruch verlange wichtig grundsätzlich mindestens innerhalb immer rechne
        damit üblich Fachgeschäft Profi Mindeste finde davon dafür gehören ausgehen rechnen verlassen müssen hat
        haben zu sein Betrieb dürfen darf man jemand
    """,
    "competitor": """
        Konkurrenz Mitbewerber Mitbewerb Wettbewerb Wettbewerber anderswo woanders andere anderer anderen
        Anbieter Händler Geschäft Laden Nachbar gegenüber günstiger billiger dort drüben nebenan Vergleich
        verglichen Internet Onlinehändler Versandhaus Kette Discounter Baumarkt gewechselt wechsle wechseln
        Angebot Euro weniger Firma anderes dasselbe gleichen gleiche drüben Netz Werkstatt bietet macht hat auch
        schon viel bekomme bekommt kostenlos anders als bei Ihnen
    """,
}
"""A word after "|" counts when a "nicht" turned it round."""

_HOLLOW: Final = """
    als und oder der die das den dem des ein eine einen einem einer ich wir sie ihr er es mich mir im in am an auf aus
    bei für mit nach um von vom zu zum zur war ist hat so da auch dass
"""
HOLLOW: Final = frozenset(_HOLLOW.split())
"""Words that count but convince nobody: named as a reason only where no other word speaks."""
