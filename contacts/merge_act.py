"""One merge while it is done: who takes in whom, by whom, and the journal of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from contacts.merge_journal import Journal, table
from contacts.models import Customer, Merge
from crm.company.models import User
from crm.lib.history import save_as, save_many_as


class MergeAct:
    def __init__(self, winner: Customer, loser: Customer, *, by: User, at: datetime) -> None:
        self.winner, self.loser, self.by, self.at = winner, loser, by, at
        self.reason = _("%(number)s aufgenommen") % {"number": loser.number_label}
        self.merge = Merge.objects.create(
            winner=winner, loser_key=loser.pk, loser_number=loser.number, loser_name=loser.name, by=by, at=at
        )
        self.journal = Journal(self.merge)

    def save(self, row: models.Model) -> None:
        save_as(row, by=self.by, at=self.at, reason=self.reason)

    def remove(self, row: Any) -> None:
        """Take a row away and keep it whole; a tracked one also says in its history who did."""
        self.journal.removed(row)
        row._history_user, row._history_date, row._change_reason = self.by, self.at, self.reason
        row.delete()

    def point(self, rows: Sequence[Any], column: str, to: Any, *, named: str = "") -> None:
        """Let rows of one model point to the winner."""
        if rows:
            before = {column: getattr(rows[0], column)}
            set_column(rows, column, to, by=self.by, at=self.at, reason=self.reason)
            keys = [row.pk for row in rows]
            self.journal.moved(type(rows[0]), keys, before=before, after={column: named})


def set_column(
    rows: Sequence[Any], column: str, to: Any, *, by: User | None, at: datetime, reason: str
) -> None:
    """Set one column of rows of one model, with an entry in the history of those that have one."""
    model = type(rows[0])
    for row in rows:
        setattr(row, column, to)
    if hasattr(model, "history"):
        name = next(field.name for field in model._meta.concrete_fields if field.attname == column)
        save_many_as(rows, [name], by=by, at=at, reasons=[reason] * len(rows))
    else:
        table(model).filter(pk__in=[row.pk for row in rows]).update(**{column: to})
