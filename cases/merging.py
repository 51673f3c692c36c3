"""Two cases of one customer become one: the other is taken in with everything said, and can be parted again."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cases.acting import CaseAct, require_open
from cases.carrying import Carried, carry, give_back
from cases.following import Moved, followed
from cases.models import (
    Case,
    CaseCheck,
    CaseContact,
    CaseEvent,
    CaseMerge,
    Closure,
    DeadlineKind,
    Priority,
    Status,
)
from cases.waiting import end_running_pause
from crm.company.models import User
from crm.lib.acts import refuse
from crm.outbox.enqueue import drop

UNDO_TIME = timedelta(days=14)
SPOKEN = Q(contact__isnull=False) | Q(verb="noted")  # these follow; what a case went through stays with it


@transaction.atomic
def merge(case_id: int, *, take_in: int, by: User, at: datetime, expected_version: int | None = None) -> Case:
    """Take the case `take_in` into this one: everything said and noted follows, and the other one is resolved."""
    if case_id == take_in:
        raise refuse("other", _("Bitte wählen Sie einen anderen Vorgang."))
    kept, gone = _both(case_id, take_in, by=by, at=at, expected_version=expected_version)
    _check(kept.case, gone.case)
    was = {"priority": kept.case.priority, "is_complaint": kept.case.is_complaint}
    for act in (kept, gone):
        _stop_waiting(act)
    carried = carry(gone, kept)
    moved = _move_over(gone.case, kept.case, carried)
    kept.case.priority = _higher(kept.case.priority, gone.case.priority)
    kept.case.is_complaint = kept.case.is_complaint or gone.case.is_complaint
    CaseMerge.objects.create(case=gone.case, into=kept.case, at=at, by=by, moved=moved | {"was": was})
    said = _("Zusammengeführt mit #%(number)d") % {"number": kept.case.number}
    Closure.objects.create(
        case=gone.case, at=at, by=by, result=said, not_informed_reason=said, merged_into=kept.case
    )
    gone.resolve_state()
    gone.tell("merged_into", number=kept.case.number)
    gone.finish(reason=said)
    drop(f"case:{gone.case.pk}", at=at)
    kept.tell("merged", number=gone.case.number)
    return kept.finish(reason=_("#%(number)d aufgenommen") % {"number": gone.case.number})


def _both(
    kept_id: int, gone_id: int, *, by: User, at: datetime, expected_version: int | None = None
) -> tuple[CaseAct, CaseAct]:
    """Lock both, always in the same order, so that two such acts never wait for each other."""
    for pk in sorted((kept_id, gone_id)):
        Case.objects.select_for_update().values_list("pk").get(pk=pk)
    kept = CaseAct.begin(kept_id, by=by, at=at, expected_version=expected_version)
    return kept, CaseAct.begin(gone_id, by=by, at=at)


def _check(kept: Case, gone: Case) -> None:
    require_open(kept)
    if gone.status == Status.RESOLVED:
        raise refuse("other", _("#%(number)d ist schon gelöst.") % {"number": gone.number})
    if kept.customer_id is None or kept.customer_id != gone.customer_id:
        raise refuse("other", _("Die beiden Vorgänge gehören zu verschiedenen Kundinnen oder Kunden."))
    hidden = (kept.topic.confidential, gone.topic.confidential)
    if any(hidden) and (not all(hidden) or kept.team_id != gone.team_id):
        raise refuse(
            "other",
            _(
                "Ein vertraulicher Vorgang lässt sich nur mit einem vertraulichen desselben Teams zusammenführen."
            ),
        )


def _stop_waiting(act: CaseAct) -> None:
    if act.case.status == Status.WAITING:
        end_running_pause(act)
        act.drop(DeadlineKind.FOLLOW_UP, why="wait_ended")


def _higher(one: str, other: str) -> str:
    return max(one, other, key=Priority.values.index)


def _move_over(gone: Case, kept: Case, carried: Carried) -> dict[str, object]:
    """What was said goes over; gives the ids by which it comes back."""
    links = CaseContact.objects.filter(case=gone)
    opened = list(links.filter(opened_case=True).values_list("pk", flat=True))
    contacts = dict(links.values_list("pk", "contact_id"))
    links.update(case=kept, opened_case=False)
    checks = CaseCheck.objects.filter(case=gone)
    check_ids = list(checks.values_list("pk", flat=True))
    checks.update(case=kept)
    events = list(CaseEvent.objects.filter(SPOKEN, case=gone))
    for event in events:
        event.case, event.data = kept, event.data | {"from": gone.number}
    CaseEvent.objects.bulk_update(events, ["case", "data"], batch_size=200)
    moved = Moved(
        source_id=gone.pk,
        target_id=kept.pk,
        contact_ids=list(contacts.values()),
        deadlines=carried.stands,
    )
    return {
        "links": list(contacts),
        "opened": opened,
        "checks": check_ids,
        "events": [event.pk for event in events],
        "rows": followed(moved),
        "stands": {str(theirs): stands for theirs, stands in carried.stands.items()},
        "copies": {str(copy): mine for copy, mine in carried.copies.items()},
    }


@transaction.atomic
def undo_merge(case_id: int, *, by: User, at: datetime, expected_version: int | None = None) -> Case:
    """The case that was taken in stands alone again, with what came from it; two weeks long. Gives that case."""
    row = CaseMerge.objects.filter(case=case_id, undone_at=None).first()
    if row is None:
        raise refuse("", _("Dieser Vorgang ist mit keinem anderen zusammengeführt."))
    if at > row.at + UNDO_TIME:
        raise refuse("", _("Das Zusammenführen lässt sich nur zwei Wochen lang zurücknehmen."))
    kept, gone = _both(row.into_id, case_id, by=by, at=at)
    if expected_version is not None:
        CaseAct.begin(case_id, by=by, at=at, expected_version=expected_version)
    if kept.case.status == Status.RESOLVED:
        raise refuse(
            "",
            _("#%(number)d ist inzwischen gelöst. Öffnen Sie ihn zuerst wieder.")
            % {"number": kept.case.number},
        )
    _stop_waiting(kept)
    carried = Carried(
        stands={int(theirs): stands for theirs, stands in row.moved["stands"].items()},
        copies={int(copy): mine for copy, mine in row.moved["copies"].items()},
    )
    _move_back(row, carried)
    for case in (kept.case, gone.case):
        if not CaseContact.objects.filter(case=case, contact__void=None).exists():
            raise refuse("", _("Einem der beiden Vorgänge bliebe kein gültiger Kontakt."))
    give_back(gone, kept, carried)
    gone.case.closures.filter(reopened_at=None).update(reopened_at=at, reopened_by=by)
    gone.case.status, gone.case.resolved_at = Status.OPEN, None
    was = row.moved["was"]
    if kept.case.priority == _higher(
        was["priority"], gone.case.priority
    ):  # nobody has said otherwise meanwhile
        kept.case.priority = was["priority"]
    kept.case.is_complaint = was["is_complaint"]
    CaseMerge.objects.filter(pk=row.pk).update(undone_at=at, undone_by=by)
    kept.tell("parted", number=gone.case.number)
    kept.finish(reason=_("Zusammenführen zurückgenommen"))
    gone.tell("parted", number=kept.case.number)
    return gone.finish(reason=_("Zusammenführen zurückgenommen"))


def _move_back(row: CaseMerge, carried: Carried) -> None:
    """Only what is still there; a contact that was split off meanwhile stays where it is."""
    links = CaseContact.objects.filter(pk__in=row.moved["links"], case=row.into_id)
    contact_ids = list(links.values_list("contact_id", flat=True))
    links.update(case=row.case_id)
    CaseContact.objects.filter(pk__in=row.moved["opened"], case=row.case_id).update(opened_case=True)
    CaseCheck.objects.filter(pk__in=row.moved["checks"], case=row.into_id).update(case=row.case_id)
    events = list(CaseEvent.objects.filter(pk__in=row.moved["events"], case=row.into_id))
    for event in events:
        event.case_id = row.case_id
        event.data = {name: value for name, value in event.data.items() if name != "from"}
    CaseEvent.objects.bulk_update(events, ["case", "data"], batch_size=200)
    back = Moved(
        source_id=row.into_id,
        target_id=row.case_id,
        contact_ids=contact_ids,
        deadlines={stands: theirs for theirs, stands in carried.stands.items()},
    )
    followed(back, row.moved["rows"])


def standing(case: Case) -> int:
    """Where a case goes on: itself, or the one it was taken into."""
    pk = case.pk
    while into := CaseMerge.objects.filter(case=pk, undone_at=None).values_list("into", flat=True).first():
        pk = into
    return pk
