"""The mail that asks. It names what it is about only as far as a postcard might, in the language of the country.

Links that carry an answer open the page with it chosen; nothing is written before it is sent there.
"""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from contacts.consent import mail_subject
from contacts.models import Customer
from crm.company.calendars import installation
from crm.outbox.models import Notice
from feedback.models import Invitation, QuestionKind, SurveyQuestion
from feedback.survey_consent import purpose_of
from feedback.survey_questions import CHOICES, ENDS, in_words
from feedback.survey_subject import about_words

KIND: Final = "survey"
HIDDEN: Final = "…"
GERMAN_SPEAKING: Final = ("DE", "AT", "CH", "LI", "LU", "")


def invitation_mail(
    invitation: Invitation, *, token: str, address: str, at: datetime, again: bool = False
) -> Notice:
    """The notice with its links: answer, and never be asked again. `again`: the reminder."""
    with translation.override(_language(invitation.customer)):
        words = {
            "name": invitation.customer.name,
            "about": about_words(invitation) or _("Ihre Meinung hilft uns."),
            "until": date_format(invitation.expires_at.astimezone(get_default_timezone()), _("j. F Y")),
            "stop": f"{settings.PUBLIC_URL}{reverse('survey_opt_out', args=[token])}",
            "answers": _answers(invitation, token),
        }
        subject = _("%(company)s: Dürfen wir noch einmal fragen?") if again else _("%(company)s: Wie war es?")
        return Notice(
            medium=Notice.MAIL,
            address=address,
            dedupe_key=f"{KIND}:{invitation.pk}{':again' if again else ''}",
            subject_key=mail_subject(purpose_of(invitation.survey), invitation.customer_id),
            kind=KIND,
            subject=(subject % {"company": installation()})[:200],
            text=_text() % words,
            path=reverse("survey", args=[token]) + _in_language(),
            created_at=at,
            not_before=at,
        )


def _text() -> str:
    return _(
        "Guten Tag %(name)s,\n\n"
        "%(about)s Ein paar kurze Fragen, es dauert etwa eine Minute. Der Link gilt bis zum %(until)s.\n\n"
        "%(answers)s"
        "Möchten Sie nicht mehr gefragt werden? Hier genügt ein Tippen:\n%(stop)s\n\n"
        "Ihre Antwort:"
    )


def _answers(invitation: Invitation, token: str) -> str:
    """The first question that has a scale, with a link for each answer: faces best first, numbers from 0 to 10."""
    questions = sorted(invitation.version.questions.all(), key=lambda each: each.position)
    first = next((each for each in questions if each.kind in CHOICES), None)
    return "" if first is None else "\n".join([in_words(first), *_links(first, token), "", ""])


def _links(question: SurveyQuestion, token: str) -> list[str]:
    page = f"{settings.PUBLIC_URL}{reverse('survey', args=[token])}{_in_language() or '?'}"
    page += "" if page.endswith("?") else "&"
    choices = list(CHOICES[question.kind])
    if question.kind == QuestionKind.CSAT:
        choices.reverse()
    if question.kind in ENDS:
        lowest, highest = ENDS[QuestionKind(question.kind)]
        choices[0], choices[-1] = (choices[0][0], lowest), (choices[-1][0], highest)
    return [f"{str(label).replace(chr(0xAD), '')}: {page}{question.kind}={value}" for value, label in choices]


def _language(customer: Customer) -> str:
    """English for who lives where German is not spoken."""
    country = customer.address.country if hasattr(customer, "address") else ""
    return "de" if country in GERMAN_SPEAKING else "en"


def _in_language() -> str:
    named = translation.get_language() or settings.LANGUAGE_CODE
    return "" if named.startswith("de") else "?sprache=en"


def token_in(mail: Notice) -> str:
    """The key in the link of a mail that waits."""
    return mail.path.partition("?")[0].strip("/").rpartition("/")[2]


def without_link(mail: Notice) -> str:
    """The text of a mail that has left, without the key in its links."""
    return mail.text.replace(token_in(mail), HIDDEN)
