"""One page of help for each role: what a day asks of them, in order, and what to do when something is in the way.

The words are those on the keys, so that whoever reads finds them on the screen.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from crm.company.models import Role

Words = str | Promise


@dataclass(frozen=True, kw_only=True)
class Guide:
    """`steps`: head and what to do; `troubles`: what is in the way, and the way round it."""

    role: Role
    lead: Words
    steps: tuple[tuple[Words, Words], ...]
    troubles: tuple[tuple[Words, Words], ...]
    keys: tuple[tuple[str, Words], ...] = ()


COUNTER = Guide(
    role=Role.FRONTDESK,
    lead=_("Jeder Mensch, der etwas von uns will, bekommt hier in fünfzehn Sekunden einen Eintrag."),
    steps=(
        (
            _("Wer ist da?"),
            _(
                "Ein Stück vom Namen, der Nummer oder der Ort, drei Zeichen genügen. Niemand gefunden: „Neu“, ein "
                "Name reicht. Wer nichts sagen mag: „Ohne Namen“."
            ),
        ),
        (
            _("Worum geht es?"),
            _(
                "Ein Tipp auf eine Kachel. Keine passt: „Alle Anliegen“ oder „Sonstiges“. Der Kanal ist schon "
                "eingestellt; bei „Zeitschrift“ tippen Sie die Ausgabe an."
            ),
        ),
        (
            _("Hilft eine Antwort?"),
            _("Die Antworten stehen daneben. Vorlesen, und „Hat geholfen“ antippen, wenn es so war."),
        ),
        (
            _("Wie ging es aus?"),
            _(
                "Erledigt: „Sofort gelöst“. Sonst „Vorgang anlegen“ und laut sagen, was auf der Taste steht: wer bis "
                "wann antwortet."
            ),
        ),
        (
            _("Lob, Beschwerde, Wunsch"),
            _(
                "Unter der Notiz antippen, dann wie immer abschließen. Bedanken Sie sich, auch für eine Beschwerde."
            ),
        ),
    ),
    troubles=(
        (
            _("Vertippt"),
            _("„Rückgängig“ neben „Gespeichert“, oder unter „Zuletzt erfasst“ den ganzen Tag lang."),
        ),
        (
            _("Etwas vergessen"),
            _("Unter „Zuletzt erfasst“ der Stift: „Nachtragen“. Der Eintrag selbst bleibt, wie er war."),
        ),
        (
            _("Jemand drängt dazwischen"),
            _("„Parken“. Der Zettel mit dem Namen bleibt oben liegen, ein Tipp holt ihn zurück."),
        ),
        (
            _("„Wo ist meine Reparatur?“"),
            _("Person suchen: Offene Vorgänge stehen darunter, mit Team und Frist."),
        ),
        (
            _("Kein Netz"),
            _("Weiterschreiben. Was Sie tippen, bleibt auf dem Gerät."),
        ),
    ),
    keys=(
        ("↑ ↓ ⏎", _("Treffer wählen und nehmen")),
        ("Strg + ⏎", _("Sofort gelöst")),
        ("Strg + ⇧ + ⏎", _("Vorgang anlegen")),
    ),
)
WORKER = Guide(
    role=Role.BACKOFFICE,
    lead=_("„Meine Arbeit“ steht in der Reihenfolge, in der etwas fällig wird. Fangen Sie oben an."),
    steps=(
        (_("Oben anfangen"), _("Was zuerst fällig ist, steht zuerst. Die Frist steht daneben, in Worten.")),
        (
            _("Rückmelden"),
            _("„Rückmelden“ im Vorgang hält das erste Versprechen. Eine Notiz allein hält es nicht."),
        ),
        (
            _("Warten, aber mit Datum"),
            _("Fehlt etwas von anderen: „Warten“. An dem Tag liegt der Vorgang wieder oben."),
        ),
        (
            _("Übergeben"),
            _(
                "Kann es jemand anderes besser: „Übergeben“, mit einem Satz, was zu tun ist. Fristen laufen weiter."
            ),
        ),
        (_("Lösen"), _("Ein Satz, was das Ergebnis war, und ob die Kundin oder der Kunde es weiß.")),
    ),
    troubles=(
        (
            _("Eine Frist ist nicht zu halten"),
            _("Jetzt anrufen und ein neues Datum nennen. Danach „Warten“ mit diesem Datum."),
        ),
        (_("Eine Eskalation kommt"), _("„Gesehen, ich kümmere mich“, mit dem nächsten Datum.")),
        (
            _("Ich bin nicht da"),
            _("„Meine Einstellungen“: Tage und Vertretung eintragen. Dann geht nichts unter."),
        ),
        (_("Das gab es schon"), _("„Zusammenführen“ im Vorgang. Das frühere Versprechen gilt.")),
    ),
    keys=(
        ("j / k", _("nächste und vorige Zeile")),
        ("x", _("Zeile auswählen")),
        ("?", _("alle Tasten zeigen")),
    ),
)
LEAD = Guide(
    role=Role.LEAD,
    lead=_("Sie sehen vor allen anderen, was heute zu kippen droht, und haben die Mittel dagegen."),
    steps=(
        (
            _("Morgens auf die Leitung schauen"),
            _("Was in vier und in acht Arbeitsstunden fällig wird, mit Namen."),
        ),
        (
            _("Umverteilen"),
            _("Ein Tipp gibt einen Vorgang an jemand anderen. Sie sehen, wer wie viel offen hat."),
        ),
        (
            _("Eskalationen annehmen"),
            _("„Gesehen, ich kümmere mich“ mit dem nächsten Datum. Sonst geht es eine Stufe höher."),
        ),
        (_("Antworten pflegen"), _("Oft gefragt und selten sofort gelöst: Dazu fehlt eine Antwort.")),
        (
            _("Zielbild im Team"),
            _("Einmal in der Woche gemeinsam ansehen. Es zählt die Firma, nie einzelne Menschen."),
        ),
    ),
    troubles=(
        (
            _("Ein Eintrag ist falsch"),
            _("In der Geschichte „Zurücknehmen“, mit Grund. Er bleibt durchgestrichen stehen."),
        ),
        (
            _("Jemand fehlt plötzlich"),
            _("„Meine Einstellungen“: Abwesenheit und Vertretung für das Team eintragen."),
        ),
        (
            _("Eine Frist passt nie"),
            _("Die Verwaltung ändert die Regel. „Warum diese Frist?“ zeigt, welche es ist."),
        ),
    ),
)
MANAGEMENT = Guide(
    role=Role.MANAGEMENT,
    lead=_("Sieben Zeilen sagen, wie wahr Ihre Sätze heute sind. Eine Minute am Tag genügt."),
    steps=(
        (
            _("Zielbild lesen"),
            _("Jede Zeile ist ein Satz: erreicht, oder „braucht Hilfe“, mit dem Abstand zum Ziel."),
        ),
        (
            _("Nach dem Grund fragen"),
            _("Ein Tipp auf die Zeile, dann auf die Zahl: Sie öffnet die Kontakte dahinter."),
        ),
        (_("Letzte Stufe sein"), _("Was bis zu Ihnen eskaliert, braucht heute ein Wort von Ihnen.")),
        (_("Wünsche entscheiden"), _("Unter „Ideen“ binnen 30 Tagen Ja oder Nein, mit Grund.")),
        (_("Loben"), _("Lob steht bei den Stimmen, mit Namen. Geben Sie es weiter.")),
    ),
    troubles=(
        (
            _("Eine Zahl überrascht"),
            _("„So gezählt“ steht an jedem Ziel. Vorläufiges ist gekennzeichnet."),
        ),
        (
            _("Wer war das?"),
            _("Zahlen über einzelne Menschen gibt es nicht. Fragen Sie das Team, nicht die Tabelle."),
        ),
        (_("Auf Papier"), _("Das Zielbild lässt sich drucken: eine Seite, quer.")),
    ),
)
ADMINISTRATION = Guide(
    role=Role.ADMIN,
    lead=_("Sie richten ein, was alle anderen brauchen, und halten die Listen kurz."),
    steps=(
        (
            _("Menschen einladen"),
            _("Einstellungen, Menschen: Der Zettel mit dem Startpasswort erscheint nur einmal."),
        ),
        (
            _("Pforte und Aushilfe"),
            _("„Kurze Ansicht beim Erfassen“ ankreuzen: drei Schritte, große Kacheln, keine Nebenfragen."),
        ),
        (
            _("Anliegen kurz halten"),
            _("Acht Kacheln sieht man auf einen Blick. Jedes Anliegen hat ein Team."),
        ),
        (
            _("Fristen als Sätze"),
            _("Regeln gelten in ihrer Reihenfolge. Probieren Sie eine aus, bevor sie gilt."),
        ),
        (
            _("Kalender bestätigen"),
            _("Einmal im Jahr: Feiertage ansehen und bestätigen. Fristen rechnen damit."),
        ),
    ),
    troubles=(
        (
            _("Passwort vergessen"),
            _("Einstellungen, Menschen: neues Startpasswort. Alle Anmeldungen enden damit."),
        ),
        (_("Jemand geht"), _("„Arbeitet nicht mehr hier“: Offene Vorgänge gehen zuerst an andere.")),
        (_("Läuft alles?"), _("Einstellungen, Systemstatus: Uhr, Postausgang, Sicherung, auf einer Seite.")),
    ),
)
GUIDES = {guide.role: guide for guide in (COUNTER, WORKER, LEAD, MANAGEMENT, ADMINISTRATION)}
