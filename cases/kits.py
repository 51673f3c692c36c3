"""Templates to begin with: what people come with to a shop, a workshop, an office, and what is promised for it.

The names become rows in the language of whoever takes a template over, and are theirs from then on.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.kit_blocks import IN_OFFICE, IN_SHOP, IN_WORKSHOP, KitBlock, Words

HOUR: Final = 60
DAY: Final = 480  # working minutes


@dataclass(frozen=True)
class KitTopic:
    """`answer` and `solve`: targets in working minutes; none: the rule for everything. `slow`: the finer topics that
    cannot be solved at the counter. `points`: the checklist of its cases."""

    name: Words
    icon: str
    finer: tuple[Words, ...] = ()
    slow: tuple[Words, ...] = ()
    answer: int = 0
    solve: int = 0
    points: tuple[Words, ...] = ()
    confidential: bool = False


@dataclass(frozen=True)
class Kit:
    name: Words
    sentence: Words
    topics: tuple[KitTopic, ...]
    reasons: tuple[Words, ...]
    blocks: tuple[KitBlock, ...]


SHOP: Final = Kit(
    _("Laden"),
    _("Beratung, Bestellung, Umtausch, Rechnung: für Geschäfte mit Kundschaft vor Ort und am Telefon."),
    (
        KitTopic(_("Beratung"), "chat", (_("Produkt finden"), _("Preis und Verfügbarkeit"))),
        KitTopic(
            _("Bestellung"),
            "bag",
            (_("Neue Bestellung"), _("Stand der Bestellung"), _("Abholung")),
            answer=4 * HOUR,
            solve=3 * DAY,
            points=(_("Menge und Ausführung bestätigt"), _("Lieferzeit genannt")),
        ),
        KitTopic(
            _("Umtausch und Rückgabe"),
            "return",
            (_("Umtausch"), _("Rückgabe")),
            answer=4 * HOUR,
            solve=3 * DAY,
            points=(_("Beleg gesehen"), _("Zustand geprüft"), _("Ersatz, Gutschein oder Geld vereinbart")),
        ),
        KitTopic(
            _("Rechnung"),
            "receipt",
            (_("Rechnungskopie"), _("Rechnung stimmt nicht")),
            answer=6 * HOUR,
            solve=3 * DAY,
            points=(_("Rechnung und Lieferung verglichen"), _("Buchhaltung gefragt")),
        ),
        KitTopic(_("Öffnungszeiten und Weg"), "pin"),
    ),
    (_("Etwas kaufen"), _("Sich beraten lassen"), _("Ein Geschenk"), _("Service oder Umtausch")),
    IN_SHOP,
)
WORKSHOP: Final = Kit(
    _("Werkstatt"),
    _("Reparatur, Ersatzteile, Termine, Garantie: für Betriebe, die etwas annehmen und zurückgeben."),
    (
        KitTopic(
            _("Reparatur"),
            "wrench",
            (_("Annahme"), _("Stand der Reparatur"), _("Nach der Reparatur stimmt etwas nicht")),
            slow=(_("Nach der Reparatur stimmt etwas nicht"),),
            answer=4 * HOUR,
            solve=3 * DAY,
            points=(_("Zustand fotografiert"), _("Auftrag und Preis vereinbart"), _("Ergebnis geprüft")),
        ),
        KitTopic(
            _("Termin"),
            "calendar",
            (_("Termin vereinbaren"), _("Termin verschieben")),
            answer=2 * HOUR,
            solve=1 * DAY,
        ),
        KitTopic(
            _("Kostenvoranschlag"),
            "tag",
            answer=1 * DAY,
            solve=3 * DAY,
            points=(_("Aufwand geschätzt"), _("Gesagt, wie lange er gilt")),
        ),
        KitTopic(
            _("Ersatzteil"),
            "box",
            (_("Passt das Teil"), _("Teil bestellen")),
            answer=4 * HOUR,
            solve=3 * DAY,
            points=(_("Teilenummer notiert"), _("Preis und Lieferzeit genannt")),
        ),
        KitTopic(
            _("Garantie"),
            "shield",
            (_("Garantiefall"), _("Garantiedauer")),
            slow=(_("Garantiefall"),),
            answer=6 * HOUR,
            solve=5 * DAY,
            points=(_("Kaufbeleg gesehen"), _("Garantiezeit geprüft"), _("Hersteller gefragt")),
        ),
    ),
    (
        _("Etwas ist kaputt"),
        _("Wartung oder Durchsicht"),
        _("Ein Ersatzteil"),
        _("Garantie oder Gewährleistung"),
    ),
    IN_WORKSHOP,
)
OFFICE: Final = Kit(
    _("Büro"),
    _("Anfragen, Angebote, Verträge, Lieferung: für Firmen, die vor allem telefonieren und schreiben."),
    (
        KitTopic(
            _("Anfrage und Angebot"),
            "question",
            (_("Neue Anfrage"), _("Angebot nachfassen")),
            answer=4 * HOUR,
            solve=3 * DAY,
            points=(_("Bedarf verstanden"), _("Angebot geschickt"), _("Nachgefragt")),
        ),
        KitTopic(
            _("Auftrag"),
            "box",
            (_("Stand des Auftrags"), _("Auftrag ändern")),
            answer=4 * HOUR,
            solve=3 * DAY,
            points=(_("Auftrag bestätigt"), _("Liefertermin genannt")),
        ),
        KitTopic(
            _("Lieferung"),
            "truck",
            (_("Wo ist die Lieferung"), _("Teil fehlt"), _("Transportschaden")),
            slow=(_("Transportschaden"),),
            answer=4 * HOUR,
            solve=3 * DAY,
            points=(_("Sendungsnummer notiert"), _("Versand gefragt")),
        ),
        KitTopic(
            _("Vertrag und Daten"),
            "key",
            (_("Adresse ändern"), _("Kündigung")),
            answer=1 * DAY,
            solve=3 * DAY,
            points=(_("Geprüft, ob die Person das darf"), _("Änderung bestätigt")),
        ),
        KitTopic(
            _("Rechnung und Zahlung"),
            "receipt",
            (_("Rechnung nachfragen"), _("Zahlung klären")),
            answer=6 * HOUR,
            solve=3 * DAY,
            points=(_("Rechnung und Auftrag verglichen"), _("Buchhaltung gefragt")),
        ),
    ),
    (
        _("Ein neues Vorhaben"),
        _("Empfohlen worden"),
        _("Unzufrieden mit einem anderen Anbieter"),
        _("Service"),
    ),
    IN_OFFICE,
)
KITS: Final[dict[str, Kit]] = {"shop": SHOP, "workshop": WORKSHOP, "office": OFFICE}

# Every company has these, whatever it does.
STAFF: Final = KitTopic(
    _("Verhalten von Mitarbeitenden"),
    "user",
    answer=1 * DAY,
    solve=5 * DAY,
    points=(_("Beide Seiten gehört"), _("Rückmeldung gegeben")),
    confidential=True,
)
OTHER: Final = KitTopic(_("Sonstiges"), "question")
COMPLAINTS: Final = (_("Beschwerden"), 1 * DAY, 3 * DAY)
EVERYTHING: Final = (_("Alles andere"), 1 * DAY, 4 * DAY)
SOURCES: Final[tuple[tuple[Words, tuple[Words, ...]], ...]] = (
    (_("Empfehlung"), (_("Freunde und Familie"), _("Geschäftspartner"))),
    (_("Internet"), (_("Suche"), _("Eigene Website"), _("Soziale Medien"))),
    (_("Zeitschrift"), ()),
    (_("Messe"), ()),
    (_("Vorbeigekommen"), ()),
    (_("War schon Kunde"), ()),
)
