"""What voices and surveys know about a customer, what of it is exported, and what erasing does with it."""

from django.utils.translation import gettext_lazy as _

from crm.lib.personal_data import Erase, Holding, Word

LISTEN = _("Damit wir hören, was gut war und was besser werden soll.")

HOLDINGS = (
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
        model="feedback.IdeaWish",
        label=_("Wünsche, aus denen Ideen wurden"),
        of=("feedback__contact__customer",),
        erase=Erase.KEEP,
        why=_("Zählt ohne Namen weiter, wie viele sich etwas wünschen."),
        contact="feedback__contact_id",
        purpose=LISTEN,
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
ELSEWHERE = {
    "feedback.Survey": _("Wen die Firma wann fragt."),
    "feedback.SurveyHistory": _("Wen die Firma wann fragt."),
    "feedback.SurveyVersion": _("Fragen der Firma."),
    "feedback.SurveyQuestion": _("Fragen der Firma."),
    "feedback.LegalException": _("Worte der Firma, warum sie ohne Einwilligung fragen darf."),
    "feedback.SurveyCount": _("Zahlen ohne Personen."),
    "feedback.Idea": _("Worte der Firma über das, was sie besser machen will."),
    "feedback.IdeaHistory": _("Worte der Firma über das, was sie besser machen will."),
}
