"""The pages of the Einstellungen, in the order in which they are shown. An app adds its page by one line here.

A page is named by its address as a string, so that this list knows no app to its left; what has no address is not
shown.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from crm.company.models import Role

ADMIN: frozenset[str] = frozenset({Role.ADMIN})
READ: frozenset[str] = frozenset({Role.ADMIN, Role.MANAGEMENT})


@dataclass(frozen=True)
class Page:
    """`sentence` says what one does there; `may`: the roles that may look at it. Changing is for the administration."""

    code: str
    label: str | Promise
    url_name: str
    sentence: str | Promise
    may: frozenset[str] = READ


COMPANY: tuple[Page, ...] = (
    Page("company", _("Firma"), "settings_company", _("Name, Anschrift, Land und Ruhezeiten für E-Mails.")),
    Page("sites", _("Standorte"), "settings_sites", _("Wo Sie arbeiten, und nach welchem Kalender.")),
    Page(
        "calendars",
        _("Kalender"),
        "calendars",
        _("Arbeitszeiten, Feiertage und halbe Tage der Standorte; das Jahr prüfen, bestätigen und drucken."),
    ),
    Page(
        "people",
        _("Menschen"),
        "settings_people",
        _("Wer mit Anklang arbeitet, in welcher Rolle und welchem Team."),
    ),
    Page(
        "teams", _("Teams"), "settings_teams", _("Wer zusammen zuständig ist, wer leitet und wer vertritt.")
    ),
    Page(
        "devices",
        _("Geräte"),
        "settings_devices",
        _("Tablets und Rechner, die sich mehrere teilen: anmelden, einem Ort zuordnen, widerrufen."),
    ),
)
WORK: tuple[Page, ...] = (
    Page(
        "topics",
        _("Anliegen"),
        "settings_topics",
        _("Womit Kundinnen und Kunden kommen, wer antwortet, was zu sagen ist."),
    ),
    Page("sources", _("Herkunft"), "settings_sources", _("Wie Kundinnen und Kunden zu Ihnen kommen.")),
    Page("reasons", _("Anlass"), "settings_reasons", _("Warum sie kommen.")),
    Page("campaigns", _("Kampagnen"), "settings_campaigns", _("Anzeigen und ihre Codes.")),
    Page(
        "public",
        _("Öffentliche Seiten"),
        "settings_public",
        _("Kontaktformular, Stimme am Standort mit QR-Aushang, Kiosk, Datenschutz und Impressum."),
    ),
    Page("products", _("Produkte"), "settings_products", _("Was Sie anbieten, auch Leistungen.")),
    Page(
        "rules",
        _("Regeln der Stammdaten"),
        "settings_rules",
        _("Was vollständig heißt, und was davon wie schwer wiegt."),
    ),
    Page(
        "goals",
        _("Ziele"),
        "settings_goals",
        _("Welche Zielwerte gelten, was Sie sich darüber hinaus vornehmen, und wer danach sieht."),
    ),
    Page(
        "deadlines",
        _("Fristen"),
        "policies",
        _("Bis wann wir antworten und lösen, und wer Bescheid bekommt, wenn es eng wird."),
    ),
    Page(
        "case_rules",
        _("Warten und Abwesenheit"),
        "case_rules",
        _("Wie lange ein Vorgang warten darf, und wann er zurück an das Team geht."),
    ),
    Page(
        "complaint_causes",
        _("Ursachen von Beschwerden"),
        "settings_complaint_causes",
        _("Woran es lag: die Liste, aus der beim Lösen einer Beschwerde gewählt wird."),
    ),
    Page(
        "text_blocks",
        _("Textbausteine"),
        "settings_text_blocks",
        _("Sätze, die Sie oft schreiben, für Antworten und Notizen."),
    ),
    Page(
        "checklists",
        _("Checklisten"),
        "settings_checklists",
        _("Woran bei einem Vorgang zu denken ist, je Anliegen."),
    ),
    Page(
        "customer_groups",
        _("Kundengruppen"),
        "customer_groups",
        _("Gruppen von Kundinnen und Kunden, die eigene Fristen haben, zum Beispiel Großhandel."),
    ),
)
DATA: tuple[Page, ...] = (
    Page(
        "status",
        _("Systemstatus"),
        "settings_status",
        _("Ob alles läuft: Uhr, Post, Sicherung, Datenbank und was noch fehlt."),
    ),
    Page(
        "tablets",
        _("Tablets im Netz"),
        "settings_tablets",
        _("Wie ein Tablet verschlüsselt zu Anklang kommt."),
    ),
    Page(
        "letters",
        _("Hinweise und E-Mails"),
        "dead_letters",
        _("Was auf den Versand wartet, was nicht hinausging, und noch einmal senden."),
    ),
    Page(
        "import",
        _("Kundenliste einlesen"),
        "customer_imports",
        _("Kundinnen und Kunden aus CSV, Excel oder einem Adressbuch übernehmen, mit Vorschau und Rückweg."),
        ADMIN,
    ),
    Page(
        "exports",
        _("Mitgenommene Listen"),
        "settings_exports",
        _("Wer wann welche Liste als Datei gespeichert hat."),
        ADMIN,
    ),
    Page(
        "privacy",
        _("Datenschutz"),
        "privacy",
        _("Anträge, Aufbewahrung, Verzeichnis von Verarbeitungstätigkeiten und was ausgegeben wurde."),
    ),
    Page(
        "phone",
        _("Telefon"),
        "settings_phone_lines",
        _("Wer anruft, steht auf dem Bildschirm; verpasste Anrufe werden ein Vorgang."),
    ),
    Page(
        "keys",
        _("Schlüssel für Programme"),
        "settings_keys",
        _("Damit andere Programme mit Anklang arbeiten können."),
        ADMIN,
    ),
)
GROUPS: tuple[tuple[str | Promise, tuple[Page, ...]], ...] = (
    (_("Firma und Menschen"), COMPANY),
    (_("Anliegen und Fristen"), WORK),
    (_("Daten und Technik"), DATA),
)
PAGES: tuple[Page, ...] = tuple(page for _heading, pages in GROUPS for page in pages)
