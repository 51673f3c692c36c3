"""What complaints come from and what is done about it: the company's list of causes, and measures carried out."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import CaseEvent, Closure, ComplaintCause
from crm.company.models import User
from crm.lib.acts import refuse
from crm.lib.free_names import free_name
from crm.lib.history import save_as

LONGEST_NAME = 80


@transaction.atomic
def save_cause(
    cause: ComplaintCause | None, *, name: str, active: bool = True, by: User, at: datetime
) -> ComplaintCause:
    """Add a cause to choose from, or change one. Raises Refused by field."""
    row = cause or ComplaintCause()
    row.name = free_name(name, LONGEST_NAME, among=ComplaintCause.objects.exclude(pk=row.pk))
    row.active = active
    save_as(row, by=by, at=at)
    return row


@transaction.atomic
def name_cause(closure_id: int, cause_id: int, *, by: User, at: datetime) -> Closure:
    """Say afterwards what a complaint came from, for one that was solved at once or sorted only roughly."""
    closure = Closure.objects.select_for_update(of=("self",)).select_related("case").get(pk=closure_id)
    cause = ComplaintCause.objects.filter(pk=cause_id, active=True).first()
    if cause is None or not closure.case.is_complaint or closure.reopened_at is not None:
        raise refuse("cause_kind", _("Bitte wählen Sie eine Ursache aus der Liste."))
    if closure.cause_kind_id == cause.pk:
        return closure
    closure.cause_kind = cause
    closure.save(update_fields=["cause_kind"])
    _tell(closure, _("Ursache: %(cause)s") % {"cause": cause.name}, by=by, at=at)
    return closure


@transaction.atomic
def carry_out(closure_id: int, *, by: User, at: datetime) -> Closure:
    """What was to be changed is changed; a second time changes nothing."""
    closure = Closure.objects.select_for_update(of=("self",)).select_related("case").get(pk=closure_id)
    if not closure.measure or closure.reopened_at is not None:
        raise refuse("", _("Zu dieser Beschwerde steht keine Maßnahme fest."))
    if closure.measure_done_at is None:
        closure.measure_done_at, closure.measure_done_by = at, by
        closure.save(update_fields=["measure_done_at", "measure_done_by"])
        _tell(closure, _("Umgesetzt: %(measure)s") % {"measure": closure.measure}, by=by, at=at)
    return closure


def _tell(closure: Closure, text: str, *, by: User, at: datetime) -> None:
    CaseEvent.objects.create(case=closure.case, at=at, by=by, verb="noted", text=text)
