"""What the columns of a list mean: found by heading or content, corrected by hand, remembered for the next list."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from contacts.importing.guessing import SAMPLE, guess_columns
from contacts.importing.headings import LABELS, OF_AN_ADDRESS, Column, names_somebody, read_headings
from contacts.models import Import, ImportForm, ImportRow
from crm.lib.acts import refuse
from crm.lib.text import fold

BETWEEN = "@"


def form_of(heading: Sequence[str]) -> str:
    """The print of a list of headings, however they are written."""
    words = [" ".join(fold(cell)[:1]) for cell in heading]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def first_guess(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[bool, list[Column]]:
    """Whether the first line is a heading, and what the columns mean: as the last time, else by heading or content."""
    stored = ImportForm.objects.filter(form=form_of(heading)).first()
    if stored is not None:
        return True, _columns(stored.columns, heading)
    read = read_headings(heading)
    if names_somebody(read):
        return True, read
    return False, guess_columns([heading, *rows][:SAMPLE])


def columns_of(found: Import) -> list[Column]:
    return _columns(found.columns, found.heading if found.has_heading else [])


def plain(columns: Sequence[Column]) -> list[list[str]]:
    """As they are stored."""
    return [[column.field, column.place] for column in columns]


def meaning(column: Column) -> str:
    """One word for field and place, for a form; "" for a column that is left out."""
    return f"{column.field}{BETWEEN}{column.place}" if column.place else column.field


def as_meant(meanings: Sequence[str]) -> list[Column]:
    """The columns of a form. Raises Refused for a meaning we do not know, and where nothing names anybody."""
    columns = []
    for index, text in enumerate(meanings):
        field, _sign, place = text.partition(BETWEEN)
        if (field and field not in LABELS) or (place and field not in OF_AN_ADDRESS):
            raise refuse("", _("Bitte wählen Sie für jede Spalte aus der Liste."))
        columns.append(Column(index, "", field, place[:20]))
    if not names_somebody(columns):
        raise refuse("", _("Bitte sagen Sie, in welcher Spalte der Nachname, der Name oder die Firma steht."))
    return columns


def remember(found: Import, *, at: datetime) -> None:
    """Keep what the columns mean for the next list with these headings."""
    if found.has_heading and found.kind not in ("vcard", "ldif"):
        ImportForm.objects.update_or_create(
            form=form_of(found.heading), defaults={"columns": found.columns, "at": at}
        )


def samples(found: Import, *, count: int = 3) -> list[list[str]]:
    """The first filled cells of each column."""
    rows = list(ImportRow.objects.filter(belongs_to=found).values_list("cells", flat=True)[:SAMPLE])
    columns: list[list[str]] = [[] for _column in found.columns]
    for cells in rows:
        for index, cell in enumerate(cells[: len(columns)]):
            if cell.strip() and len(columns[index]) < count:
                columns[index].append(cell.strip())
    return columns


def _columns(stored: Sequence[Any], heading: Sequence[str]) -> list[Column]:
    return [
        Column(index, heading[index].strip() if index < len(heading) else "", field, place)
        for index, (field, place) in enumerate(stored)
    ]
