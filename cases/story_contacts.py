"""A contact in a story: who said what on which channel, or who of us answered whom."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cases.models import CaseEvent
from cases.story_entry import Entry, Teller
from contacts.models import Addendum, Channel, Contact, Direction
from crm.company.permissions import sees_inside, takes_back


def told_contact(
    event: CaseEvent,
    contact: Contact,
    teller: Teller,
    *,
    voice: tuple[str | Promise, str] | None,
    sender: str,
    addenda: Sequence[Addendum],
) -> Entry:
    """The words stay with those who may read the topic; a contact taken back stays readable, but struck."""
    sees = _sees(contact, teller)
    quote = contact.text if sees else _("Vertraulich")
    return Entry(
        at=event.at,
        who=_who(contact, sender if sees else ""),
        did=_did(contact),
        channel=contact.channel,
        quote=quote.strip(),
        voice=voice,
        void=_void(contact),
        takes_back=contact.client_id if _takes_back(contact, teller) else None,
        adds_to=contact.client_id if sees and not hasattr(contact, "void") else None,
        addenda=addenda if sees else (),
    )


def _sees(contact: Contact, teller: Teller) -> bool:
    topic = contact.topic
    if topic is None or not topic.confidential:
        return True
    if topic.pk == teller.case.topic_id:  # who reads the story is inside of it
        return True
    return sees_inside(teller.viewer, team_id=topic.team_id, recorder_id=contact.recorded_by_id)


def _takes_back(contact: Contact, teller: Teller) -> bool:
    recorded = contact.recorded_by_id, contact.recorded_at
    return not hasattr(contact, "void") and takes_back(teller.viewer, *recorded, now=teller.now)


def _who(contact: Contact, sender: str) -> str:
    """`sender`: what a stranger typed about themselves."""
    if contact.direction == Direction.OUT:
        return str(contact.recorded_by)
    person = contact.spoke_with or contact.customer
    if person is not None:
        return person.name
    return _("%(sender)s (nicht geprüft)") % {"sender": sender} if sender else _("Ohne Namen")


def _did(contact: Contact) -> str:
    if contact.direction == Direction.OUT:
        return _with_person(contact, _answered(contact.channel))
    return _("%(did)s, aufgenommen von %(name)s") % {
        "did": _spoke(contact.channel),
        "name": contact.recorded_by,
    }


def _with_person(contact: Contact, did: str) -> str:
    if contact.spoke_with is None or contact.spoke_with_id == contact.customer_id:
        return did
    return _("%(did)s, gesprochen mit %(name)s") % {"did": did, "name": contact.spoke_with.name}


def _spoke(channel: str) -> str:
    return {
        Channel.SHOP: _("ist im Laden"),
        Channel.PHONE: _("ruft an"),
        Channel.WEB: _("schreibt im Internet"),
        Channel.EMAIL: _("schreibt eine E-Mail"),
        Channel.CHAT: _("schreibt im Chat"),
        Channel.MAGAZINE: _("meldet sich auf eine Anzeige"),
        Channel.LETTER: _("schreibt einen Brief"),
        Channel.EVENT: _("ist auf der Messe"),
        Channel.VISIT: _("spricht beim Besuch"),
    }[Channel(channel)]


def _answered(channel: str) -> str:
    return {
        Channel.SHOP: _("antwortet im Laden"),
        Channel.PHONE: _("antwortet am Telefon"),
        Channel.WEB: _("antwortet im Internet"),
        Channel.EMAIL: _("antwortet mit einer E-Mail"),
        Channel.CHAT: _("antwortet im Chat"),
        Channel.MAGAZINE: _("antwortet über die Zeitschrift"),
        Channel.LETTER: _("antwortet mit einem Brief"),
        Channel.EVENT: _("antwortet auf der Messe"),
        Channel.VISIT: _("antwortet beim Besuch"),
    }[Channel(channel)]


def _void(contact: Contact) -> str:
    if not hasattr(contact, "void"):
        return ""
    return _("zurückgenommen von %(name)s") % {"name": contact.void.by}
