"""What people read about cases, each in their language: an escalation, a new case, a hand-over, a mention."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import BigIntegerField, DateField, Exists, OuterRef, Q, QuerySet
from django.utils import translation
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from cases.models import Case, DeadlineKind, Priority
from cases.step_words import event_data, sentence
from crm.company.models import Absence, NoticeWay, User
from crm.company.presence import company_day
from crm.lib.formats import full_moment
from crm.lib.kept import Kept
from crm.outbox.enqueue import enqueue
from crm.outbox.messages import messages_to
from crm.outbox.models import Notice

if TYPE_CHECKING:
    from cases.escalation import Fired

UNDO_TIME = timedelta(seconds=15)  # a capture can be taken back; its notices wait for that


def path_of(case: Case) -> str:
    return f"/vorgaenge/{case.number}/"


def subject_key(case: Case) -> str:
    return f"case:{case.pk}"


def named(case: Case) -> str:
    """Number and title; a confidential matter travels by number only."""
    return f"#{case.number}" if case.topic.confidential else f"#{case.number} {case.title}"


def escalation_notices(fired: Fired, *, now: datetime) -> Iterator[Notice]:
    """In the app for everybody who hears of it, by mail too where an address is known.

    What is late comes in every way at once; of what comes near people choose whether and when they get a mail.
    """
    case, escalation = fired.case, fired.escalation
    for who in fired.heard_by:
        key = f"escalation:{case.pk}:{fired.deadline.pk}:{escalation.step}:{escalation.cycle}:{who.user.pk}"
        with translation.override(who.user.language):
            subject = _("Stufe %(step)d: %(case)s") % {"step": escalation.step, "case": named(case)}
            text = _sentence(fired, now)
        way = NoticeWay.BOTH if fired.deadline.due_at <= now else who.user.notice_warning
        yield from to_person(
            case, who.user, way=way, kind="escalation", key=key, subject=subject, text=text, at=now
        )
    before = fired.done.before
    if (
        fired.done.reassigned
        and before is not None
        and before.pk not in {who.user.pk for who in fired.heard_by}
    ):
        yield from _taken_from(fired, before, now)


def _taken_from(fired: Fired, before: User, now: datetime) -> Iterator[Notice]:
    """Whoever had the case learns that a rung gave it to somebody else."""
    with translation.override(before.language):
        subject = _("Nicht mehr bei Ihnen: %(case)s") % {"case": named(fired.case)}
        text = sentence(event_data(fired.done))
    way = before.notice_handed_over
    return to_person(fired.case, before, way=way, kind="handed_over", subject=subject, text=text, at=now)


def _sentence(fired: Fired, now: datetime) -> str:
    late = fired.deadline.due_at <= now
    said = {
        DeadlineKind.FIRST_RESPONSE: (
            _("Team %(team)s wollte bis %(moment)s antworten."),
            _("Team %(team)s antwortet bis %(moment)s."),
        ),
        DeadlineKind.FOLLOW_UP: (
            _("Team %(team)s wollte %(moment)s wieder nachsehen."),
            _("Team %(team)s sieht %(moment)s wieder nach."),
        ),
        DeadlineKind.RESOLUTION: (
            _("Team %(team)s wollte bis %(moment)s fertig sein."),
            _("Team %(team)s hat es bis %(moment)s fertig."),
        ),
    }[DeadlineKind(fired.deadline.kind)]
    words = {
        "team": fired.case.team.name,
        "moment": full_moment(fired.deadline.due_at, tz=get_default_timezone()),
    }
    answer = _("Antworten Sie mit „Gesehen, ich kümmere mich“, dann wird es still bis zum nächsten Datum.")
    did = sentence(event_data(fired.done))
    return " ".join(filter(None, [(said[0] if late else said[1]) % words, did, answer]))


def mention_notices(case: Case, users: Iterable[User], *, by: User, at: datetime) -> Iterator[Notice]:
    """Somebody named these people in a note. The note itself does not travel; whoever may read it finds it there.

    Call within the act that wrote the note and `enqueue` the result; nobody is told of what they wrote themselves.
    """
    for user in users:
        if user.pk == by.pk:
            continue
        with translation.override(user.language):
            subject = _("%(who)s nennt Sie: %(case)s") % {"who": by, "case": named(case)}
            text = _("In einer Notiz zu diesem Vorgang werden Sie gefragt oder sollen etwas wissen.")
        yield from to_person(
            case, user, way=user.notice_mention, kind="mention", subject=subject, text=text, at=at
        )


def to_person(
    case: Case,
    user: User,
    *,
    way: str,
    kind: str,
    subject: str,
    text: str,
    at: datetime,
    key: str = "",
    wait: timedelta = timedelta(),
) -> Iterator[Notice]:
    """In the ways the person chose; `key` where one act may tell the same person twice."""
    return messages_to(
        user,
        way=way,
        kind=kind,
        key=key or f"{kind}:{case.pk}:{user.pk}:{case.version}",
        subject_key=subject_key(case),
        subject=subject,
        text=text,
        path=path_of(case),
        at=at,
        wait=wait,
    )


def tell_lead_of_new_case(case: Case, *, promise_due: datetime, by: User, at: datetime) -> None:
    """A new case has no owner yet: the lead (the deputy while absent) hears of it."""
    to = _lead_present(case, at)
    if to.pk == by.pk:
        return
    with translation.override(to.language):
        subject = _("Neu für Team %(team)s: %(case)s") % {"team": case.team.name, "case": named(case)}
        due = full_moment(promise_due, tz=get_default_timezone())
        text = _("Versprochen bis %s. Noch ist niemand zuständig.") % due
    way, wait = to.notice_opened, UNDO_TIME
    enqueue([*to_person(case, to, way=way, kind="opened", subject=subject, text=text, at=at, wait=wait)])


def tell_whom_it_was_given(case: Case, *, reason: str, by: User, at: datetime) -> None:
    """A case was handed over: its new owner, or the lead of its new team, hears of it."""
    to = whom_it_was_given(case, at)
    if to.pk == by.pk:
        return
    with translation.override(to.language):
        subject = _("%(who)s übergibt: %(case)s") % {"who": by, "case": named(case)}
        text = reason or _("Ohne Bemerkung. Die Fristen laufen weiter.")
        if reason and case.topic.confidential:
            text = _("Der Grund steht im Vorgang. Die Fristen laufen weiter.")
    way = to.notice_handed_over
    enqueue([*to_person(case, to, way=way, kind="handed_over", subject=subject, text=text, at=at)])


def tell_owner_of_priority(case: Case, *, moved: bool, reason: str, by: User, at: datetime) -> None:
    """Somebody else said how urgent the case is: its owner hears of it. `moved`: a deadline falls elsewhere now."""
    to = case.owner
    if to is None or to.pk == by.pk:
        return
    with translation.override(to.language):
        words = {"who": by, "priority": Priority(case.priority).label, "case": named(case)}
        subject = _("%(who)s ändert die Dringlichkeit auf „%(priority)s“: %(case)s") % words
        due = _("Die Fristen haben sich geändert.") if moved else _("Die Fristen fallen wie bisher.")
        why = (
            _("Der Grund steht im Vorgang.")
            if case.topic.confidential
            else _("Grund: %(reason)s") % {"reason": reason}
        )
    way, text = to.notice_handed_over, f"{due} {why}"
    enqueue([*to_person(case, to, way=way, kind="prioritised", subject=subject, text=text, at=at)])


def whom_it_was_given(case: Case, at: datetime) -> User:
    """The owner; without one the lead, or the deputy while only the lead is away."""
    return case.owner or _lead_present(case, at)


def _leads(*, lead: Any, deputy: Any, day: Any) -> QuerySet[User]:
    absences = Absence.objects.filter(user=OuterRef("pk"), starts_on__lte=day, ends_on__gte=day)
    return User.objects.filter(Q(pk=lead) | Q(pk=deputy)).annotate(away=Exists(absences))


LEADS = Kept(_leads, lead=BigIntegerField(), deputy=BigIntegerField(), day=DateField())


def _lead_present(case: Case, at: datetime) -> User:
    """The lead, or the deputy while only the lead is away. One statement."""
    rows = LEADS.rows(lead=case.team.lead_id, deputy=case.team.deputy_id, day=company_day(at))
    both = {user.pk: user for user in rows}
    lead, deputy = both[case.team.lead_id], both[case.team.deputy_id]
    return deputy if vars(lead)["away"] and not vars(deputy)["away"] else lead
