"""The last days, scene by scene, so that the work list shows on the first screen what it is for.

Minutes are working minutes of the responsible team before the end of the story; below 0 they lie after it.
"""

from dataclasses import dataclass
from typing import Final, Literal

from cases.models import PauseKind

HOUR: Final = 60
DAY: Final = 8 * HOUR
ASKS_LORENZ: Final = 17 * HOUR + 30  # more than two working days: until then all attempts for a mail are over
FULL_MAILBOX: Final = ("lorenz", ASKS_LORENZ)
"""Whose mailbox takes nothing, and since when: the mail about this question is given up."""


@dataclass(frozen=True)
class Step:
    """What happens `before` the end: tell the customer, note, wait `until`, come back, acknowledge.

    A wait `today` ends on the day the story ends, also on a Sunday. `file`: name and words of what is put to a note.
    """

    before: int
    act: Literal["tell", "note", "wait", "come_back", "acknowledge"]
    text: str = ""
    by: str = ""
    kind: str = ""
    until: int = 0
    today: bool = False
    file: tuple[str, str] = ("", "")


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A case: who, at which door, about what; who takes it, and what has happened since. No owner: nobody took it."""

    who: str
    door: str
    topic: str
    text: str
    before: int
    owner: str = ""
    voice: str = ""
    campaign_code: str = ""
    steps: tuple[Step, ...] = ()


def _wait(
    before: int, text: str, until: int, kind: str = PauseKind.CUSTOMER.value, *, today: bool = False
) -> Step:
    return Step(before, "wait", text, kind=kind, until=until, today=today)


SCENES: Final = (
    # overdue
    Scene(
        who="feldmann", door="email", topic="Rechnung: Rechnung falsch", before=31 * HOUR, owner="vorgang",
        voice="complaint",
        text="Rechnung doppelt bekommen\n„Beide über 186,40 €. Am Telefon hieß es, das sei erledigt.“",
        steps=(
            Step(28 * HOUR, "tell", "Danke für Ihre Nachricht. Wir prüfen beide Rechnungen und melden uns."),
            Step(12 * HOUR, "acknowledge", by="vorgang"),
            Step(
                11 * HOUR, "note", "Buchhaltung gefragt, Doppel stammt aus der Umstellung. Beide Buchungen liegen bei.",
                by="vorgang",
                file=("Buchungen.csv", "Beleg;Datum;Betrag\nR-40518;3.;186,40\nR-40533;5.;186,40\n"),
            ),
            Step(2 * HOUR, "acknowledge", by="teamleitung"),
        ),
    ),
    Scene(
        who="allgaeu", door="hotline", topic="Lieferung: Teil fehlt", before=4 * HOUR + 40, owner="vorgang",
        text="Saitenhalter fehlt in der Lieferung\nAuftrag HB-52817, Frau Sander wartet auf Rückruf.",
        steps=(Step(95, "acknowledge", by="vorgang"),),
    ),
    Scene(
        who="huber", door="workshop", topic="Ersatzteil: Wirbel, Mechanik", before=34 * HOUR, owner="kovac",
        text="Mechanik läuft schwer, sucht Ersatz\nMeistergitarre von 2016, linke Seite.",
        steps=(
            Step(30 * HOUR, "tell", "Wir haben die Mechanik da. Bringen Sie die Gitarre gern am Vormittag."),
            Step(9 * HOUR, "acknowledge", by="kovac"),
            Step(1 * HOUR, "acknowledge", by="riedl"),
        ),
    ),
    # today and tomorrow
    Scene(
        who="maier", door="hotline", topic="Reparatur: Riss, Leimfuge", before=25 * HOUR, owner="vorgang",
        text="Griffbrett der Meistergitarre hebt sich\n"
        "„Das Griffbrett löst sich am Korpus. Kann man damit noch spielen, oder mache ich es schlimmer?“",
        steps=(
            Step(23 * HOUR + 30, "tell", "Bitte nicht weiterspielen und die Saiten lösen. Schicken Sie uns Fotos?"),
            _wait(23 * HOUR + 20, "Fotos erbeten", until=8 * HOUR),
            Step(
                21 * HOUR, "come_back",
                "„Hier die Fotos. Man sieht den Spalt am besten auf dem zweiten Bild. "
                "Am Freitag spiele ich in Ravensburg, bis dahin bräuchte ich sie wirklich.“",
            ),
            Step(
                7 * HOUR, "note",
                "Leimfuge zwischen 12. und 16. Bund offen, kein Riss im Holz. Zwei Stunden Arbeit.", by="kovac",
            ),
            Step(4 * HOUR + 20, "acknowledge", by="vorgang"),
        ),
    ),
    Scene(
        who="gymnasium", door="email", topic="Beratung: Schule, Orchester", before=16 * HOUR, owner="vorgang",
        text="Leihgeigen für das Schulorchester: Angebot\nZwölf Stück, dazu zwei Celli. Herr Tietz fragt.",
        steps=(
            Step(15 * HOUR, "tell", "Das Angebot bekommen Sie beim Hauskonzert. Sagen Sie uns dort die genaue Zahl?"),
            _wait(
                14 * HOUR, "Herr Tietz bringt die Zahlen zum Hauskonzert mit", -90, PauseKind.APPOINTMENT.value,
                today=True,
            ),
        ),
    ),
    Scene(
        who="ahrens", door="workshop", topic="Reparatur: Riss, Leimfuge", before=14 * HOUR, owner="vorgang",
        text="Nachfragen, ob der Lack getrocknet ist\nBratsche, Zarge ist neu lackiert.",
        steps=(
            Step(11 * HOUR, "tell", "Der Lack braucht noch zwei Tage. Wir rufen Sie an, sobald sie fertig ist."),
            _wait(11 * HOUR - 5, "Lack muss trocknen, dann anrufen", -150, PauseKind.APPOINTMENT.value, today=True),
        ),
    ),
    Scene(
        who="wendt", door="magazine", topic="Ersatzteil: Wirbel, Mechanik", before=2 * HOUR, owner="vorgang",
        text="Wirbel in Palisander, 14:1\nHat die Anzeige im „Saitenblick“ gelesen, Gitarre von 2011.",
        campaign_code="SB11-25",
    ),
    Scene(
        who="yilmaz", door="shop", topic="Beratung: Mieten, Leihen", before=6 * HOUR + 30, owner="laden",
        text="Leihgeige in Größe 3/4, Kind ist gewachsen\nKommt nach der Schule vorbei.",
        steps=(Step(10, "acknowledge", by="laden"),),
    ),
    # nobody has taken them yet
    Scene(
        who="wieland", door="hotline", topic="Reparatur: Riss, Leimfuge", before=30,
        text="Stimmstock umgefallen\nGeige, nach dem Transport. Spielt am Samstag zur Hochzeit.",
    ),
    Scene(
        who="arndt", door="shop", topic="Reparatur: Bogen behaaren", before=75,
        text="Bogen neu behaaren\nCellobogen, Haare fallen seitlich aus.",
    ),
    # waiting
    Scene(
        who="oberhofer", door="web", topic="Garantie: Garantiefall", before=21 * HOUR, owner="vorgang",
        text="Riss in der Decke, Foto erbeten\nKonzertgitarre, vor einem Jahr gekauft.",
        steps=(
            Step(18 * HOUR, "tell", "Bitte ein Foto vom Riss und die Nummer im Schallloch, dann entscheiden wir."),
            _wait(18 * HOUR - 5, "Foto vom Riss erbeten", -2 * DAY),
            Step(ASKS_LORENZ, "note", "@Greta Lorenz Hast du für den Fall noch Fichte in der Stärke da?", by="vorgang"),
        ),
    ),
    Scene(
        who="rigi", door="web", topic="Händler finden", before=26 * HOUR, owner="naegele",
        text="Händleranfrage: Vertrieb in Luzern\nZwei Läden, möchte die „Säntis“ führen.",
        steps=(  # the third wait in a row: the lead hears of it
            Step(23 * HOUR, "tell", "Unsere Bedingungen liegen bei. Schicken Sie uns Ihren Handelsregisterauszug?"),
            _wait(23 * HOUR - 5, "Handelsregisterauszug erbeten", 16 * HOUR),
            _wait(16 * HOUR - 20, "Noch nichts da, kommt sicher mit der Post", 8 * HOUR),
            _wait(8 * HOUR - 20, "Noch einmal Zeit bis nächste Woche", -3 * DAY),
        ),
    ),
    Scene(
        who="nowak", door="shop", topic="Beratung: Instrument kaufen", before=9 * HOUR, owner="laden",
        text="Schülergitarre als Geschenk, Tochter soll probespielen\nBudget 300 €.",
        steps=(
            Step(7 * HOUR, "tell", "Zwei Gitarren liegen für Sie bereit, kommen Sie gern zusammen."),
            _wait(7 * HOUR - 5, "Probespiel mit der Tochter", -DAY, PauseKind.APPOINTMENT.value),
        ),
    ),
    # its owner fell ill and nobody stands in: back to the team
    Scene(
        who="musikhaus", door="workshop", topic="Ersatzteil: Steg, Sattel", before=20 * HOUR, owner="bentele",
        text="Zehn Stege für Schülergeigen, passend gefräst\nHerr Maier schickt die Maße.",
        steps=(Step(18 * HOUR, "tell", "Ahorn ist da. Wir fräsen nach Ihren Maßen und melden uns dann."),),
    ),
    # its owner is away: the substitute heard of it
    Scene(
        who="mayer", door="hotline", topic="Rechnung: Zahlung, Raten", before=60 * HOUR, owner="zeh",
        text="Gutschrift über 48,00 € fehlt noch\nSaiten zurückgegeben, Beleg liegt vor.",
        steps=(
            Step(58 * HOUR, "tell", "Die Bank hat sie zurückgeschickt. Nennen Sie uns bitte Ihre neue Kontonummer?"),
            _wait(58 * HOUR - 5, "Neue Kontonummer erbeten", until=3 * HOUR),
            Step(2 * HOUR + 30, "acknowledge", by="naegele"),
        ),
    ),
    # only those inside see what it is about
    Scene(
        who="meyr", door="gate", topic="Mitarbeiterverhalten", before=5 * HOUR, owner="stark", voice="complaint",
        text="Fühlte sich im Laden nicht ernst genommen\n„Man hat mir erklärt, das lohne sich für mich nicht.“",
        steps=(Step(3 * HOUR, "tell", "Danke, dass Sie uns das sagen. Frau Stark ruft Sie morgen persönlich an."),),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Earlier:
    """A contact of the cast some days before the end, settled at once or only told."""

    days: int
    who: str
    door: str
    topic: str
    text: str
    voice: str = ""


EARLIER: Final = (
    Earlier(21, "maier", "shop", "Saiten und Pflege: Saiten wählen", "Carbonsaiten empfohlen, ein Satz mitgenommen."),
    Earlier(
        80, "maier", "hotline", "Reparatur: Einstellen",
        "„Er hat mir zwanzig Minuten lang gezeigt, wie ich den Sattel pflege. So etwas gibt es sonst nicht mehr.“",
        voice="praise",
    ),
    Earlier(
        62, "maier", "email", "Beratung: Instrument kaufen",
        "„Gibt es den Koffer auch leichter, mit eingebautem Feuchtemesser?“", voice="wish",
    ),
    Earlier(47, "allgaeu", "hotline", "Beratung: Schule, Orchester", "Preisliste für Schulen geschickt."),
    Earlier(33, "huber", "shop", "Saiten und Pflege: Lack und Holz", "Mikrofasertuch und ein Tropfen Öl, gezeigt."),
    Earlier(16, "mayer", "shop", "Saiten und Pflege: Saiten wählen", "Beide vorgespielt, nimmt Nylon."),
)  # fmt: skip
