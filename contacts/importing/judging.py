"""Judges the rows of a list, in portions: new, known, double or refused. Nothing but the rows themselves is written."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.db.models import Count, Q

from contacts.importing.fingerprints import Keys, keys_of, known, likeness, secret
from contacts.importing.mapping import columns_of
from contacts.importing.rows import Row, read_rows
from contacts.importing.siblings import forget, siblings_of
from contacts.importing.table import Line
from contacts.importing.twins import twins_of
from contacts.models import Import, ImportRow, Kind
from crm.company.company_facts import home_country
from crm.lib.many import update_many
from crm.outbox.jobs import Portion
from crm.outbox.models import Job

KIND = "import_check"
ROWS_A_PORTION = 500
IDENTITY = "identity"  # beside the ways of a twin: the number and the name of the list
JUDGED = ["verdict", "troubled", "twin_by", "repeats", "likeness", "which", "turn", "customer"]


def check_portion(job: Job, _now: datetime) -> Portion:
    """The next rows of a list that nobody has looked at."""
    found = Import.objects.get(pk=job.params["import"])
    if found.state != Import.CHECKING:
        return Portion(0, 0, job.cursor, finished=True)
    count = judge_next(found)
    finished = count < ROWS_A_PORTION
    if finished:
        finish_checking(found)
    return Portion(count, 0, job.cursor + count, finished)


def judge_next(found: Import) -> int:
    """Judge one portion; how many rows that were."""
    rows = list(ImportRow.objects.filter(belongs_to=found, verdict="").order_by("line")[:ROWS_A_PORTION])
    _judge(found, rows)
    update_many(rows, JUDGED)
    return len(rows)


def finish_checking(found: Import) -> None:
    """Count what came of it."""
    rows = ImportRow.objects.filter(belongs_to=found).order_by()
    counts = Counter(dict(rows.values_list("verdict").annotate(Count("pk"))))
    found.new, found.known = counts[ImportRow.NEW], counts[ImportRow.KNOWN]
    found.doubles, found.refused = counts[ImportRow.DOUBLE], counts[ImportRow.REFUSED]
    found.troubled = rows.filter(troubled=True).count()
    forget(found)
    found.state = Import.READY
    found.save(update_fields=["new", "known", "doubles", "refused", "troubled", "state"])


def understood(found: Import, rows: Sequence[ImportRow]) -> list[Row]:
    """The rows as we understand them, in the same order."""
    lines = (Line(row.line, row.cells, row.has_formula) for row in rows)
    return list(read_rows(lines, columns_of(found), home=home_country()))


def _judge(found: Import, rows: Sequence[ImportRow]) -> None:
    key = secret()
    fine: list[tuple[ImportRow, Row, Keys]] = []
    read = list(zip(rows, understood(found, rows), strict=True))
    for stored, row in read:
        stored.turn = 0 if row.new.kind == Kind.ORGANISATION else 1
        stored.verdict, stored.troubled = ImportRow.NEW, bool(row.refused or row.warnings)
        stored.likeness = "" if row.refused else likeness(row, key)
        if row.refused:
            stored.verdict = ImportRow.REFUSED
    _tell_apart(found, [stored for stored, row in read if not row.refused])
    for stored, row in read:
        if stored.verdict == ImportRow.NEW:
            fine.append((stored, row, keys_of(row, stored.likeness, stored.which, key)))
    _mark_known(fine)
    new = [(stored, row) for stored, row, _keys in fine if stored.verdict == ImportRow.NEW]
    _mark_doubles(new)
    _mark_siblings(found, new, key)


def _tell_apart(found: Import, rows: Sequence[ImportRow]) -> None:
    """Lines that are the same letter by letter are one; those that only look so to us are counted."""
    if not rows:
        return
    alike: dict[str, list[tuple[int, list[str], int]]] = {}
    before = ImportRow.objects.filter(
        ~Q(verdict="") & ~Q(verdict=ImportRow.KNOWN, repeats__isnull=False),
        belongs_to=found,
        likeness__in={row.likeness for row in rows},
        line__lt=rows[0].line,
    )
    for print_, *earlier in before.order_by("line").values_list("likeness", "which", "cells", "line"):
        alike.setdefault(print_, []).append((earlier[0], earlier[1], earlier[2]))
    for row in rows:
        others = alike.setdefault(row.likeness, [])
        same = next((each for each in others if each[1] == row.cells), None)
        if same is None:
            row.which = len(others)
            others.append((row.which, row.cells, row.line))
        else:
            row.which, row.repeats = same[0], same[2]
            row.verdict, row.troubled = ImportRow.KNOWN, True


def _mark_known(rows: Sequence[tuple[ImportRow, Row, Keys]]) -> None:
    """Rows that became somebody before, and rows with the number and name of somebody, but other facts."""
    before = known([keys for _stored, _row, keys in rows])
    for stored, _row, keys in rows:
        if keys.fingerprint in before.fingerprints:
            stored.verdict, stored.customer_id = ImportRow.KNOWN, before.fingerprints[keys.fingerprint]
        elif keys.identity and keys.identity in before.identities:
            stored.verdict, stored.customer_id = ImportRow.KNOWN, before.identities[keys.identity]
            stored.twin_by, stored.troubled = IDENTITY, True


def _mark_siblings(found: Import, rows: Sequence[tuple[ImportRow, Row]], key: bytes) -> None:
    """Rows that are like an earlier one of the same list, and like nobody who is here."""
    same = siblings_of(found, [row for _stored, row in rows], key=key, understood=partial(understood, found))
    for stored, row in rows:
        if stored.verdict == ImportRow.NEW and (sibling := same.get(row.line)):
            stored.verdict, stored.troubled = ImportRow.DOUBLE, True
            stored.repeats, stored.twin_by = sibling.line, sibling.by


def _mark_doubles(rows: Sequence[tuple[ImportRow, Row]]) -> None:
    twins = twins_of([row for _stored, row in rows])
    for stored, row in rows:
        if twin := twins.get(row.line):
            stored.verdict, stored.troubled = ImportRow.DOUBLE, True
            stored.customer_id, stored.twin_by = twin.customer, twin.by
