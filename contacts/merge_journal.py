"""What a merge did, row by row, so that it can be undone: rows as plain values, and back."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

from contacts.models import Merge, MergeStep

ROWS = 1000
Values = dict[str, Any]


def table(model: Any) -> models.QuerySet[Any]:
    """All rows of a model that is known only by its name."""
    rows: models.QuerySet[Any] = model.objects.all()
    return rows


def plain(row: models.Model, columns: Iterable[str] | None = None) -> Values:
    """The columns of a row as JSON can hold them, by attribute ("customer_id"); all of them unless some are named."""
    fields = {field.attname: field for field in row._meta.concrete_fields}
    return {name: _plain(fields[name].value_from_object(row)) for name in columns or fields}


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID | Decimal) else value


def revived(model: type[models.Model], values: Values) -> models.Model:
    """An unsaved row of what `plain` gave; a column that is no more is left out."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return model(**{name: fields[name].to_python(value) for name, value in values.items() if name in fields})


def set_columns(row: models.Model, values: Values) -> None:
    fields = {field.attname: field for field in row._meta.concrete_fields}
    for name, value in values.items():
        setattr(row, name, fields[name].to_python(value))


class Journal:
    """The steps of one merge, in the order in which they were done."""

    def __init__(self, merge: Merge) -> None:
        self.merge = merge
        self.steps: list[MergeStep] = []

    def moved(self, model: type[models.Model], rows: Iterable[int], *, before: Values, after: Values) -> None:
        for row in rows:
            self._note(model, row, MergeStep.MOVED, before=before, after=after)

    def removed(self, row: models.Model) -> None:
        self._note(type(row), row.pk, MergeStep.REMOVED, before=plain(row))

    def added(self, row: models.Model) -> None:
        self._note(type(row), row.pk, MergeStep.ADDED, after=plain(row))

    def changed(self, row: models.Model, before: Values) -> None:
        """`before` are the columns as they were; those that are the same now are left out."""
        after = plain(row, before)
        names = [name for name in before if before[name] != after[name]]
        if names:
            was, now = ({name: values[name] for name in names} for values in (before, after))
            self._note(type(row), row.pk, MergeStep.CHANGED, before=was, after=now)

    def differing(self, before: Sequence[models.Model], after: Sequence[models.Model]) -> None:
        """Rows of one model that an act of another module wrote: the same rows, seen before and after it."""
        was = {row.pk: plain(row) for row in before}
        for row in after:
            if row.pk in was:
                self.changed(row, was[row.pk])
            else:
                self.added(row)

    def write(self) -> None:
        MergeStep.objects.bulk_create(self.steps, batch_size=ROWS)

    def _note(self, model: type[models.Model], row: int, what: str, **values: Values) -> None:
        step = MergeStep(merge=self.merge, model=model._meta.label, row=row, what=what, **values)
        self.steps.append(step)
