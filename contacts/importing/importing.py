"""Einlesen: looks at a list without writing anything, then makes customers of it. All of it or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError
from django.utils.translation import gettext as _

from contacts.importing.fingerprints import Keys, keys_of, known
from contacts.importing.headings import Column, names_somebody, read_headings
from contacts.importing.reading import Sheet, read
from contacts.importing.rows import Row, read_rows
from contacts.importing.writing import write
from contacts.models import Source
from crm.company.company_facts import home_country
from crm.company.models import User
from crm.lib.acts import refuse

SHOWN = 20


@dataclass(frozen=True)
class Problem:
    """What is wrong or doubtful with a line, counted as a spreadsheet does."""

    line: int
    message: str
    refused: bool


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What a file holds and what would come of it: `rows` = `new` + `known` + `refused`, `first` are the first 20."""

    encoding: str
    delimiter: str
    columns: list[Column]
    rows: int
    new: int
    known: int
    refused: int
    first: list[Row]
    problems: list[Problem]

    @property
    def used(self) -> list[Column]:
        return [column for column in self.columns if column.field]

    @property
    def unused(self) -> list[str]:
        """Headings of the columns we have no use for."""
        return [column.heading for column in self.columns if not column.field and column.heading]


@dataclass(frozen=True, kw_only=True)
class Report:
    """What came of a file. With rows refused and not skipped nothing was `written`."""

    written: bool
    created: int
    known: int
    refused: int
    problems: list[Problem]


@dataclass(frozen=True)
class _Judged:
    sheet: Sheet
    columns: list[Column]
    rows: list[Row]
    new: list[tuple[Row, Keys]]
    known: int
    problems: list[Problem]

    @property
    def refused(self) -> int:
        return sum(bool(row.refused) for row in self.rows)


def preview(file: bytes) -> Preview:
    """Look at a file; nothing is written. Raises Refused for a file that cannot be read at all."""
    judged = _judge(file)
    return Preview(
        encoding=judged.sheet.encoding,
        delimiter=judged.sheet.delimiter,
        columns=judged.columns,
        rows=len(judged.rows),
        new=len(judged.new),
        known=judged.known,
        refused=judged.refused,
        first=judged.rows[:SHOWN],
        problems=judged.problems,
    )


def run(
    file: bytes,
    *,
    by: User | None,
    at: datetime,
    source: Source | None = None,
    skip_refused: bool = False,
) -> Report:
    """Make a customer of every row that none was made of yet, in one transaction.

    A single refused row holds all of them back, unless `skip_refused`. Raises Refused for a file that cannot be
    read at all, or that somebody else is reading in at the same moment.
    """
    judged = _judge(file)
    written = skip_refused or not judged.refused
    if written:
        _write(judged.new, source=source, by=by, at=at)
    return Report(
        written=written,
        created=len(judged.new) if written else 0,
        known=judged.known,
        refused=judged.refused,
        problems=judged.problems,
    )


def _write(rows: Sequence[tuple[Row, Keys]], *, source: Source | None, by: User | None, at: datetime) -> None:
    try:
        write(rows, source=source, by=by, at=at)
    except IntegrityError:
        if not known([keys for _row, keys in rows]).fingerprints:
            raise
        raise refuse(
            "file",
            _("Diese Liste wurde soeben von jemand anderem eingelesen. Hier wurde nichts geschrieben."),
        ) from None


def _judge(file: bytes) -> _Judged:
    sheet = read(file)
    columns = read_headings(sheet.heading)
    if not names_somebody(columns):
        raise refuse(
            "file",
            _(
                "In der ersten Zeile fehlen Überschriften, die wir kennen, zum Beispiel"
                " „Vorname“, „Nachname“ oder „Firma“."
            ),
        )
    rows = list(read_rows(sheet, columns, home=home_country()))
    fine = [row for row in rows if not row.refused]
    new, problems = _unknown(fine, keys_of(fine))
    problems += [Problem(row.line, text, refused=True) for row in rows for text in row.refused]
    problems += [Problem(row.line, text, refused=False) for row in rows for text in row.warnings]
    problems.sort(key=lambda each: (each.line, not each.refused))
    return _Judged(sheet, columns, rows, new, len(fine) - len(new), problems)


def _unknown(rows: Sequence[Row], keys: Sequence[Keys]) -> tuple[list[tuple[Row, Keys]], list[Problem]]:
    """The rows that no customer was made of yet, and what is to be told about the others.

    A row with the number and the name of an earlier one, but other facts, makes no second customer.
    """
    before = known(keys)
    new: dict[str, tuple[Row, Keys]] = {}
    problems = []
    for row, own in zip(rows, keys, strict=True):
        if own.fingerprint in before.fingerprints:
            continue
        if own.fingerprint in new:
            text = _("Genau so schon in Zeile %(line)d.") % {"line": new[own.fingerprint][0].line}
        elif own.identity and own.identity in before.numbers:
            text = _(
                "Schon eingelesen als K-%(number)d, mit anderen Angaben. Sie bleiben dort, wie sie sind."
            )
            text %= {"number": before.numbers[own.identity]}
        else:
            new[own.fingerprint] = (row, own)
            continue
        problems.append(Problem(row.line, text, refused=False))
    return list(new.values()), problems
