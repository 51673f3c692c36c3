"""The mail that asks. It names what it is about only as far as a postcard might."""

from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from cases.models import Case
from contacts.consent import mail_subject
from contacts.models import Purpose
from crm.company.calendars import installation
from crm.outbox.models import Notice
from feedback.models import Invitation

KIND: Final = "survey"
HIDDEN: Final = "…"


def invitation_mail(invitation: Invitation, *, case: Case, token: str, address: str) -> Notice:
    """The notice with the two links: answer, and never be asked again."""
    words = {
        "name": invitation.customer.name,
        "matter": matter_of(case),
        "day": day_words(case),
        "until": date_format(invitation.expires_at.astimezone(get_default_timezone()), _("j. F Y")),
        "stop": f"{settings.PUBLIC_URL}{reverse('survey_opt_out', args=[token])}",
    }
    company = str(installation())
    text = _(
        "Guten Tag %(name)s,\n\n"
        "wir haben Ihr Anliegen vom %(day)s (%(matter)s) abgeschlossen. Ist damit alles gelöst?\n"
        "Zwei kurze Fragen, es dauert etwa eine Minute. Der Link gilt bis zum %(until)s.\n\n"
        "Möchten Sie nicht mehr gefragt werden? Hier genügt ein Tippen:\n%(stop)s\n\n"
        "Ihre Antwort:"
    )
    return Notice(
        medium=Notice.MAIL,
        address=address,
        dedupe_key=f"{KIND}:{invitation.pk}",
        subject_key=mail_subject(Purpose.SURVEY, invitation.customer_id),
        kind=KIND,
        subject=(_("%(company)s: Ist Ihr Anliegen gelöst?") % {"company": company})[:200],
        text=text % words,
        path=reverse("survey", args=[token]),
        created_at=invitation.created_at,
        not_before=invitation.created_at,
    )


def token_in(mail: Notice) -> str:
    """The key in the link of a mail that waits."""
    return mail.path.strip("/").rpartition("/")[2]


def without_link(mail: Notice) -> str:
    """The text of a mail that has left, without the key in its links."""
    return mail.text.replace(token_in(mail), HIDDEN)


def matter_of(case: Case) -> str:
    """The upper topic; of a confidential one only the number. Needs `case.topic.parent`."""
    topic = case.topic
    if topic.confidential:
        return _("Vorgang #%(number)s") % {"number": case.number}
    return (topic.parent or topic).name


def day_words(case: Case) -> str:
    """ "18. November": when the case was opened."""
    return date_format(case.opened_at.astimezone(get_default_timezone()), _("j. F"))
