"""An answer to a survey, and "please do not ask again". A low score becomes a case in the same transaction.

The customer is not signed in, so contact and case are credited to whoever closed the case that was asked about.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Case, CaseEvent, Closure, Deadline
from cases.opening import open_case
from cases.promising import promise, topics_for_promises
from contacts.consent import record_consent
from contacts.models import Channel, Contact, Outcome, Purpose, Topic
from contacts.recording import ContactFacts, record_contact
from crm.company.models import User
from crm.lib.acts import refuse
from crm.lib.lengths import fitting
from crm.lib.tokens import token_hash
from feedback.models import Invitation, Solved, SurveyAnswer

LONGEST_TEXT: Final = 2_000
_NAMESPACE: Final = UUID("b1a5c1de-3b0c-4a53-9d0f-7a3f5d1c2e64")


@dataclass(frozen=True, kw_only=True)
class Given:
    """What was ticked and written: yes, partly or no; 1 to 5; free text."""

    solved: str
    score: int
    text: str = ""


def invitation_of(token: str) -> Invitation | None:
    """The invitation a link belongs to, with everything its pages show; also after it has expired."""
    rows = Invitation.objects.select_related("case__topic__parent", "answer__promise")
    return rows.filter(token_hash=token_hash(token)).first()


@transaction.atomic
def answer(invitation_id: int, given: Given, *, at: datetime) -> SurveyAnswer:
    """Store the answer; a second one changes nothing and gives the first. Raises Refused when it is too late."""
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("case__topic", "customer")
        .get(pk=invitation_id)
    )
    known = SurveyAnswer.objects.filter(invitation=invitation).first()
    if known is not None:
        return known
    if at >= invitation.expires_at or invitation.opted_out_at is not None:
        raise refuse("", _("Diese Umfrage ist schon zu Ende."))
    text = fitting("text", given.text, LONGEST_TEXT)
    said = SurveyAnswer(invitation=invitation, at=at, solved=given.solved, score=given.score, text=text)
    if said.is_low:
        said.case, said.promise = _follow_up(said, by=_closed_by(invitation), at=at)
    said.save(force_insert=True)
    CaseEvent.objects.create(case=invitation.case, at=at, by=None, verb="noted", text=_told(said))
    return said


@transaction.atomic
def opt_out(invitation_id: int, *, at: datetime) -> Invitation:
    """The customer does not want to be asked any more: the consent is withdrawn. Works with an old link too."""
    invitation = (
        Invitation.objects.select_for_update(of=("self",)).select_related("customer").get(pk=invitation_id)
    )
    if invitation.opted_out_at is not None:
        return invitation
    record_consent(
        invitation.customer,
        purpose=Purpose.SURVEY,
        given=False,
        source=_("auf der Seite der Umfrage abgelehnt"),
        by=None,
        at=at,
    )
    invitation.opted_out_at = at
    invitation.save(update_fields=["opted_out_at"])
    return invitation


def _closed_by(invitation: Invitation) -> User:
    closures = Closure.objects.filter(case=invitation.case, at__lte=invitation.created_at)
    return closures.select_related("by").latest("at", "pk").by


def _follow_up(said: SurveyAnswer, *, by: User, at: datetime) -> tuple[Case, Deadline]:
    """A low score is a concern like any other: a contact, a case of the same topic, a promise."""
    topic = topics_for_promises().get(pk=said.invitation.case.topic_id)
    contact = _contact(said, topic, by=by, at=at)
    group_id = said.invitation.customer.group_id
    promised = promise(topic, channel=Channel.WEB, complaint=False, start=at, group_id=group_id)
    return open_case(contact, promised, by=by, at=at)


def _contact(said: SurveyAnswer, topic: Topic, *, by: User, at: datetime) -> Contact:
    """Its id is made from the invitation: even without the lock there could be only one."""
    invitation = said.invitation
    facts = ContactFacts(
        client_id=uuid5(_NAMESPACE, invitation.token_hash),
        fingerprint=invitation.token_hash,
        channel=Channel.WEB,
        outcome=Outcome.FOLLOW_UP,
        happened_at=at,
        recorded_at=at,
        received_at=at,
        customer=invitation.customer,
        topic=topic,
        text=_concern(said),
    )
    return record_contact(facts, by=by)


def _concern(said: SurveyAnswer) -> str:
    number = {"number": said.invitation.case.number}
    title = {
        Solved.YES: _("Unzufrieden mit #%(number)s (Umfrage)"),
        Solved.PARTLY: _("#%(number)s nur teilweise gelöst (Umfrage)"),
        Solved.NO: _("#%(number)s nicht gelöst (Umfrage)"),
    }[Solved(said.solved)] % number
    return f"{title}\n{_told(said)}"


def _told(said: SurveyAnswer) -> str:
    """ "Umfrage: teilweise gelöst, 2 von 5." and the customer's words."""
    told = {
        Solved.YES: _("Umfrage: gelöst, %(score)s von 5."),
        Solved.PARTLY: _("Umfrage: teilweise gelöst, %(score)s von 5."),
        Solved.NO: _("Umfrage: nicht gelöst, %(score)s von 5."),
    }[Solved(said.solved)] % {"score": said.score}
    return "\n".join([told, _("„%(text)s“") % {"text": said.text}]) if said.text else told
