"""What voices and surveys know about a customer, what of it is exported, and what erasing does with it."""

from collections.abc import Callable
from dataclasses import replace

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cases.attachment_files import path_of
from cases.holdings import HOLDINGS as CASES
from cases.models import CaseContact
from contacts.holdings import HOLDINGS as CONTACTS
from crm.lib.personal_data import Erase, Holding, Word
from feedback.models import PossibleSender

LISTEN = _("Damit wir hören, was gut war und was besser werden soll.")

_PERHAPS = _("Nur eine angegebene Adresse verbindet sie; ob es dieselbe Person war, weiß niemand.")


def _written(customer_id: int) -> "QuerySet[PossibleSender, int]":
    """Contacts of somebody without a name who gave a number or address of this customer."""
    rows = PossibleSender.objects.filter(customer=customer_id, sender__contact__customer=None)
    return rows.values_list("sender__contact", flat=True)


def _written_cases(column: str) -> Callable[[int], Q]:
    def find(customer_id: int) -> Q:
        links = CaseContact.objects.filter(contact__in=_written(customer_id), case__customer=None)
        return Q(**{f"{column}__in": links.values("case")})

    return find


def _as_written(key: str, find: Callable[[int], Q]) -> Holding:
    """What another app holds about a customer, where only an address that somebody typed leads to them."""
    holding = next(each for each in (*CONTACTS, *CASES) if each.key == key)
    return replace(holding, code="written", of=(), find=find, exported=False, why=_PERHAPS, matter="")


HOLDINGS = (
    _as_written("contacts.Contact:missed_call", lambda pk: Q(pk__in=_written(pk))),
    _as_written("cases.Case", _written_cases("pk")),
    _as_written("cases.CaseHistory", _written_cases("id")),
    Holding(
        model="feedback.PossibleSender",
        label=_("Wer von außen schrieb"),
        of=("customer",),
        erase=Erase.DELETE,
        exported=False,
        why=_PERHAPS,
    ),
    Holding(
        model="feedback.MessageFile",
        label=_("Dateien zu Nachrichten von außen"),
        of=("contact__customer",),
        erase=Erase.DELETE,
        hidden=frozenset({"key", "message"}),
        contact="contact_id",
        file=lambda row: path_of(row["key"]),
        purpose=LISTEN,
    ),
    Holding(
        model="feedback.Feedback",
        label=_("Stimmen"),
        of=("contact__customer",),
        erase=Erase.BLANK,
        blank={"origin_link": ""},
        why=_("Zählt ohne Namen weiter; die Worte stehen im Kontakt und gehen mit ihm."),
        contact="contact_id",
        purpose=LISTEN,
    ),
    Holding(
        model="feedback.PublicSender",
        code="own",
        label=_("Was Sie über sich angaben, als Sie uns schrieben"),
        of=("contact__customer",),
        erase=Erase.BLANK,
        blank={"name": Word.SAID, "reach": "", "e164": "", "email": ""},
        contact="contact_id",
        purpose=_("Damit wir auf die Nachricht antworten können."),
    ),
    Holding(
        model="feedback.PublicSender",
        label=_("Wer von außen schrieb"),
        find=lambda pk: Q(possible__customer=pk, contact__customer=None),
        erase=Erase.BLANK,
        blank={"name": Word.SAID, "reach": "", "e164": "", "email": ""},
        exported=False,
        why=_PERHAPS,
        purpose=_("Damit wir auf die Nachricht antworten können."),
    ),
    Holding(
        model="feedback.Sorting",
        label=_("Einordnungen von Stimmen"),
        of=("voice__contact__customer",),
        erase=Erase.KEEP,
        why=_("Sagt nur, was für eine Stimme es vorher war."),
        contact="voice__contact_id",
        purpose=LISTEN,
    ),
    Holding(
        model="feedback.PraiseDelivery",
        label=_("Wem ein Lob gegeben wurde"),
        of=("voice__contact__customer",),
        erase=Erase.KEEP,
        why=_("Zählt ohne Namen weiter; die Worte stehen im Kontakt und gehen mit ihm."),
        contact="voice__contact_id",
        purpose=LISTEN,
    ),
    Holding(
        model="feedback.PraiseCheer",
        label=_("Wer sich über ein Lob mitgefreut hat"),
        of=("voice__contact__customer",),
        erase=Erase.KEEP,
        why=_("Hält keine Worte."),
        contact="voice__contact_id",
        purpose=LISTEN,
    ),
    Holding(
        model="feedback.IdeaWish",
        label=_("Wünsche, aus denen Ideen wurden"),
        of=("feedback__contact__customer",),
        erase=Erase.KEEP,
        why=_("Zählt ohne Namen weiter, wie viele sich etwas wünschen."),
        contact="feedback__contact_id",
        purpose=LISTEN,
    ),
    Holding(
        model="feedback.IdeaNews",
        label=_("Nachrichten über umgesetzte Wünsche"),
        of=("customer",),
        erase=Erase.BLANK,
        blank={"token_hash": Word.OWN},
        hidden=frozenset({"token_hash"}),
        purpose=_("Damit Menschen hören, dass es gibt, was sie sich gewünscht haben."),
    ),
    Holding(
        model="feedback.Invitation",
        label=_("Einladungen zu Umfragen"),
        of=("customer",),
        erase=Erase.BLANK,
        blank={"token_hash": Word.OWN, "reminder_hash": None},
        stays=frozenset({"ground"}),
        hidden=frozenset({"token_hash", "reminder_hash"}),
        matter="case_id",
        contact="contact_id",
        purpose=LISTEN,
    ),
    Holding(
        model="feedback.SurveyAnswer",
        label=_("Antworten auf Umfragen"),
        of=("invitation__customer",),
        erase=Erase.BLANK,
        blank={"text": Word.SAID},
        matter="invitation__case_id",
        purpose=LISTEN,
    ),
    Holding(
        model="feedback.AnswerItem",
        label=_("Was bei einer Umfrage gewählt wurde"),
        of=("answer__invitation__customer",),
        erase=Erase.KEEP,
        why=_("Zählt ohne Namen weiter; es sind Antworten, die die Firma zur Wahl gestellt hat."),
        matter="answer__invitation__case_id",
        purpose=LISTEN,
    ),
)
_SETTINGS = _("Einstellungen der öffentlichen Seiten")
ELSEWHERE = {
    "feedback.Survey": _("Wen die Firma wann fragt."),
    "feedback.SurveyHistory": _("Wen die Firma wann fragt."),
    "feedback.SurveyVersion": _("Fragen der Firma."),
    "feedback.SurveyQuestion": _("Fragen der Firma."),
    "feedback.LegalException": _("Worte der Firma, warum sie ohne Einwilligung fragen darf."),
    "feedback.SurveyCount": _("Zahlen ohne Personen."),
    "feedback.Kiosk": _SETTINGS,
    "feedback.KioskPress": _("Wie oft an einem Standort ein Gesicht gedrückt wurde, ohne jemanden dahinter."),
    "feedback.PublicPages": _SETTINGS,
    "feedback.PublicPagesHistory": _SETTINGS,
    "feedback.PublicUse": _("Wie oft von einer Stelle geschrieben wurde; nach einem Tag fort."),
    "feedback.QuarantinedMessage": _(
        "Nachrichten Unbekannter, die nach Spam aussehen, bis jemand entscheidet; die Worte gehen danach."
    ),
    "feedback.SenderKey": _("Der Schlüssel eines Tages, unter dem Absenderadressen gezählt werden."),
    "feedback.VoicePlace": _SETTINGS,
    "feedback.IdeaValue": _("Zahlen ohne Personen."),
    "feedback.Idea": _("Worte der Firma über das, was sie besser machen will."),
    "feedback.IdeaHistory": _("Worte der Firma über das, was sie besser machen will."),
}
