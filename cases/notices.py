"""What people read about cases: an escalation, a new case for the lead. Rendered in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils import translation
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from cases.models import Case, DeadlineKind
from cases.step_words import event_data, sentence
from crm.company.models import Absence, User
from crm.company.presence import company_day
from crm.lib.formats import full_moment
from crm.outbox.enqueue import enqueue
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
    """In the app for everybody who hears of it, by mail too where an address is known."""
    case, escalation = fired.case, fired.escalation
    for who in fired.heard_by:
        key = f"escalation:{case.pk}:{fired.deadline.pk}:{escalation.step}:{escalation.cycle}:{who.user.pk}"
        with translation.override(who.user.language):
            subject = _("Stufe %(step)d: %(case)s") % {"step": escalation.step, "case": named(case)}
            text = _sentence(fired, now)
        yield from to_person(case, who.user, key, kind="escalation", subject=subject, text=text, at=now)
    before = fired.done.before
    if (
        fired.done.reassigned
        and before is not None
        and before.pk not in {who.user.pk for who in fired.heard_by}
    ):
        yield _taken_from(fired, before, now)


def _taken_from(fired: Fired, before: User, now: datetime) -> Notice:
    """Whoever had the case learns in the app that a rung gave it to somebody else."""
    with translation.override(before.language):
        subject = _("Nicht mehr bei Ihnen: %(case)s") % {"case": named(fired.case)}
        text = sentence(event_data(fired.done))
    return _in_app(fired.case, before, kind="handed_over", subject=subject, text=text, at=now)


def _sentence(fired: Fired, now: datetime) -> str:
    when = full_moment(fired.deadline.due_at, tz=get_default_timezone())
    late = fired.deadline.due_at <= now
    said = {
        DeadlineKind.FIRST_RESPONSE: (_("Die Antwort war fällig: %s."), _("Die Antwort ist fällig: %s.")),
        DeadlineKind.FOLLOW_UP: (_("Die Wiedervorlage war: %s."), _("Die Wiedervorlage ist: %s.")),
        DeadlineKind.RESOLUTION: (_("Die Lösung war fällig: %s."), _("Die Lösung ist fällig: %s.")),
    }[DeadlineKind(fired.deadline.kind)]
    answer = _("Antworten Sie mit „Gesehen, ich kümmere mich“, dann wird es still bis zum nächsten Datum.")
    did = sentence(event_data(fired.done))
    said_when = (said[0] if late else said[1]) % when
    return " ".join(filter(None, [said_when, f"{_('Team')}: {fired.case.team.name}.", did, answer]))


def to_person(
    case: Case,
    user: User,
    key: str,
    *,
    kind: str,
    subject: str,
    text: str,
    at: datetime,
    wait: timedelta = timedelta(),
) -> Iterator[Notice]:
    """In the app, and by mail where an address is known."""
    for medium in (Notice.APP, Notice.MAIL):
        if medium == Notice.MAIL and not user.email:
            continue
        yield Notice(
            medium=medium,
            recipient=user,
            address=user.email if medium == Notice.MAIL else "",
            dedupe_key=f"{key}:{medium}",
            subject_key=subject_key(case),
            kind=kind,
            subject=subject[:200],
            text=text,
            path=path_of(case),
            created_at=at,
            not_before=at + wait,
        )


def tell_lead_of_new_case(case: Case, *, promise_due: datetime, by: User, at: datetime) -> None:
    """A new case has no owner yet: the lead (the deputy while absent) sees it in the app."""
    to = _lead_present(case, at)
    with translation.override(to.language):
        subject = _("Neu für Team %(team)s: %(case)s") % {"team": case.team.name, "case": named(case)}
        due = full_moment(promise_due, tz=get_default_timezone())
        text = _("Versprochen bis %s. Noch ist niemand zuständig.") % due
    _tell(case, to, kind="opened", subject=subject, text=text, by=by, at=at, wait=UNDO_TIME)


def tell_whom_it_was_given(case: Case, *, reason: str, by: User, at: datetime) -> None:
    """A case was handed over: its new owner, or the lead of its new team, sees it in the app."""
    to = case.owner or _lead_present(case, at)
    with translation.override(to.language):
        subject = _("%(who)s übergibt: %(case)s") % {"who": by, "case": named(case)}
        text = reason or _("Ohne Bemerkung. Die Fristen laufen weiter.")
    _tell(case, to, kind="handed_over", subject=subject, text=text, by=by, at=at)


def _lead_present(case: Case, at: datetime) -> User:
    """The lead, or the deputy while only the lead is away. One statement."""
    day = company_day(at)
    absences = Absence.objects.filter(user=OuterRef("pk"), starts_on__lte=day, ends_on__gte=day)
    rows = User.objects.filter(pk__in=[case.team.lead_id, case.team.deputy_id]).annotate(
        away=Exists(absences)
    )
    both = {user.pk: user for user in rows}
    lead, deputy = both[case.team.lead_id], both[case.team.deputy_id]
    return deputy if vars(lead)["away"] and not vars(deputy)["away"] else lead


def _tell(
    case: Case,
    to: User,
    *,
    kind: str,
    subject: str,
    text: str,
    by: User,
    at: datetime,
    wait: timedelta = timedelta(),
) -> None:
    if to.pk != by.pk:
        enqueue([_in_app(case, to, kind=kind, subject=subject, text=text, at=at, wait=wait)])


def _in_app(
    case: Case, to: User, *, kind: str, subject: str, text: str, at: datetime, wait: timedelta = timedelta()
) -> Notice:
    return Notice(
        medium=Notice.APP,
        recipient=to,
        dedupe_key=f"{kind}:{case.pk}:{to.pk}:{case.version}",
        subject_key=subject_key(case),
        kind=kind,
        subject=subject[:200],
        text=text,
        path=path_of(case),
        created_at=at,
        not_before=at + wait,
    )
