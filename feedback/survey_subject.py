"""What an invitation is about, in words a postcard might carry: the upper topic and the day."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from cases.models import Case
from contacts.models import Topic
from feedback.models import Invitation


def about_words(invitation: Invitation) -> str:
    """ "Zu Ihrem Anliegen „Reparatur“ vom 2. März." or nothing. Needs case and contact with `topic.parent`."""
    if invitation.case is not None:
        day = day_words(invitation.case.opened_at)
        if invitation.case.topic.confidential:
            number = {"number": invitation.case.number, "day": day}
            return _("Zu Ihrem Vorgang #%(number)s vom %(day)s.") % number
        return _about(invitation.case.topic, day)
    if invitation.contact is not None:
        return _about(invitation.contact.topic, day_words(invitation.contact.recorded_at))
    return ""


def _about(topic: Topic | None, day: str) -> str:
    if topic is None or topic.confidential:
        return _("Zu Ihrem Kontakt mit uns vom %(day)s.") % {"day": day}
    return _("Zu Ihrem Anliegen „%(matter)s“ vom %(day)s.") % {"matter": upper(topic), "day": day}


def upper(topic: Topic) -> str:
    return (topic.parent or topic).name


def matter_of(case: Case) -> str:
    """The upper topic; of a confidential one only the number. Needs `case.topic.parent`."""
    return (
        _("Vorgang #%(number)s") % {"number": case.number} if case.topic.confidential else upper(case.topic)
    )


def day_words(at: datetime) -> str:
    """ "18. November"."""
    return date_format(at.astimezone(get_default_timezone()), _("j. F"))
