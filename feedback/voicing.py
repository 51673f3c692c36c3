"""A voice is written down with the contact it came in. A complaint never stands without its case and receipt.

What a colleague captured is sorted at once: somebody chose its kind. What came otherwise waits in the inbox, and may
have no kind before a person has given it one.
"""

from typing import Final
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from cases.models import Case, Deadline
from contacts.models import Contact
from crm.lib.acts import refuse
from feedback.models import Feedback, VoiceOrigin

LONGEST_LINK: Final = 500


def voice(
    contact: Contact,
    *,
    kind: str,
    case: Case | None,
    receipt: Deadline | None,
    origin: str = VoiceOrigin.CAPTURE,
    origin_link: str = "",
    severity: int | None = None,
) -> Feedback:
    """Write the voice of one contact; `receipt` is the deadline by which a complaint is answered.

    `kind` may be "" unless it was captured: then nobody knows yet what kind of voice it is.
    """
    chosen = origin == VoiceOrigin.CAPTURE
    return Feedback.objects.create(
        contact=contact,
        kind=kind,
        at=contact.recorded_at,
        case=case,
        receipt=receipt,
        origin=origin,
        origin_link=checked_link(origin_link),
        severity=severity,
        topic_id=contact.topic_id,
        product_id=contact.product_id,
        site_id=contact.site_id,
        sorted_at=contact.recorded_at if chosen else None,
        sorted_by_id=contact.recorded_by_id if chosen else None,
    )


def checked_link(typed: str) -> str:
    """The address a voice can be read at, as typed. Raises Refused unless it is one of the web."""
    link = typed.strip()
    if not link:
        return ""
    try:
        parts = urlsplit(link)
        plain = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username
    except ValueError:
        plain = False
    if not plain or len(link) > LONGEST_LINK or not link.isprintable() or " " in link:
        raise refuse("origin_link", _("Bitte eine Adresse, die mit https:// beginnt."))
    return link
