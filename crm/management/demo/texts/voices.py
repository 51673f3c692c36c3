"""Praise, complaints and wishes in the customers' own words, and notes on people who wanted nothing."""

from typing import Any, Final

PRAISE: Final = (
    "„Er hat mir zwanzig Minuten lang gezeigt, wie ich den Sattel pflege. So etwas gibt es sonst nicht mehr.“",
    "„Die {gitarre} klingt, als hätte jemand ein Fenster aufgemacht. Sagen Sie das bitte der Werkstatt.“",
    "„Am {tag} angerufen, am Tag darauf war alles erledigt. Danke.“",
    "„Meine Tochter übt jetzt freiwillig. Das liegt an der Geige.“",
    "„Ihre Kollegin an der Pforte hat mir den Koffer bis zum Auto getragen.“",
    "„So ehrlich hat mir noch niemand von einer teuren Reparatur abgeraten.“",
    "„Das Päckchen war so schön gepackt, ich wollte es gar nicht öffnen.“",
    "Lob für die schnelle Behaarung\n„Bogen am Morgen gebracht, am Abend gespielt.“",
)
# the topic it is about, and what was said
COMPLAINTS: Final = (
    (
        "Sonstiges",
        "Zweimal angerufen, niemand hat sich gemeldet\n„Man hat mir den Rückruf fest versprochen.“",
    ),
    ("Reparatur: Stand der Reparatur", "Reparatur dauert schon {wochen}\n„Mir waren drei Tage zugesagt.“"),
    ("Rechnung: Rechnung falsch", "Rechnung höher als vereinbart\n„Von {betrag} war nie die Rede.“"),
    ("Rechnung: Rechnung falsch", "Rechnung doppelt bekommen\n„Ich habe schon einmal angerufen.“"),
    ("Reparatur: Bogen behaaren", "Bogen nach einer Woche wieder ohne Spannung"),
    (
        "Saiten und Pflege: Saiten wählen",
        "Falsche Saiten aufgezogen\n„Ich hatte ausdrücklich Carbon bestellt.“",
    ),
    ("Saiten und Pflege: Koffer, Luftfeuchte", "Neuer Koffer riecht nach Lösungsmittel"),
    ("Reparatur: Einstellen", "Instrument schmutzig zurückbekommen\n„Überall Leimspuren auf der Decke.“"),
    ("Lieferung: Wo ist mein Paket", "Paket zum zweiten Mal nicht angekommen\nAuftrag {auftrag}."),
)
WISHES: Final = (
    "„Gibt es den Koffer auch leichter, mit eingebautem Feuchtemesser?“",
    "„Können Sie am Samstagnachmittag öffnen? Unter der Woche schaffe ich es nie.“",
    "„Ein Video, wie man die Halskrümmung prüft, wäre toll.“",
    "„Ich hätte gern eine Nachricht, sobald die Reparatur fertig ist.“",
    "„Bitte eine Schülergitarre mit schmalerem Hals.“",
    "„Kann man bei Ihnen ein Abo für Saiten bekommen?“",
    "„Feuchtemesser im Koffer, das wäre es.“",
)
# by channel; "" is for all others
NO_CONCERN: Final[dict[str, tuple[str, ...]]] = {
    "": (
        "Nur geschaut, war zum ersten Mal hier.",
        "Fragte nach dem Weg zum Hafen.",
        "Hat sich in der Tür geirrt.",
    ),
    "visit": (
        "Paket für die Nachbarn abgegeben.",
        "Wollte eigentlich in die Altstadt.",
        "Fragte nach dem Weg zum Hafen.",
    ),
    "phone": ("Falsch verbunden.", "Umfrageinstitut, nicht teilgenommen."),
    "magazine": ("Fragte nur, wo das Heft zu kaufen ist.",),
    "web": ("Leere Nachricht.", "Werbung für Büromaterial."),
    "email": ("Werbung für Büromaterial.", "Abwesenheitsnotiz."),
    "letter": ("Grüße aus dem Urlaub.",),
}
MAGAZINE: Final = (
    "Coupon aus der Anzeige eingelöst",
    "Hat die Anzeige gelesen und möchte mehr wissen",
    "Fragt nach dem Angebot aus dem Heft",
)
# by channel; "" is for all others
ABOUT_AN_OPEN_CASE: Final[dict[str, tuple[str, ...]]] = {
    "": (
        "Fragt nach, wie weit es ist.",
        "Ist einverstanden, bitte so machen.",
        "„Am {tag} brauche ich es wirklich.“",
        "Möchte lieber abholen als geschickt bekommen.",
        "Gibt durch, was noch gefehlt hat.",
    ),
    "email": (
        "„Hier ist, was noch gefehlt hat. Auf dem zweiten Bild sieht man es am besten.“",
        "„Einverstanden, bitte machen Sie es so.“",
        "„Wie weit ist es denn? Am {tag} brauche ich es wirklich.“",
    ),
}
INFORMED: Final = (
    "Es ist alles erledigt. Melden Sie sich gern, wenn noch etwas ist.",
    "Fertig, wie besprochen. Danke für Ihre Geduld.",
    "Wir sind so weit: Alles ist fertig und geprüft.",
    "Erledigt. Wir wünschen viel Freude beim Spielen.",
)
HANDED_OVER: Final = (
    "Bitte übernehmen, das liegt näher bei euch.",
    "Hier fehlt mir das Fachwissen.",
    "Bin ab morgen nicht da.",
    "Kommt ohnehin bei euch vorbei.",
)
NOT_INFORMED: Final = ("War beim Abholen dabei.", "Nicht erreicht, Nachricht auf der Mailbox.")
REOPENED: Final = (
    "Es ist doch noch nicht in Ordnung",
    "„Nach drei Tagen ist es wieder wie vorher.“",
    "Da fehlt noch etwas",
)
SLIPS: Final = ("Vertippt", "Falsche Person", "Doppelt erfasst")

# With what a complaint is closed.
CAUSES: Final[tuple[dict[str, Any], ...]] = (
    {
        "cause": "Rückruf war notiert, aber niemandem zugeteilt.",
        "measure": "Rückrufe stehen jetzt als Wiedervorlage im Vorgang.",
    },
    {
        "cause": "Falsches Teil ins Paket gelegt.",
        "measure": "Packzettel wird vor dem Verschließen abgehakt.",
    },
    {
        "cause": "Reparatur dauerte länger als gesagt.",
        "measure": "Der Termin wird erst genannt, wenn die Teile da sind.",
    },
    {
        "cause": "Preis am Telefon anders genannt als auf der Rechnung.",
        "measure": "Kostenvoranschlag geht immer schriftlich hinaus.",
    },
)
