"""Reading in: customers are made of the rows of a list, in the background, portion by portion, firms first.

What is done is told by the rows themselves, so that a killed or stopped import goes on where it was.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.importing.fingerprints import Keys, keys_of, known, secret
from contacts.importing.judging import understood
from contacts.importing.mapping import remember
from contacts.importing.rows import Row
from contacts.importing.writing import write
from contacts.models import (
    Address,
    Affiliation,
    Customer,
    EmailAddress,
    Finding,
    Import,
    ImportRow,
    PhoneNumber,
    SearchEntry,
    SearchWord,
    Source,
)
from crm.company.models import User
from crm.lib.acts import refuse
from crm.lib.many import update_many
from crm.lib.table_sizes import tell_sizes
from crm.outbox.jobs import RUNNING, Portion, start_job
from crm.outbox.models import Job

KIND = "import_run"
ROWS_A_PORTION = 200
LARGE = 5_000  # so many customers at once change how the database should look for one
FILLED = (Customer, PhoneNumber, EmailAddress, Address, Affiliation, Finding, SearchEntry, SearchWord)


@transaction.atomic
def start(
    import_id: int, *, source: Source | None, doubles_too: bool, by: User | None, at: datetime
) -> Import:
    """Begin to read in. Rows that are refused, known, or (unless `doubles_too`) like somebody are left."""
    found = Import.objects.select_for_update().get(pk=import_id)
    if found.state != Import.READY:
        raise refuse("", _("Diese Liste wird schon eingelesen, oder sie ist noch nicht durchgesehen."))
    makes = [ImportRow.NEW, *([ImportRow.DOUBLE] if doubles_too else [])]
    rows = ImportRow.objects.filter(belongs_to=found)
    found.to_make = rows.filter(verdict__in=makes).count()
    if not found.to_make:
        raise refuse("", _("Hier ist niemand Neues dabei."))
    rows.exclude(verdict__in=makes).update(fate=ImportRow.LEFT)
    found.source, found.doubles_too, found.started_at, found.state = source, doubles_too, at, Import.RUNNING
    found.save(update_fields=["source", "doubles_too", "started_at", "state", "to_make"])
    remember(found, at=at)
    _begin(found, by=by, at=at)
    return found


@transaction.atomic
def stop(import_id: int, *, at: datetime) -> Import:
    """Hold: what is read in stays, the rest waits. Raises Refused when nothing runs."""
    found = Import.objects.select_for_update().get(pk=import_id)
    if found.state != Import.RUNNING:
        raise refuse("", _("Hier läuft nichts mehr."))
    found.state, found.ended_at = Import.STOPPED, at
    found.save(update_fields=["state", "ended_at"])
    return found


@transaction.atomic
def go_on(import_id: int, *, by: User | None, at: datetime) -> Import:
    """Let a stopped import go on."""
    found = Import.objects.select_for_update().get(pk=import_id)
    if found.state != Import.STOPPED or found.rows_gone:
        raise refuse("", _("Diese Liste ist nicht angehalten."))
    found.state, found.ended_at = Import.RUNNING, None
    found.save(update_fields=["state", "ended_at"])
    _begin(found, by=by, at=at)
    return found


def _begin(found: Import, *, by: User | None, at: datetime) -> None:
    """A job that was told to stop and has not noticed yet simply goes on: both lock the list first."""
    if not Job.objects.filter(kind=KIND, subject=found.subject, state__in=RUNNING).exists():
        left = found.to_make - found.made
        start_job(KIND, subject=found.subject, params={"import": found.pk}, total=left, by=by, at=at)


def run_portion(job: Job, now: datetime) -> Portion:
    """The next rows become customers."""
    found = (
        Import.objects.select_for_update(of=("self",)).select_related("source").get(pk=job.params["import"])
    )
    if found.state != Import.RUNNING:
        return Portion(0, 0, job.cursor, finished=True)
    waiting = ImportRow.objects.filter(belongs_to=found, fate="").order_by("turn", "line")
    rows = list(waiting[:ROWS_A_PORTION])
    made = _make(found, rows, by=job.started_by, at=now)
    finished = len(rows) < ROWS_A_PORTION
    found.made += made
    if finished:
        found.state, found.ended_at = Import.DONE, now
        if found.made >= LARGE:
            tell_sizes(FILLED)
    found.save(update_fields=["made", "state", "ended_at"])
    return Portion(len(rows), 0, job.cursor + len(rows), finished)


def _make(found: Import, rows: list[ImportRow], *, by: User | None, at: datetime) -> int:
    """Write the customers and note on each row who it became. One that was read in meanwhile is left."""
    key = secret()
    read = understood(found, rows)
    keys = [keys_of(row, stored.likeness, stored.which, key) for stored, row in zip(rows, read, strict=True)]
    before = known(keys).fingerprints
    making: list[tuple[ImportRow, tuple[Row, Keys]]] = []
    for stored, row, own in zip(rows, read, keys, strict=True):
        if own.fingerprint in before:
            stored.fate, stored.customer_id = ImportRow.LEFT, before[own.fingerprint]
        else:
            making.append((stored, (row, own)))
    customers = write([each for _stored, each in making], source=found.source, by=by, at=at)
    for (stored, _each), customer in zip(making, customers, strict=True):
        stored.fate, stored.customer, stored.made_number = ImportRow.MADE, customer, customer.number
    update_many(rows, ["fate", "customer", "made_number"])
    return len(customers)
