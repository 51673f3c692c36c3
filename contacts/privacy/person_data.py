"""Everything known about a person, as sections to be read by people and by programs.

People who work here are left out: the file is about the customer. So are keys that only machines compare. What lies in
the vault stands where it was. What somebody ticks to protect others is named, and left out (Art. 15 Abs. 4 DSGVO).
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import models

from contacts.models import Customer, SealedRow
from contacts.privacy.rows import rows_about
from contacts.privacy.taking_away import as_json, key_of
from contacts.privacy.words import COLUMNS
from crm.lib.personal_data import Holding, Values, Words

PEOPLE = "company.User"
TECHNICAL = frozenset(
    {"id", "customer", "history_id", "history_user", "lease_until", "attempts", "gathers", "gathered_in"}
)


@dataclass(frozen=True)
class Cell:
    """One value: `plain` for programs, `shown` for people ("" when there is none)."""

    name: str
    label: Words
    plain: Any
    shown: Any


@dataclass(frozen=True)
class Entry:
    """One row. `key` names it for leaving it out: "cases.CaseEvent:17"; `file`: the stored file that belongs to it."""

    key: str
    cells: list[Cell]
    file: Path | None = None

    @property
    def told(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.shown not in ("", None, [], {})]


@dataclass(frozen=True)
class Section:
    holding: Holding
    entries: list[Entry]
    left_out: int = 0

    @property
    def label(self) -> Words:
        return self.holding.label

    @property
    def purpose(self) -> Words:
        return self.holding.purpose


def data_of(customer: Customer, *, leave_out: Collection[str] = ()) -> list[Section]:
    """The sections that hold anything, in the order of the registry; a few statements a table."""
    sealed = _sealed(customer)
    sections = []
    for found in rows_about(customer.pk):
        holding = found.holding
        if not holding.exported:
            continue
        rows = [_with_sealed(row, holding, sealed) for row in found.rows]
        rows += [each.values for each in sealed[holding.key].values() if each.removed]
        if not rows:
            continue
        entries = list(_entries(holding, rows))
        kept = [entry for entry in entries if entry.key not in leave_out]
        sections.append(Section(holding, kept, left_out=len(entries) - len(kept)))
    return sections


def _sealed(customer: Customer) -> dict[str, dict[int, SealedRow]]:
    found: dict[str, dict[int, SealedRow]] = defaultdict(dict)
    for row in SealedRow.objects.filter(customer=customer):
        found[row.holding][row.row] = row
    return found


def _with_sealed(row: Values, holding: Holding, sealed: dict[str, dict[int, SealedRow]]) -> Values:
    kept = sealed[holding.key].get(row[key_of(holding.table)])
    if kept is None or kept.removed:
        return row
    return row | {name: before for name, (before, _after) in kept.values.items()}


def _entries(holding: Holding, rows: list[Values]) -> Iterator[Entry]:
    columns = exported_columns(holding)
    names = _names_of_others(columns, rows)
    for row in rows:
        plain = as_json({column.attname: row[column.attname] for column in columns})
        cells = [
            Cell(
                column.name,
                COLUMNS[column.name],
                plain[column.attname],
                _shown(column, row[column.attname], names),
            )
            for column in columns
        ]
        yield Entry(
            key=f"{holding.key}:{row[key_of(holding.table)]}",
            cells=cells,
            file=holding.file(row) if holding.file is not None else None,
        )


def exported_columns(holding: Holding) -> "list[models.Field[Any, Any]]":
    """Without technical keys, hidden columns and people who work here."""
    return [
        column
        for column in holding.table._meta.local_concrete_fields
        if column.name not in TECHNICAL
        and column.name not in holding.hidden
        and not _points_to_people(column)
    ]


def _points_to_people(column: "models.Field[Any, Any]") -> bool:
    other = _other(column)
    return other is not None and other._meta.label == PEOPLE


def _other(column: "models.Field[Any, Any]") -> type[models.Model] | None:
    """The table a column points to."""
    found: Any = column.related_model
    return found if isinstance(found, type) else None


def _names_of_others(
    columns: "list[models.Field[Any, Any]]", rows: list[Values]
) -> dict[tuple[str, Any], str]:
    """What to call the rows that these rows point to."""
    told: dict[tuple[str, Any], str] = {}
    for column in columns:
        other = _other(column)
        if other is not None:
            keys = {row[column.attname] for row in rows} - {None}
            everything = other._base_manager  # noqa: SLF001 - also those that are locked
            told |= {(column.name, pk): str(row) for pk, row in everything.in_bulk(keys).items()}
    return told


def _shown(column: "models.Field[Any, Any]", value: Any, names: dict[tuple[str, Any], str]) -> Any:
    if value is None:
        return ""
    if column.is_relation:
        return names.get((column.name, value), "")
    if column.choices:
        return dict(column.flatchoices).get(value, value)
    if isinstance(column, models.DateTimeField | models.DateField):
        return column.to_python(value)
    return value
