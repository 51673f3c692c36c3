"""Part of a case becomes a case of its own, with its own promise from the moment it was voiced."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cases.acting import CaseAct, rearm, require_open
from cases.following import Moved, followed, hold_a_complaint
from cases.models import (
    Case,
    CaseContact,
    CaseEvent,
    CaseLink,
    Deadline,
    DeadlineKind,
    DeadlineState,
    LinkKind,
)
from cases.notices import tell_lead_of_new_case
from cases.opening import new_case, write_case
from cases.promising import promise, topics_for_promises
from contacts.models import Channel, Contact, Direction, Topic
from crm.company.models import User
from crm.lib.acts import refuse

RECEIVED_IN_WRITING = {Channel.WEB, Channel.EMAIL}


@transaction.atomic
def split(
    case_id: int,
    *,
    contacts: Collection[int],
    notes: Collection[int] = (),
    by: User,
    at: datetime,
    expected_version: int | None = None,
) -> Case:
    """Contacts and notes become a case of the same team and person. Gives the new case.

    Its deadlines start when the first of the contacts was recorded (in writing: received); an answer among them keeps
    the promise. What the old case promised stays.
    """
    act = CaseAct.begin(case_id, by=by, at=at, expected_version=expected_version)
    require_open(act.case)
    chosen = _chosen(act.case, contacts)
    voiced = next((each for each in chosen if each.direction == Direction.IN), None)
    if voiced is None:
        raise refuse("contacts", _("Bitte wählen Sie mindestens einen Kontakt der Kundin oder des Kunden."))
    start = voiced.received_at if voiced.channel in RECEIVED_IN_WRITING else voiced.recorded_at
    complaint = hold_a_complaint(chosen)
    topic = _topic(act.case, voiced)
    said = promise(topic, channel=voiced.channel, complaint=complaint, start=start)
    new = new_case(voiced, said, by=by, at=start, complaint=complaint, topic=topic)
    new.team, new.owner = act.case.team, act.case.owner
    first, resolution = said.first_response, said.resolution
    events = [("armed", first, ""), ("armed", resolution, "")]
    answer = _answer(chosen, start)
    if answer is not None:
        events += _met(first, answer.recorded_at)
    rearm(new, [first, resolution])
    CaseContact.objects.filter(case=act.case, contact__in=chosen).delete()
    write_case(new, voiced, [first, resolution], events, by=by, at=at, reason=_from(act.case))
    rest = [each for each in chosen if each.pk != voiced.pk]
    CaseContact.objects.bulk_create(CaseContact(case=new, contact=each) for each in rest)
    _take_along(act.case, new, chosen, notes)
    running = act.running(DeadlineKind.FIRST_RESPONSE)
    owed = {running.pk: first.pk} if running is not None else {}
    ids = [each.pk for each in chosen]
    followed(Moved(source_id=act.case.pk, target_id=new.pk, contact_ids=ids, deadlines=owed))
    CaseLink.objects.create(case=new, other=act.case, kind=LinkKind.RELATED, at=at, by=by)
    due = first if first.state == DeadlineState.ARMED else resolution
    data = {"team": new.team.name, "due_at": due.due_at.isoformat(), "kind": due.kind}
    CaseEvent.objects.create(
        case=new, at=at, by=by, verb="opened", data=data | {"split_from": act.case.number}
    )
    if new.owner_id is None:
        tell_lead_of_new_case(new, promise_due=due.due_at, by=by, at=at)
    act.tell("split", number=new.number)
    act.finish(reason=_("#%(number)d abgetrennt") % {"number": new.number})
    return new


def _from(case: Case) -> str:
    return _("Abgetrennt von #%(number)d") % {"number": case.number}


def _chosen(case: Case, contacts: Collection[int]) -> list[Contact]:
    """The chosen contacts in order. Raises Refused where they are not ours, or nothing would stay."""
    links = list(
        CaseContact.objects.filter(case=case, contact__void=None)
        .select_related("contact__topic")
        .order_by("contact__recorded_at", "pk")
    )
    wanted = set(contacts)
    chosen = [link for link in links if link.contact_id in wanted]
    if len(chosen) != len(wanted):
        raise refuse("contacts", _("Diesen Eintrag gibt es nicht (mehr). Bitte wählen Sie neu."))
    if any(link.opened_case for link in chosen) or len(chosen) == len(links):
        raise refuse(
            "contacts", _("Der Kontakt, mit dem dieser Vorgang begann, bleibt hier. Bitte wählen Sie andere.")
        )
    return [link.contact for link in chosen]


def _topic(case: Case, voiced: Contact) -> Topic:
    """What the contact was about, unless others than before would read it then."""
    own = voiced.topic
    keeps = own is not None and own.confidential == case.topic.confidential
    return topics_for_promises().get(pk=own.pk if own is not None and keeps else case.topic_id)


def _answer(chosen: list[Contact], start: datetime) -> Contact | None:
    return next(
        (each for each in chosen if each.direction == Direction.OUT and each.recorded_at >= start), None
    )


def _met(first: Deadline, at: datetime) -> list[tuple[str, Deadline, str]]:
    first.state, first.met_at, first.next_step_at = DeadlineState.MET, at, None
    if at <= first.due_at:
        return [("met", first, "")]
    first.missed_at = first.due_at
    return [("missed", first, ""), ("met", first, "")]


def _take_along(old: Case, new: Case, chosen: list[Contact], notes: Collection[int]) -> None:
    """Of the story what was said in these contacts and the chosen notes, with their files."""
    spoken = CaseEvent.objects.filter(case=old, contact__in=chosen)
    noted = CaseEvent.objects.filter(case=old, verb="noted", pk__in=list(notes))
    if noted.count() != len(set(notes)):
        raise refuse("notes", _("Diesen Eintrag gibt es nicht (mehr). Bitte wählen Sie neu."))
    events = [*spoken, *noted]
    for event in events:
        event.case, event.data = new, event.data | {"from": old.number}
    CaseEvent.objects.bulk_update(events, ["case", "data"], batch_size=200)
