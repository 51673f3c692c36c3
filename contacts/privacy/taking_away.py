"""Takes what is known about a customer out of every table, for good or into the vault, and puts it back from there.

1. Read all rows about the customer, before anything is changed.
2. Decide for each what becomes of it: gone, or without its words.
3. What must be kept goes into the vault with its values; everything else is only gone.
One transaction: it happens whole or not at all. A reference nobody thought of makes the database refuse the whole.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import models

from contacts.models import SealedRow
from contacts.privacy.redacting import Striking
from contacts.privacy.rows import CONTACT, MATTER, Found, rows_about
from crm.lib.backup.tables import columns, insert, plain
from crm.lib.personal_data import Erase, Holding, Values, Word, holdings


@dataclass(frozen=True)
class Kept:
    """Why a row is kept in the vault, and until when; without an end it is a restriction."""

    ground: str = ""
    until: date | None = None


Keeps = Callable[[Holding, Values], Kept | None]


@dataclass
class _Fate:
    holding: Holding
    row: Values
    removed: bool = False
    changes: Values = field(default_factory=dict)

    @property
    def pk(self) -> Any:
        return self.row[key_of(self.holding.table)]


def take_away(customer_id: int, *, word: str, keeps: Keeps, at: datetime) -> list[Path]:
    """Gives the stored files of what is gone for good: remove them when the transaction holds."""
    found = rows_about(customer_id)
    for holding in holdings():
        if holding.before is not None:
            holding.before(customer_id, at)
    fates = _fates(found, word=word)
    sealed, files = [], []
    for fate in fates:
        kept = keeps(fate.holding, fate.row)
        derived = fate.removed and not fate.holding.exported
        if kept is not None and not derived:
            sealed.append(_sealed(customer_id, fate, kept))
        elif fate.removed and fate.holding.file is not None:
            files.append(fate.holding.file(fate.row))
    SealedRow.objects.bulk_create(sealed, batch_size=200)
    _write(fates)
    return files


def put_back(customer_id: int) -> int:
    """Bring back what lies in the vault without an end; what somebody changed since stays as it is. Gives the rows."""
    rows = list(SealedRow.objects.filter(customer=customer_id, until=None))
    by_key = {holding.key: holding for holding in holdings()}
    for row in rows:
        table = by_key[row.holding].table
        if row.removed:
            line = json.dumps([row.values[column.attname] for column in columns(table)]).encode()
            insert(table, [line])
        else:
            _undo_blanking(table, row)
    SealedRow.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def empty_vault(rows: Sequence[SealedRow]) -> list[Path]:
    """Throw away for good; gives the stored files that go with them."""
    by_key = {holding.key: holding for holding in holdings()}
    files = [
        file(row.values) for row in rows if row.removed and (file := by_key[row.holding].file) is not None
    ]
    SealedRow.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return files


def remove_files(files: Iterable[Path]) -> None:
    for path in files:
        path.unlink(missing_ok=True)


def _fates(found: Iterable[Found], *, word: str) -> list[_Fate]:
    """What becomes of each row; one that two holdings speak of has one fate, that of the first with both changes."""
    found = list(found)
    strike = Striking(found)
    fates: dict[tuple[str, Any], _Fate] = {}
    for each in found:
        holding = each.holding
        if holding.erase is Erase.KEEP:
            continue
        key = key_of(holding.table)
        for row in each.rows:
            fate = fates.setdefault((holding.model, row[key]), _Fate(holding, row))
            if holding.erase is Erase.DELETE:
                fate.removed = True
            else:
                fate.changes |= _changes(holding, row, word=word, strike=strike) | fate.changes
    return [fate for fate in fates.values() if fate.removed or fate.changes]


def _changes(holding: Holding, row: Values, *, word: str, strike: Striking) -> Values:
    told: Values = {}
    for name, value in holding.blank.items():
        column = column_of(holding.table, name).attname
        before, after = row[column], value
        if value is Word.SAID:
            after = word if before else before
        elif value is Word.OWN:
            after = f"{word}{row[key_of(holding.table)]}"
        if after != before:
            told[column] = after
    for name in holding.redact:
        if (after := strike.out_of(row[name])) != row[name]:
            told[name] = after
    return told


def _sealed(customer_id: int, fate: _Fate, kept: Kept) -> SealedRow:
    own = {name: value for name, value in fate.row.items() if name not in (MATTER, CONTACT)}
    values = own if fate.removed else {name: [own[name], after] for name, after in fate.changes.items()}
    return SealedRow(
        customer_id=customer_id,
        holding=fate.holding.key,
        row=fate.pk,
        removed=fate.removed,
        values=as_json(values),
        ground=kept.ground,
        until=kept.until,
    )


def _write(fates: Iterable[_Fate]) -> None:
    """One statement for all rows of a table that get the same."""
    gone: dict[type[models.Model], list[Any]] = defaultdict(list)
    alike: dict[tuple[type[models.Model], str], tuple[Values, list[Any]]] = {}
    for fate in fates:
        table = fate.holding.table
        if fate.removed:
            gone[table].append(fate.pk)
            continue
        same = alike.setdefault((table, repr(sorted(fate.changes.items()))), (fate.changes, []))
        same[1].append(fate.pk)
    for (table, _told), (changes, keys) in alike.items():
        _all(table).filter(pk__in=keys).update(**changes)
    for table, keys in gone.items():
        rows = _all(table).filter(pk__in=keys)
        rows._raw_delete(rows.db)  # noqa: SLF001 - nothing may go along that was not read


def _undo_blanking(table: type[models.Model], row: SealedRow) -> None:
    now = _all(table).filter(pk=row.row).values(*row.values).first()
    if now is None:
        return
    same = as_json(now)
    back = {
        name: column_of(table, name).to_python(before)
        for name, (before, after) in row.values.items()
        if same[name] == after
    }
    if back:
        _all(table).filter(pk=row.row).update(**back)


def as_json(values: Values) -> Values:
    """The same values as they come out of a column of JSON."""
    told: Values = json.loads(json.dumps(values, default=plain))
    return told


def key_of(table: type[models.Model]) -> str:
    assert table._meta.pk is not None
    return table._meta.pk.attname


def column_of(table: type[models.Model], name: str) -> "models.Field[Any, Any]":
    column = table._meta.get_field(name)
    assert isinstance(column, models.Field)
    return column


def _all(table: type[models.Model]) -> "models.QuerySet[Any]":
    return table._base_manager.all()  # noqa: SLF001 - documented, and the only one that hides nothing
