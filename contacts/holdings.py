"""What this app knows about a customer, what of it is exported, and what erasing does with it."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from contacts.consent import mail_subject
from contacts.models import Merge, PhoneNumber, Purpose, SealedRow
from crm.lib.personal_data import Erase, Holding, Word
from crm.outbox.enqueue import drop

NAMELESS = dict.fromkeys(
    ("salutation", "title", "first_name", "last_name", "organisation", "reason_text", "note"), ""
)
TOLD: dict[str, None] = {"history_change_reason": None}
DERIVED = _("Aus den Stammdaten abgeleitet, damit man sie findet.")
REACHING = _("Damit wir antworten und liefern können.")
CHANGES = _("Wer wann was geändert hat.")
WHO = _("Damit wir wissen, mit wem wir sprechen.")
OF_MANY = _("Worte der Firma, denen viele zugestimmt haben.")
PROOF = _("Nachweis, wer womit einverstanden ist.")


def _take_back(customer_id: int, at: datetime) -> None:
    for purpose in Purpose.values:
        drop(mail_subject(purpose, customer_id), at=at)


def _ever(*columns: str) -> Callable[[int], Q]:
    """History stays with the number it was written under: also those of customers who went up in this one."""

    def find(customer_id: int) -> Q:
        merged = Merge.objects.filter(winner=customer_id, undone_at=None).values_list("loser_key", flat=True)
        keys = [customer_id, *merged]
        about = Q()
        for column in columns:
            about |= Q(**{f"{column}__in": keys})
        return about

    return find


def _numbers(customer_id: int) -> "QuerySet[PhoneNumber, str]":
    return PhoneNumber.objects.filter(customer=customer_id).exclude(e164="").values_list("e164", flat=True)


def _calls(customer_id: int) -> Q:
    """Also from before anybody knew whose number it was."""
    return Q(callers__customer=customer_id) | Q(e164__in=_numbers(customer_id))


def _nameless_call_backs(customer_id: int) -> Q:
    about = Q(call__callers__customer=customer_id) | Q(call__e164__in=_numbers(customer_id))
    return about & Q(customer=None)


def _wordings(customer_id: int) -> Q:
    """Also of consents that lie in the vault: who is locked may still ask what they agreed to."""
    sealed = SealedRow.objects.filter(customer=customer_id, holding="contacts.Consent")
    keys = [
        values["wording_id"] for values in sealed.values_list("values", flat=True) if "wording_id" in values
    ]
    return Q(consents__customer=customer_id) | Q(pk__in=[key for key in keys if key])


def _mails(customer_id: int) -> Q:
    return Q(subject_key__in=[mail_subject(purpose, customer_id) for purpose in Purpose.values])


def _mails_again(customer_id: int) -> Q:
    keys = [mail_subject(purpose, customer_id) for purpose in Purpose.values]
    return Q(notice__subject_key__in=keys)


HOLDINGS = (
    Holding(
        model="contacts.Customer",
        label=_("Stammdaten"),
        of=("pk",),
        erase=Erase.BLANK,
        blank={
            **NAMELESS,
            "sort_name": "",
            "referred_by": None,
        },
        hidden=frozenset({"sort_name", "version", "standing", "name_doubt", "stale"}),
        stays=frozenset({"name_doubt"}),
        master=True,
        purpose=WHO,
    ),
    Holding(
        model="contacts.CustomerHistory",
        label=_("Frühere Stammdaten"),
        find=_ever("id"),
        erase=Erase.BLANK,
        blank={
            "referred_by": None,
            **NAMELESS,
            **TOLD,
        },
        hidden=frozenset({"version", "history_id"}),
        purpose=CHANGES,
    ),
    # Found by the numbers, so they come before them.
    Holding(
        model="contacts.Contact",
        code="missed_call",
        label=_("Verpasste Anrufe ohne Namen"),
        find=_nameless_call_backs,
        erase=Erase.BLANK,
        blank={"text": Word.SAID, "reason_text": "", "campaign_code": "", "fingerprint": ""},
        hidden=frozenset({"client_id", "fingerprint", "encounter"}),
        purpose=_("Damit wir zurückrufen können."),
    ),
    Holding(
        model="contacts.Call",
        label=_("Anrufe"),
        find=_calls,
        erase=Erase.BLANK,
        blank={"number": "", "e164": "", "external_id": Word.OWN},
        stays=frozenset({"extension"}),
        hidden=frozenset({"external_id", "line", "extension", "answered_by", "passed_on", "settled_at"}),
        purpose=_("Damit wir wissen, wer anruft, und zurückrufen können."),
    ),
    Holding(
        model="contacts.Caller",
        label=_("Anrufe"),
        of=("customer",),
        erase=Erase.DELETE,
        exported=False,
        why=_("Aus der Telefonnummer abgeleitet."),
    ),
    Holding(
        model="contacts.PhoneNumber",
        label=_("Telefon"),
        of=("customer",),
        erase=Erase.DELETE,
        purpose=REACHING,
    ),
    Holding(
        model="contacts.PhoneNumberHistory",
        label=_("Frühere Telefonnummern"),
        find=_ever("customer"),
        erase=Erase.BLANK,
        blank={"raw": "", "e164": "", **TOLD},
        purpose=CHANGES,
    ),
    Holding(
        model="contacts.EmailAddress",
        label=_("E-Mail"),
        of=("customer",),
        erase=Erase.DELETE,
        purpose=REACHING,
    ),
    Holding(
        model="contacts.EmailAddressHistory",
        label=_("Frühere E-Mail-Adressen"),
        find=_ever("customer"),
        erase=Erase.BLANK,
        blank={"raw": "", "normalised": "", **TOLD},
        purpose=CHANGES,
    ),
    Holding(
        model="contacts.Address",
        label=_("Anschrift"),
        of=("customer",),
        erase=Erase.DELETE,
        hidden=frozenset({"town_key", "street_doubt"}),
        master=True,
        purpose=REACHING,
    ),
    Holding(
        model="contacts.AddressHistory",
        label=_("Frühere Anschriften"),
        find=_ever("customer"),
        erase=Erase.BLANK,
        blank={"street": "", "postal_code": "", "city": "", **TOLD},
        stays=frozenset({"country"}),
        purpose=CHANGES,
    ),
    Holding(
        model="contacts.Affiliation",
        label=_("Ansprechpartner"),
        of=("person", "organisation"),
        erase=Erase.DELETE,
        purpose=_("Wer für eine Firma spricht."),
    ),
    Holding(
        model="contacts.AffiliationHistory",
        label=_("Frühere Ansprechpartner"),
        find=_ever("person", "organisation"),
        erase=Erase.BLANK,
        blank={"role": "", **TOLD},
        purpose=CHANGES,
    ),
    Holding(
        model="contacts.Contact",
        label=_("Kontakte"),
        of=("customer",),
        erase=Erase.BLANK,
        blank={"text": Word.SAID, "reason_text": "", "campaign_code": "", "fingerprint": ""},
        hidden=frozenset({"client_id", "fingerprint", "encounter"}),
        contact="pk",
        purpose=_("Damit nichts vergessen wird und niemand zweimal fragen muss."),
    ),
    Holding(
        model="contacts.Contact",
        code="spoke_with",
        label=_("Gesprochen für eine Firma"),
        of=("spoke_with",),
        erase=Erase.BLANK,
        blank={"spoke_with": None},
        kept={
            name: _(
                "Beleg der Firma, für die gesprochen wurde; Name, Nummern und Adressen werden gestrichen."
            )
            for name in ("text", "reason_text", "campaign_code", "fingerprint")
        },
        redact=("text", "reason_text"),
        hidden=frozenset({"client_id", "fingerprint", "encounter"}),
        purpose=_("Damit nichts vergessen wird und niemand zweimal fragen muss."),
    ),
    Holding(
        model="contacts.Void",
        label=_("Stornierte Kontakte"),
        of=("contact__customer",),
        erase=Erase.BLANK,
        blank={"reason": ""},
        contact="contact_id",
        purpose=_("Damit Irrtümer nicht mitzählen."),
    ),
    Holding(
        model="contacts.Addendum",
        label=_("Nachträge zu Kontakten"),
        of=("contact__customer",),
        erase=Erase.BLANK,
        blank={"text": Word.SAID},
        contact="contact_id",
        purpose=_("Damit nichts vergessen wird und niemand zweimal fragen muss."),
    ),
    Holding(
        model="contacts.Addendum",
        code="spoke_with",
        label=_("Nachträge zu Gesprächen für eine Firma"),
        of=("contact__spoke_with",),
        erase=Erase.BLANK,
        kept={
            "text": _(
                "Beleg der Firma, für die gesprochen wurde; Name, Nummern und Adressen werden gestrichen."
            )
        },
        redact=("text",),
        purpose=_("Damit nichts vergessen wird und niemand zweimal fragen muss."),
    ),
    Holding(
        model="contacts.Consent",
        label=_("Einwilligungen"),
        of=("customer",),
        erase=Erase.DELETE,
        stays=frozenset({"state"}),
        purpose=PROOF,
    ),
    Holding(
        model="contacts.ConsentWording",
        label=_("Wortlaut der Einwilligungen"),
        find=_wordings,
        erase=Erase.KEEP,
        why=OF_MANY,
        stays=frozenset({"purpose", "language", "sha256"}),
        kept={"text": OF_MANY},
        hidden=frozenset({"sha256"}),
        purpose=PROOF,
    ),
    Holding(
        model="contacts.Touch",
        label=_("Spätere Berührungen"),
        of=("customer",),
        erase=Erase.KEEP,
        why=_("Zählt ohne Namen weiter, welche Herkunft wirkt."),
        purpose=_("Wie Kundinnen und Kunden zu uns kommen."),
    ),
    Holding(
        model="contacts.Finding",
        label=_("Mängel"),
        of=("customer",),
        erase=Erase.DELETE,
        stays=frozenset({"code"}),
        purpose=_("Damit die Stammdaten stimmen."),
    ),
    Holding(
        model="contacts.Asked",
        label=_("Wonach gefragt wurde"),
        of=("customer",),
        erase=Erase.DELETE,
        stays=frozenset({"code", "outcome"}),
        purpose=_("Damit niemand zweimal dasselbe gefragt wird."),
    ),
    Holding(
        model="contacts.Confirmation",
        label=_("Bestätigte Stammdaten"),
        of=("customer",),
        erase=Erase.DELETE,
        purpose=_("Damit die Stammdaten stimmen."),
    ),
    Holding(
        model="contacts.DuplicatePair",
        label=_("Vielleicht doppelt"),
        of=("one", "other"),
        erase=Erase.DELETE,
        stays=frozenset({"signs"}),
        hidden=frozenset({"one", "other"}),
        purpose=_("Damit niemand doppelt geführt wird."),
    ),
    Holding(
        model="contacts.Merge",
        label=_("Zusammengeführt"),
        of=("winner",),
        erase=Erase.BLANK,
        blank={"loser_name": ""},
        hidden=frozenset({"winner", "loser_key"}),
        purpose=_("Damit niemand doppelt geführt wird."),
    ),
    Holding(
        model="contacts.MergeStep",
        label=_("Schritte des Zusammenführens"),
        of=("merge__winner",),
        erase=Erase.DELETE,
        stays=frozenset({"model", "what"}),
        purpose=_("Damit sich das Zusammenführen zurücknehmen lässt."),
    ),
    Holding(
        model="contacts.MatchEntry",
        label=_("Vergleich"),
        of=("customer",),
        erase=Erase.DELETE,
        exported=False,
        why=DERIVED,
    ),
    Holding(
        model="contacts.MatchKey",
        label=_("Vergleich"),
        of=("customer",),
        erase=Erase.DELETE,
        exported=False,
        why=DERIVED,
    ),
    Holding(
        model="contacts.SearchEntry",
        label=_("Suche"),
        of=("customer",),
        erase=Erase.DELETE,
        exported=False,
        why=DERIVED,
    ),
    Holding(
        model="contacts.SearchWord",
        label=_("Suche"),
        of=("customer",),
        erase=Erase.DELETE,
        exported=False,
        why=DERIVED,
    ),
    Holding(
        model="contacts.ImportedRow",
        label=_("Eingelesene Zeilen"),
        of=("customer",),
        erase=Erase.DELETE,
        hidden=frozenset({"fingerprint", "identity"}),
        purpose=_("Damit dieselbe Liste nicht zweimal eingelesen wird."),
    ),
    Holding(
        model="contacts.ImportRow",
        label=_("Zeilen eingelesener Listen"),
        of=("customer",),
        erase=Erase.BLANK,
        blank={"cells": [], "likeness": "", "why": ""},
        stays=frozenset({"verdict", "twin_by", "fate"}),
        hidden=frozenset({"likeness", "which", "turn", "repeats", "has_formula", "troubled"}),
        purpose=_("Damit sich das Einlesen einer Liste zurücknehmen lässt."),
    ),
    Holding(
        model="contacts.PrivacyRequest",
        label=_("Anträge zum Datenschutz"),
        of=("customer",),
        erase=Erase.BLANK,
        blank={"note": ""},
        purpose=_("Damit Anträge in einem Monat beantwortet sind."),
    ),
    Holding(
        model="contacts.Restriction",
        label=_("Einschränkungen"),
        of=("customer",),
        erase=Erase.BLANK,
        blank={"reason": Word.SAID},
        purpose=_("Damit gesperrte Daten gesperrt bleiben."),
    ),
    Holding(
        model="outbox.Notice",
        code="customer",
        label=_("E-Mails an Sie"),
        find=_mails,
        before=_take_back,
        erase=Erase.DELETE,
        stays=frozenset({"medium", "kind", "dedupe_key", "subject_key"}),
        hidden=frozenset({"dedupe_key", "subject_key", "path", "error"}),
        purpose=_("Umfragen, mit denen Sie einverstanden waren."),
    ),
    Holding(
        model="outbox.Resending",
        code="customer",
        label=_("Noch einmal gesendete E-Mails"),
        find=_mails_again,
        erase=Erase.DELETE,
        purpose=_("Umfragen, mit denen Sie einverstanden waren."),
    ),
)
_SETTINGS = _("Einstellungen der Firma")
ELSEWHERE = {
    **{
        f"contacts.{name}{ending}": _SETTINGS
        for name in (
            *("Campaign", "CampaignCode", "CustomerGroup", "PhoneLine", "Product"),
            *("Reason", "RuleChoice", "Source", "Topic"),
        )
        for ending in ("", "History")
    },
    "contacts.CampaignVisit": _("Zahlen der Aufrufe, ohne Person."),
    "contacts.VisitPlace": _("Zahlen der Aufrufe, ohne Person."),
    "contacts.CodeTaken": _SETTINGS,
    "contacts.Import": _("Zahlen eingelesener Listen; ihre Zeilen stehen für sich."),
    "contacts.ImportMark": _("Prüfsummen, solange eine Liste durchgesehen wird; danach sind sie gelöscht."),
    "contacts.ImportForm": _("Was die Spalten einer Liste bedeuten."),
    "contacts.LineUse": _("Wie oft eine Telefonanlage meldet, ohne Person."),
    "contacts.Ring": _("Auf wessen Bildschirm ein Anruf erscheint."),
    "contacts.Place": _("Postleitzahlen und Orte, ohne Person."),
    "contacts.PlaceTable": _("Postleitzahlen und Orte, ohne Person."),
    "contacts.RetentionClass_topics": _SETTINGS,
    "contacts.SealedRow": _(
        "Der Tresor gesperrter Daten; er wird mit dem Grund geleert, aus dem er gefüllt wurde."
    ),
    "contacts.ErasureLog": _("Nummer und Zeit jeder Löschung, ohne Namen."),
    "contacts.RetentionClass": _SETTINGS,
    "contacts.RetentionClassHistory": _SETTINGS,
    "contacts.RetentionRule": _SETTINGS,
    "contacts.RetentionRuleHistory": _SETTINGS,
    "contacts.RetentionRun": _("Zahlen der Läufe, ohne Namen."),
    "contacts.ProcessingRegister": _SETTINGS,
    "contacts.ProcessingRegisterHistory": _SETTINGS,
}
