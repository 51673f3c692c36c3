"""A voice is sorted: a person says what kind it is and what it is about, and can take that back.

What becomes a complaint gets its case in the same act; the contact it came in never changes.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cases.complaining import becomes_complaint, is_untouched, taken_up_again, was_no_complaint, withdraw
from cases.models import Case, CaseContact, Deadline
from cases.opening import open_case
from cases.promising import promise, topics_for_promises
from contacts.models import Channel, Customer, Product, Topic
from contacts.rule_list.reach import NO_WAY
from crm.company.models import Site, User
from crm.lib.acts import refuse
from feedback.models import Feedback, PublicSender, Severity, Sorting, VoiceKind
from feedback.praising import take_back

RECEIVED_IN_WRITING = (Channel.WEB, Channel.EMAIL)


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What a person chose for a voice. Without a topic the voice has none; only a complaint has a severity."""

    kind: str
    topic: Topic | None = None
    product: Product | None = None
    site: Site | None = None
    severity: int | None = None


@transaction.atomic
def sort_voice(voice_id: int, chosen: Chosen, *, by: User, at: datetime) -> Sorting:
    """Give a voice its kind, topic, product, site and severity. A complaint without a case gets one."""
    voice = _locked(voice_id)
    if chosen.kind not in VoiceKind.values:
        raise refuse("kind", _("Was ist es? Wählen Sie Lob, Beschwerde, Wunsch oder etwas anderes."))
    complaint = chosen.kind == VoiceKind.COMPLAINT
    if complaint and chosen.severity not in (None, *Severity.values):
        raise refuse("severity", _("Bitte wählen Sie, wie schwer es wiegt."))
    done = Sorting(
        voice=voice,
        at=at,
        by=by,
        kind_before=voice.kind,
        topic_before_id=voice.topic_id,
        product_before_id=voice.product_id,
        site_before_id=voice.site_id,
        severity_before=voice.severity,
        receipt_before_id=voice.receipt_id,
        sorted_at_before=voice.sorted_at,
        sorted_by_before_id=voice.sorted_by_id,
    )
    voice.topic, voice.product, voice.site = chosen.topic, chosen.product, chosen.site
    if complaint and voice.kind != VoiceKind.COMPLAINT:
        _give_case(voice, done, by=by, at=at)
    if voice.kind == VoiceKind.PRAISE != chosen.kind:
        take_back(voice, at=at)
    voice.kind, voice.severity = chosen.kind, chosen.severity if complaint else None
    voice.sorted_at, voice.sorted_by = at, by
    voice.save()
    done.save()
    return done


@transaction.atomic
def undo_sorting(voice_id: int, *, by: User, at: datetime) -> Feedback:
    """Back to what the voice was before the last sorting. Raises Refused once somebody works on the case it opened."""
    voice = _locked(voice_id)
    done = Sorting.objects.filter(voice=voice, undone_at=None).order_by("-pk").first()
    if done is None or (voice.sorted_at, voice.sorted_by_id) != (done.at, done.by_id):
        raise refuse("", _("Hier gibt es nichts zurückzunehmen."))
    if done.case is not None and not is_untouched(done.case, since=done.at):
        raise refuse(
            "",
            _("Am Vorgang #%(number)s wird schon gearbeitet. Bitte ordnen Sie die Stimme neu ein.")
            % {"number": done.case.number},
        )
    if voice.kind == VoiceKind.PRAISE != done.kind_before:
        take_back(voice, at=at)
    was_complaint, case_id = voice.kind == VoiceKind.COMPLAINT != done.kind_before, voice.case_id
    _restore(voice, done)
    if done.case_id is not None:
        withdraw(done.case_id, by=by, at=at)
    elif was_complaint and case_id is not None:
        was_no_complaint(case_id, by=by, at=at)
    done.undone_at = at
    done.save(update_fields=["undone_at"])
    return voice


def _give_case(voice: Feedback, done: Sorting, *, by: User, at: datetime) -> None:
    link = CaseContact.objects.filter(contact=voice.contact_id).first()
    if voice.case_id is not None:
        voice.case, voice.receipt = becomes_complaint(voice.case_id, by=by, at=at)
        return
    if link is not None:
        voice.case, voice.receipt = taken_up_again(link.case_id, by=by, at=at)
    else:
        voice.case, voice.receipt = _opened(voice, by=by, at=at)
    done.case = voice.case


def _opened(voice: Feedback, *, by: User, at: datetime) -> tuple[Case, Deadline]:
    """What came in writing was promised an answer when it came in, not when somebody got round to sorting it."""
    contact, topics = voice.contact, topics_for_promises()
    topic = topics.get(pk=voice.topic_id) if voice.topic_id else topics.get(is_other=True)
    voice.topic = topic
    start = contact.received_at if contact.channel in RECEIVED_IN_WRITING else at
    group_id = contact.customer.group_id if contact.customer else None
    promised = promise(topic, channel=contact.channel, complaint=True, start=start, group_id=group_id)
    customer = contact.customer
    reachable = customer is not None and Customer.objects.filter(~NO_WAY, pk=customer.pk).exists()
    reachable = reachable or PublicSender.objects.filter(contact=contact).exclude(reach="").exists()
    cannot_answer = "" if reachable else "unreachable"
    return open_case(
        contact, promised, by=by, at=start, complaint=True, cannot_answer=cannot_answer, topic=topic
    )


def _restore(voice: Feedback, done: Sorting) -> None:
    """Before its case asks whether it is still a complaint. A case that was there before stays linked."""
    voice.kind, voice.severity = done.kind_before, done.severity_before
    voice.topic_id, voice.product_id = done.topic_before_id, done.product_before_id
    voice.site_id, voice.receipt_id = done.site_before_id, done.receipt_before_id
    voice.case_id = None if done.case_id else voice.case_id
    voice.sorted_at, voice.sorted_by_id = done.sorted_at_before, done.sorted_by_before_id
    voice.save()


def _locked(voice_id: int) -> Feedback:
    rows = Feedback.objects.select_for_update(of=("self",)).select_related("contact__customer", "case")
    return rows.get(pk=voice_id)
