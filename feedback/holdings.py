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
        blank={"token_hash": Word.OWN},
        hidden=frozenset({"token_hash"}),
        matter="case_id",
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
)
ELSEWHERE = {
    "feedback.Idea": _("Worte der Firma über das, was sie besser machen will."),
    "feedback.IdeaHistory": _("Worte der Firma über das, was sie besser machen will."),
}
