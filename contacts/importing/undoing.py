"""Undoing an import: the customers it made are gone as if they had never been, unless something hangs on them since.

Gone with everything the import wrote for them, history included: the import itself remembers that it happened. People
go before the firms they speak for. Whoever stays is named, and why.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from contacts.models import Affiliation, Customer, Import, ImportRow
from crm.company.models import User
from crm.lib.acts import refuse
from crm.lib.customer_ties import Merge, Tie, ties
from crm.lib.many import delete_many, update_many
from crm.outbox.jobs import Portion, start_job
from crm.outbox.models import Job

KIND = "import_undo"
ROWS_A_PORTION = 200
CHANGED, FIRM, GONE = "changed", "firm", "gone"
OWN_ROW = "contacts.ImportRow.customer"

# What an import writes for a customer, or what was found about it by itself; what is derived (REBUILD) goes as well.
WRITTEN: Final = (
    "contacts.Affiliation.person",
    "contacts.PhoneNumber.customer",
    "contacts.EmailAddress.customer",
    "contacts.Address.customer",
    "contacts.Finding.customer",
    "contacts.ImportedRow.customer",
    "contacts.DuplicatePair.one",
    "contacts.DuplicatePair.other",
)

# The history of somebody else tells of them: without them it would be no history any more.
OF_OTHERS: Final = ("contacts.CustomerHistory.referred_by", "contacts.AffiliationHistory.organisation")


@transaction.atomic
def undo(import_id: int, *, by: User | None, at: datetime) -> Import:
    """Begin to take an import back. Raises Refused while it runs, and when its rows were deleted."""
    found = Import.objects.select_for_update().get(pk=import_id)
    if found.state not in (Import.DONE, Import.STOPPED):
        raise refuse("", _("Rückgängig machen lässt sich, was fertig oder angehalten ist."))
    if found.rows_gone:
        raise refuse("", _("Die Zeilen dieser Liste sind gelöscht. Rückgängig machen geht nicht mehr."))
    found.state, found.undone_by, found.undone_at = Import.UNDOING, by, at
    found.save(update_fields=["state", "undone_by", "undone_at"])
    start_job(KIND, subject=found.subject, params={"import": found.pk}, total=found.made, by=by, at=at)
    return found


def undo_portion(job: Job, now: datetime) -> Portion:
    """The next customers go, or stay."""
    found = Import.objects.select_for_update().get(pk=job.params["import"])
    if found.state != Import.UNDOING:
        return Portion(0, 0, job.cursor, finished=True)
    made = ImportRow.objects.filter(belongs_to=found, fate=ImportRow.MADE).order_by("-turn", "line")
    rows = list(made.select_related("customer")[:ROWS_A_PORTION])
    for turn in (1, 0):  # while the people are there, their firm cannot go
        _take_back([row for row in rows if row.turn == turn])
    update_many(rows, ["fate", "why", "customer"])
    found.undone += sum(row.fate == ImportRow.UNDONE for row in rows)
    found.stays += sum(row.fate == ImportRow.STAYS for row in rows)
    finished = len(rows) < ROWS_A_PORTION
    if finished:
        found.state, found.undone_at = Import.UNDONE, now
    found.save(update_fields=["undone", "stays", "state", "undone_at"])
    return Portion(len(rows), 0, job.cursor + len(rows), finished)


def _take_back(rows: Sequence[ImportRow]) -> None:
    """Decide for each row, and delete those that go."""
    own = {row.pk: row.customer for row in rows if row.customer and row.customer.number == row.made_number}
    held = _held([*own.values()])
    going = []
    for row in rows:
        customer = own.get(row.pk)
        if customer is None:  # merged into somebody else, or erased
            row.fate, row.why = ImportRow.STAYS, GONE
        elif customer.pk in held:
            row.fate, row.why = ImportRow.STAYS, held[customer.pk]
        else:
            row.fate, row.customer = ImportRow.UNDONE, None
            going.append(customer.pk)
    _delete(going)


def _held(customers: Sequence[Customer]) -> dict[int, str]:
    """Why each of these that cannot go stays: a relation, or one of the words above."""
    keys = [customer.pk for customer in customers]
    held = {customer.pk: CHANGED for customer in customers if customer.version > 1}
    history: Any = Affiliation.history.model
    later = history.objects.filter(person__in=keys, history_date__gt=F("person__created_at"))
    held |= dict.fromkeys(later.values_list("person", flat=True), CHANGED)
    for tie in ties():
        if not _binds(tie):
            continue
        why = FIRM if tie.relation == "contacts.Affiliation.organisation" else tie.relation
        for key in _pointed_at(tie, keys):
            held.setdefault(key, why)
    return held


_BINDING: Final = (Merge.MOVE, Merge.KEEP_ONE, Merge.PUT_AWAY)


def _binds(tie: Tie) -> bool:
    """Whether somebody this relation points at must stay."""
    if tie.relation in WRITTEN or tie.relation == OWN_ROW:
        return False
    return tie.merge in _BINDING or tie.relation in OF_OTHERS


def _pointed_at(tie: Tie, keys: Collection[int]) -> set[int]:
    """Those of the customers that this relation points at."""
    rows: models.QuerySet[Any] = rows_of(tie)
    if tie.named:
        names = {tie.named.format(key): key for key in keys}
        found = rows.filter(**{f"{tie.field}__in": names}).values_list(tie.field, flat=True)
        return {names[name] for name in found}
    return set(rows.filter(**{f"{tie.field}__in": keys}).values_list(tie.field, flat=True))


def rows_of(tie: Tie) -> models.QuerySet[Any]:
    manager: models.Manager[Any] = tie.model._meta.default_manager  # type: ignore[assignment]
    return manager.order_by()


def _delete(keys: Sequence[int]) -> None:
    """What was written and what is derived, the customers, and their history."""
    if not keys:
        return
    ImportRow.objects.filter(customer__in=keys).update(customer=None)
    for tie in ties():
        gone_with_them = tie.merge in (Merge.REBUILD, Merge.LEAVE) and tie.relation not in OF_OTHERS
        if tie.relation in WRITTEN or gone_with_them:
            delete_many(rows_of(tie).filter(**{f"{tie.field}__in": keys}))
    delete_many(Customer.objects.filter(pk__in=keys))
    history: Any = Customer.history.model
    delete_many(history.objects.filter(id__in=keys))
