"""What becomes of an answer: a low score a case with a promise of its own, words a voice. One contact at most."""

from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from cases.models import Case, Closure, Deadline
from cases.opening import open_case
from cases.policies import newest_for
from cases.promising import promise, topics_for_promises
from contacts.models import Channel, Contact, Outcome, Topic
from contacts.recording import ContactFacts, record_contact
from crm.company.models import Role, User
from feedback.models import Feedback, Invitation, SurveyAnswer, VoiceOrigin
from feedback.survey_words import concern
from feedback.voicing import voice

_NAMESPACE: Final = UUID("b1a5c1de-3b0c-4a53-9d0f-7a3f5d1c2e64")


def follow_up(said: SurveyAnswer, *, at: datetime) -> None:
    """Open the case of a low score and put it into the answer, unsaved; let words wait in the inbox of voices.

    Who is there no more cannot be answered and is listed as not reachable.
    """
    invitation = said.invitation
    if said.is_low and invitation.customer.standing:
        said.unreachable = True
    elif said.is_low or said.text:
        topic = topics_for_promises().get(pk=_topic_id(invitation))
        by = _credited(invitation)
        contact = _contact(said, topic, by=by, at=at)
        if said.is_low:
            said.case, said.promise = _open(said, contact, topic, by=by, at=at)
        if said.text:
            heard = voice(contact, kind="", case=said.case, receipt=None, origin=VoiceOrigin.SURVEY)
            Feedback.objects.filter(pk=heard.pk).update(topic=topic)


def _open(
    said: SurveyAnswer, contact: Contact, topic: Topic, *, by: User, at: datetime
) -> tuple[Case, Deadline]:
    """A low score is a concern like any other: a contact, a case of the same topic, a promise."""
    invitation = said.invitation
    own = newest_for(invitation.survey.policy_id) if invitation.survey.policy_id else None
    group_id = invitation.customer.group_id
    promised = promise(topic, channel=Channel.WEB, complaint=False, start=at, group_id=group_id, version=own)
    return open_case(contact, promised, by=by, at=at)


def _contact(said: SurveyAnswer, topic: Topic, *, by: User, at: datetime) -> Contact:
    """Its id is made from the invitation: even without the lock there could be only one."""
    invitation = said.invitation
    facts = ContactFacts(
        client_id=uuid5(_NAMESPACE, invitation.token_hash),
        fingerprint=invitation.token_hash,
        channel=Channel.WEB,
        outcome=Outcome.FOLLOW_UP if said.is_low else Outcome.NO_CONCERN,
        happened_at=at,
        recorded_at=at,
        received_at=at,
        customer=invitation.customer,
        topic=topic if said.is_low or topic.confidential else None,  # kind words are no return to the topic
        text=concern(said) if said.is_low else said.text,
    )
    return record_contact(facts, by=by)


def _topic_id(invitation: Invitation) -> int:
    """That of the case or contact we asked about, else that of the survey, else "Sonstiges", which always is."""
    if invitation.case is not None:
        return invitation.case.topic_id
    if invitation.contact is not None and invitation.contact.topic_id is not None:
        return invitation.contact.topic_id
    return invitation.survey.topic_id or Topic.objects.values_list("pk", flat=True).get(is_other=True)


def _credited(invitation: Invitation) -> User:
    if invitation.case is not None:
        closures = Closure.objects.filter(case=invitation.case, at__lte=invitation.created_at)
        return closures.select_related("by").latest("at", "pk").by
    if invitation.contact is not None:
        return invitation.contact.recorded_by
    return invitation.survey.created_by or User.objects.filter(role=Role.ADMIN, is_active=True).earliest("pk")
