"""The one door for contacts. Page, API, offline queue and demo data all enter here.

1. Look the client id up before anything else: the same request again changes nothing, another one is a conflict.
2. Check what was sent against what is known; everything wrong is said at once, by field.
3. In one transaction write customer, contact, origin, case and voice. A complaint always gets a case.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import UUIDField
from django.utils.translation import gettext as _

from cases.answer_gaps import missing_at
from cases.answers import answer_helped
from cases.joining import join
from cases.models import Case, CaseContact
from cases.opening import open_case, open_solved_case
from cases.promising import promise
from cases.visibility import inside_contacts
from contacts.campaigns import outside_words
from contacts.models import Channel, Contact, Customer, Outcome
from contacts.recording import ContactFacts, create_customer, record_contact
from contacts.sources import Origin, note_origin
from crm.company.models import User
from crm.company.permissions import viewer_of
from crm.company.presence import company_day
from crm.desk.capture_checks import Checked, checked
from crm.desk.capture_request import Capture, fingerprint
from crm.lib.kept import Kept
from feedback.models import VoiceKind, VoiceOrigin
from feedback.voicing import voice

__all__ = ["Capture", "CaptureConflict", "Captured", "capture"]

RECEIVED_IN_WRITING = {Channel.WEB, Channel.EMAIL}


class CaptureConflict(Exception):
    """This client id already belongs to another capture, or to one this person may not see."""


@dataclass(frozen=True)
class Captured:
    """What a capture became. `warnings` are doubts about what was typed, in plain words; none was refused for."""

    contact: Contact
    case: Case | None
    warnings: list[str] = field(default_factory=list)
    created: bool = True


def capture(request: Capture, *, by: User, received_at: datetime) -> Captured:
    """Record one contact. Raises Refused (messages by field) or CaptureConflict; then nothing was written."""
    mark = fingerprint(request)
    known = _known(request, mark, by=by, at=received_at)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return _record(request, mark, by=by, received_at=received_at)
    except IntegrityError:
        known = _known(request, mark, by=by, at=received_at)  # the same id came in twice at once
        if known is None:
            raise
        return known


KNOWN = Kept(
    lambda *, client_id: Contact.objects.select_related("customer").filter(client_id=client_id),
    client_id=UUIDField(),
)


def _known(request: Capture, mark: str, *, by: User, at: datetime) -> Captured | None:
    contact = next(iter(KNOWN.rows(client_id=request.client_id)), None)
    if contact is None:
        return None
    if contact.fingerprint != mark or not _sees(by, contact, at):
        raise CaptureConflict
    link = CaseContact.objects.select_related("case__topic").filter(contact=contact).first()
    return Captured(contact, link.case if link else None, created=False)


def _sees(by: User, contact: Contact, at: datetime) -> bool:
    if contact.recorded_by_id == by.pk:
        return True
    viewer = viewer_of(by, today=company_day(at))
    return inside_contacts(Contact.objects.filter(pk=contact.pk), viewer).exists()


def _record(request: Capture, mark: str, *, by: User, received_at: datetime) -> Captured:
    facts = checked(request, by=by, received_at=received_at)
    customer, warnings = _customer(request, facts, by=by)
    contact = record_contact(_contact_facts(request, facts, customer, mark, received_at), by=by)
    if facts.customer is not None:
        note_origin(
            facts.customer,
            is_new=False,
            source=facts.source,
            reason=facts.reason,
            reason_text=request.reason_text,
            campaign=facts.campaign,
            referred_by=facts.referred_by,
            contact=contact,
            by=by,
            at=facts.recorded_at,
        )
    if request.campaign_code and facts.campaign is None:
        warnings.append(
            _("Den Code „%(code)s“ kennen wir noch nicht. Er ist gespeichert.")
            % {"code": request.campaign_code}
        )
    elif facts.campaign is not None:
        late = outside_words(facts.campaign, company_day(facts.happened_at), code=request.campaign_code)
        warnings += [late] if late else []
    case = _case_and_voice(request, facts, contact, by=by)
    if facts.answer is not None:
        answer_helped(facts.answer, contact)
    elif request.answer_missing and facts.topic is not None:
        missing_at(contact, topic=facts.topic, words=request.answer_words, by=by, at=facts.recorded_at)
    return Captured(contact, case, warnings)


def _customer(request: Capture, facts: Checked, *, by: User) -> tuple[Customer | None, list[str]]:
    if request.new_customer is None:
        return facts.customer, []
    said = Origin(
        source=facts.source,
        reason=facts.reason,
        reason_text=request.reason_text,
        campaign=facts.campaign,
        referred_by=facts.referred_by,
    )
    customer, doubts = create_customer(request.new_customer, by=by, at=facts.recorded_at, origin=said)
    return customer, [doubt.message for doubt in doubts]


def _contact_facts(
    request: Capture, facts: Checked, customer: Customer | None, mark: str, received_at: datetime
) -> ContactFacts:
    return ContactFacts(
        client_id=request.client_id,
        fingerprint=mark,
        channel=request.channel,
        direction=request.direction,
        outcome=request.outcome,
        happened_at=facts.happened_at,
        recorded_at=facts.recorded_at,
        received_at=received_at,
        site=facts.site,
        customer=customer,
        spoke_with=facts.spoke_with,
        topic=facts.topic,
        product=facts.product,
        source=facts.source,
        reason=facts.reason,
        reason_text=request.reason_text,
        campaign=facts.campaign,
        campaign_code=request.campaign_code,
        text=request.text,
        encounter=request.encounter or request.client_id,
        picks_up=request.picks_up,
    )


def _case_and_voice(request: Capture, facts: Checked, contact: Contact, *, by: User) -> Case | None:
    complaint = request.voice == VoiceKind.COMPLAINT
    case, receipt = facts.case, None
    at = facts.recorded_at
    if case is not None:
        case, receipt = join(case.pk, contact=contact, by=by, at=at, complaint=complaint)
    elif request.outcome == Outcome.FOLLOW_UP or complaint:
        assert facts.topic is not None
        # What came in writing was promised an answer when it came in, not when somebody got round to it.
        start = contact.received_at if request.channel in RECEIVED_IN_WRITING else at
        group_id = contact.customer.group_id if contact.customer else None
        said = promise(
            facts.topic, channel=request.channel, complaint=complaint, start=start, group_id=group_id
        )
        if request.outcome == Outcome.RESOLVED:
            result = request.text.strip() or _("Sofort gelöst.")
            case, receipt = open_solved_case(contact, said, by=by, at=start, result=result)
        else:
            case, receipt = open_case(
                contact, said, by=by, at=start, complaint=complaint, cannot_answer=facts.cannot_answer
            )
    if request.voice or request.origin:
        voice(
            contact,
            kind=request.voice,
            case=case,
            receipt=receipt,
            origin=request.origin or VoiceOrigin.CAPTURE,
            origin_link=request.origin_link,
            severity=request.severity,
        )
    return case
