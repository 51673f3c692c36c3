"""Keeps an uploaded list as rows, has them judged, and lets what the columns mean be corrected."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain, islice
from typing import IO

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.importing.guessing import SAMPLE
from contacts.importing.headings import read_headings
from contacts.importing.judging import KIND, ROWS_A_PORTION, finish_checking, judge_next
from contacts.importing.mapping import as_meant, first_guess, plain, remember
from contacts.importing.opening import open_table
from contacts.importing.siblings import forget
from contacts.importing.table import Line, Table
from contacts.models import Import, ImportRow
from crm.company.models import User
from crm.lib.acts import refuse
from crm.lib.file_kinds import clean_name
from crm.outbox.jobs import start_job

BATCH = 1_000
LONGEST_NAME = 200


def keep_list(file: IO[bytes], name: str, *, by: User | None, at: datetime) -> Import:
    """Store every row of `file`, and begin to judge them. Raises Refused, and keeps nothing, for what is no list."""
    table = open_table(file)
    first = list(islice(table.lines, SAMPLE))
    if not first:
        raise refuse("file", _("Die Datei ist leer."))
    found = _new(table, first, name)
    found.uploaded_by, found.uploaded_at = by, at
    found.save(force_insert=True)
    lines = chain(first[1:] if table.heading is None and found.has_heading else first, table.lines)
    try:
        _keep_rows(found, lines)
    except BaseException:
        discard(found)
        raise
    if not found.total:
        discard(found)
        raise refuse("file", _("Unter den Überschriften steht nichts."))
    with transaction.atomic():
        check(found, by=by, at=at)
    return found


def _new(table: Table, first: list[Line], name: str) -> Import:
    found = Import(
        name=clean_name(name)[:LONGEST_NAME],
        kind=table.kind,
        encoding=table.encoding,
        delimiter=table.delimiter,
        sheet=table.sheet,
        other_sheets=min(table.other_sheets, 999),
    )
    if table.heading is not None:
        found.heading, columns = table.heading, read_headings(table.heading)
    else:
        found.heading_line = first[0].number
        found.has_heading, columns = first_guess(first[0].cells, [line.cells for line in first[1:]])
        found.heading = first[0].cells if found.has_heading else []
    found.columns = plain(columns)
    return found


def _keep_rows(found: Import, lines: Iterator[Line]) -> None:
    """In batches of their own, so that nobody at the counter waits for the whole list."""
    while batch := list(islice(lines, BATCH)):
        ImportRow.objects.bulk_create(
            ImportRow(belongs_to=found, line=each.number, cells=each.cells, has_formula=each.has_formula)
            for each in batch
        )
        found.total += len(batch)
    found.save(update_fields=["total"])


def check(found: Import, *, by: User | None, at: datetime) -> None:
    """Judge all rows anew: a short list at once, a long one in the background."""
    found.state = Import.CHECKING
    found.save(update_fields=["state"])
    if found.total > ROWS_A_PORTION:
        start_job(KIND, subject=found.subject, params={"import": found.pk}, total=found.total, by=by, at=at)
        return
    judge_next(found)
    finish_checking(found)


@transaction.atomic
def choose_columns(
    import_id: int, meanings: list[str], *, has_heading: bool, by: User | None, at: datetime
) -> Import:
    """Say what each column means, and whether the first line names them; remembered for the next list.

    Raises Refused once reading in began, or for what makes no sense.
    """
    found = Import.objects.select_for_update().get(pk=import_id)
    if found.state != Import.READY:
        raise refuse("", _("Das geht nur, solange noch nichts eingelesen wird."))
    columns = as_meant(meanings)
    if len(columns) != len(found.columns):
        raise refuse("", _("Bitte wählen Sie für jede Spalte aus der Liste."))
    found.columns = plain(columns)
    if found.kind not in ("vcard", "ldif") and has_heading != found.has_heading:
        _turn_heading(found, has_heading=has_heading)
    found.save(update_fields=["columns", "has_heading", "heading", "total"])
    remember(found, at=at)
    ImportRow.objects.filter(belongs_to=found).update(
        verdict="", troubled=False, twin_by="", repeats=None, likeness="", which=0, customer=None
    )
    forget(found)
    check(found, by=by, at=at)
    return found


def _turn_heading(found: Import, *, has_heading: bool) -> None:
    """The first line becomes a row, or a row the heading."""
    rows = ImportRow.objects.filter(belongs_to=found)
    if has_heading:
        if found.total == 1:
            raise refuse("", _("Unter den Überschriften steht nichts."))
        first = rows.get(line=found.heading_line)
        found.heading = first.cells
        first.delete()
        found.total -= 1
    else:
        ImportRow.objects.create(belongs_to=found, line=found.heading_line, cells=found.heading)
        found.heading = []
        found.total += 1
    found.has_heading = has_heading


@transaction.atomic
def discard(found: Import) -> None:
    """Throw a list away of which nothing was read in."""
    held = Import.objects.select_for_update().get(pk=found.pk)
    if held.state not in (Import.UPLOADING, Import.CHECKING, Import.READY):
        raise refuse("", _("Von dieser Liste ist schon eingelesen worden. Sie lässt sich rückgängig machen."))
    ImportRow.objects.filter(belongs_to=held).delete()
    held.delete()
