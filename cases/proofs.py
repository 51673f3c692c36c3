"""Counts, over all rows, whether the promises about cases hold."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_noop

from cases.answer_reviews import untold
from cases.attachment_files import path_of
from cases.models import (
    Answer,
    Attachment,
    Case,
    CaseContact,
    Deadline,
    DeadlineKind,
    DeadlineState,
    Escalation,
    EscalationRecipient,
    Pause,
    Status,
)
from cases.owner_away import left_behind
from cases.recomputing import differences, waits_of, with_log
from contacts.models import Contact, Outcome, Standing, Void
from crm.company.presence import company_day
from crm.lib.proofs import Proof, counted
from crm.outbox.models import Heartbeat, Notice

SWEEP_SLACK = timedelta(minutes=5)
BATCH = 1_000
RECOMPUTED = gettext_noop("Frist liegt dort, wo sie nachgerechnet und erzählt liegt")
FIRED_ONCE = gettext_noop("Stufe hat genau einmal ausgelöst")
ARMED = gettext_noop("Offener Vorgang hat Team, Frist und scharfe Stufe")
VOIDED = gettext_noop("Storno lässt keinen Vorgang allein weiterlaufen")
TOLD = ("status", "title", "priority", "version", "is_complaint", "team_id", "owner_id")


def proofs(now: datetime) -> Iterator[Proof]:
    """Promises 1 to 4, 7 and 8, as far as cases go."""
    yield from _contacts_are_settled()
    yield from _open_cases_are_armed()
    yield from _rungs_fire_once(now)
    yield from _somebody_hears()
    yield from _undo_is_whole()
    yield _attachments_lie_there()
    yield _reviews_are_told()
    yield from _history_is_whole()


def _contacts_are_settled() -> Iterator[Proof]:
    link = CaseContact.objects.filter(contact=OuterRef("pk"))
    follow_ups = Contact.objects.filter(outcome=Outcome.FOLLOW_UP)
    yield counted(
        1,
        gettext_noop("Folgekontakt gehört zu einem Vorgang"),
        of=follow_ups,
        broken=follow_ups.exclude(Exists(link)),
    )
    done = Contact.objects.exclude(outcome=Outcome.FOLLOW_UP)
    stray = done.filter(Exists(link.filter(case__is_complaint=False)))
    yield counted(
        1, gettext_noop("Sofort gelöst oder ohne Anliegen: kein Vorgang bleibt"), of=done, broken=stray
    )


def _open_cases_are_armed() -> Iterator[Proof]:
    cases = Case.objects.exclude(status=Status.RESOLVED)
    running = Deadline.objects.filter(case=OuterRef("pk"), state=DeadlineState.ARMED)
    next_rung = running.order_by().values("case").annotate(at=Min("next_step_at")).values("at")
    next_due = running.order_by().values("case").annotate(at=Min("due_at")).values("at")
    armed = cases.annotate(rung=Subquery(next_rung), due=Subquery(next_due))
    asleep = Q(rung=None) | ~Q(escalate_at=F("rung")) | ~Q(due_at=F("due"))
    yield counted(2, ARMED, of=cases, broken=armed.filter(asleep))
    kept = Deadline.objects.filter(
        case=OuterRef("pk"),
        kind=DeadlineKind.RESOLUTION,
        state__in=[DeadlineState.ARMED, DeadlineState.PAUSED],
    )
    yield counted(
        2,
        gettext_noop("Offener Vorgang hat eine Frist zur Lösung"),
        of=cases,
        broken=cases.exclude(Exists(kept)),
    )
    waits = Pause.objects.filter(case=OuterRef("pk"), ended_at=None)
    waiting = Q(status=Status.WAITING)
    astray = Case.objects.filter((waiting & ~Exists(waits)) | (~waiting & Exists(waits)))
    yield counted(
        2, gettext_noop("Wartet genau dann, wenn eine Wartezeit läuft"), of=Case.objects.all(), broken=astray
    )
    pauses = Pause.objects.all()
    too_long = Q(pk=None)
    for days in pauses.order_by().values_list("cap_days", flat=True).distinct():
        too_long |= Q(cap_days=days, until__gt=F("started_at") + timedelta(days=days))
    yield counted(
        2, gettext_noop("Keine Wartezeit länger als erlaubt"), of=pauses, broken=pauses.filter(too_long)
    )


def _reviews_are_told() -> Proof:
    """Promise 3 in small: whose answer was due to be looked at when the last round began was told so."""
    swept = Heartbeat.objects.filter(sweep="answers").values_list("ran_at", flat=True).first()
    answers = Answer.objects.filter(active=True, review_on__isnull=False)
    late = untold(company_day(swept - SWEEP_SLACK)) if swept is not None else answers.none()
    return counted(3, gettext_noop("Fällige Prüfung einer Antwort wurde gemeldet"), of=answers, broken=late)


def deadlines_recomputed() -> Iterator[Proof]:
    """Promise 2: every deadline there is, computed anew with its own versions. Takes a while: all rows, in Python."""
    checked, reached = 0, 0
    wrong: list[str] = []
    while rows := list(with_log(Deadline.objects.filter(pk__gt=reached)).order_by("pk")[:BATCH]):
        checked, reached = checked + len(rows), rows[-1].pk
        found = differences(rows, waits_of(row.case_id for row in rows))
        wrong += [str(each.deadline.pk) for each in found]
    yield Proof(2, RECOMPUTED, checked, len(wrong), tuple(wrong[:3]))


def _rungs_fire_once(now: datetime) -> Iterator[Proof]:
    fired = Escalation.objects.all()
    twice = (
        fired.order_by()
        .values("case", "deadline", "step", "cycle")
        .annotate(times=Count("pk"))
        .filter(times__gt=1)
        .count()
    )
    yield Proof(3, FIRED_ONCE, fired.count(), twice)
    armed = Deadline.objects.filter(state=DeadlineState.ARMED)
    again = Escalation.objects.filter(
        deadline=OuterRef("pk"), step=OuterRef("next_step"), cycle=OuterRef("cycle")
    )
    yield counted(
        3,
        gettext_noop("Nächste Stufe hat noch nicht ausgelöst"),
        of=armed,
        broken=armed.filter(Exists(again)),
    )
    cases = Case.objects.exclude(status=Status.RESOLVED)
    looked = Heartbeat.objects.filter(sweep="absences").values_list("ran_at", flat=True).first()
    stuck = left_behind(looked) if looked else cases.none()
    yield counted(3, gettext_noop("Niemand ist zu lange abwesend und noch zuständig"), of=cases, broken=stuck)
    # What falls due while no sweep runs waits for the next one; skipped is what a later sweep left behind.
    swept = Heartbeat.objects.filter(sweep="escalations").values_list("ran_at", flat=True).first()
    skipped = cases.filter(escalate_at__lt=swept - SWEEP_SLACK) if swept else cases.none()
    skipped = skipped.exclude(retry_at__gt=now)
    yield counted(3, gettext_noop("Nichts Fälliges ist liegen geblieben"), of=cases, broken=skipped)
    yield counted(
        3,
        gettext_noop("Keine Zeile, die sich nicht bearbeiten lässt"),
        of=cases,
        broken=cases.filter(failures__gt=0),
    )


def _somebody_hears() -> Iterator[Proof]:
    fired = Escalation.objects.all()
    heard = EscalationRecipient.objects.filter(escalation=OuterRef("pk"))
    yield counted(
        4, gettext_noop("Eskalation erreicht einen Menschen"), of=fired, broken=fired.exclude(Exists(heard))
    )
    recipients = EscalationRecipient.objects.annotate(
        key=Concat(
            Value("escalation:"),
            Cast("escalation__case_id", CharField()),
            Value(":"),
            Cast("escalation__deadline_id", CharField()),
            Value(":"),
            Cast("escalation__step", CharField()),
            Value(":"),
            Cast("escalation__cycle", CharField()),
            Value(":"),
            Cast("user_id", CharField()),
            Value(":app"),
            output_field=CharField(),
        )
    )
    told = Notice.objects.filter(dedupe_key=OuterRef("key"))
    yield counted(
        4,
        gettext_noop("Wer gemeint ist, hat einen Hinweis"),
        of=recipients,
        broken=recipients.exclude(Exists(told)),
    )
    cases = Case.objects.exclude(status=Status.RESOLVED)
    unseen = Escalation.objects.filter(case=OuterRef("pk"), acknowledged_at=None)
    wrong = cases.filter(
        (Q(unacknowledged_since=None) & Exists(unseen))
        | (Q(unacknowledged_since__isnull=False) & ~Exists(unseen))
    )
    yield counted(4, gettext_noop("Ungesehene Eskalation ist am Vorgang vermerkt"), of=cases, broken=wrong)
    owned = cases.exclude(owner=None)
    gone = owned.filter(owner__is_active=False)
    yield counted(4, gettext_noop("Zuständige arbeiten noch hier"), of=owned, broken=gone)


def _undo_is_whole() -> Iterator[Proof]:
    valid = CaseContact.objects.filter(case=OuterRef("pk"), contact__void=None)
    cases = Case.objects.all()
    orphans = cases.exclude(status=Status.RESOLVED).exclude(Exists(valid))
    yield counted(7, gettext_noop("Kein offener Vorgang ohne gültigen Kontakt"), of=cases, broken=orphans)
    alone = CaseContact.objects.filter(contact=OuterRef("contact"), case__in=orphans)
    yield counted(7, VOIDED, of=Void.objects.all(), broken=Void.objects.filter(Exists(alone)))


def _attachments_lie_there() -> Proof:
    """The bytes of every attachment are in the media folder, as many as were kept."""
    checked, lost = 0, []
    for pk, key, size in Attachment.objects.order_by("pk").values_list("pk", "key", "size").iterator():
        checked += 1
        path = path_of(key)
        if not path.is_file() or path.stat().st_size != size:
            lost.append(str(pk))
    return Proof(7, gettext_noop("Anhang liegt im Ordner"), checked, len(lost), tuple(lost[:3]))


def _history_is_whole() -> Iterator[Proof]:
    cases = Case.objects.all()
    tracked: Any = Case
    newest: QuerySet[Any] = tracked.history.filter(id=OuterRef("pk")).order_by("-history_id")
    yield counted(8, gettext_noop("Verlauf zu jedem Vorgang"), of=cases, broken=cases.exclude(Exists(newest)))
    told = cases.annotate(**{f"told_{field}": Subquery(newest.values(field)[:1]) for field in TOLD})
    differs = Q()
    for field in TOLD:
        then, now = (
            Q(**{f"told_{field}": None}),
            Q(**{field: None}),
        )  # SQL calls nothing equal to NULL, nor unequal
        differs |= (~then & ~now & ~Q(**{f"told_{field}": F(field)})) | (then & ~now) | (~then & now)
    yield counted(
        8, gettext_noop("Verlauf kennt den heutigen Stand: Vorgänge"), of=cases, broken=told.filter(differs)
    )
    told_of = cases.exclude(customer__standing__in=(Standing.LOCKED, Standing.ERASED))
    silent = told_of.filter(events=None)
    yield counted(8, gettext_noop("Geschichte zu jedem Vorgang"), of=told_of, broken=silent)
