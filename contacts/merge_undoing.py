"""Undoing a merge, any time later: the loser is back with everything that was theirs, what came since stays.

The steps are taken back from the last to the first. A row that somebody has changed, moved or deleted since is left
as it is; what pointed to a customer who has gone up in another since, points to that one.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from contacts.deriving import derive
from contacts.merge_act import set_column
from contacts.merge_journal import plain, revived, set_columns, table
from contacts.models import Customer, Merge, MergeStep
from contacts.moved_on import standing
from contacts.rechecking import recheck
from contacts.search_index import index_customer
from crm.company.models import User
from crm.company.permissions import keeps_data
from crm.lib.acts import NotAllowed, refuse
from crm.lib.customer_ties import ties
from crm.lib.history import save_as


@transaction.atomic
def undo_merge(merge_id: int, *, by: User, at: datetime) -> Customer:
    """Part two customers again; gives the one who is back.

    Raises NotAllowed, Merge.DoesNotExist, and Refused for one that was undone.
    """
    if not keeps_data(by):
        raise NotAllowed
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge_id)
    if merge.undone_at is not None:
        raise refuse("", _("Das ist schon rückgängig gemacht."))
    winner = Customer.objects.select_for_update(of=("self",)).get(pk=merge.winner_id)
    merge.undone_at, merge.undone_by = at, by
    merge.save(update_fields=["undone_at", "undone_by"])
    _Undoing(merge, winner, by=by, at=at).carry_out()
    loser = Customer.objects.get(pk=merge.loser_key)
    for each in (winner, loser):
        index_customer(each)
    recheck(Customer.objects.filter(pk__in=(winner.pk, loser.pk)), at=at)
    return loser


class _Undoing:
    def __init__(self, merge: Merge, winner: Customer, *, by: User, at: datetime) -> None:
        self.merge, self.winner, self.by, self.at = merge, winner, by, at
        self.reason = _("%(number)s wieder getrennt") % {"number": f"K-{merge.loser_number}"}

    def carry_out(self) -> None:
        for model, what, steps in _runs(self.merge.steps.order_by("-pk").iterator()):
            for_all = {MergeStep.MOVED: self._move_back, MergeStep.REMOVED: self._put_back}
            for_all |= {MergeStep.CHANGED: self._change_back, MergeStep.ADDED: self._take_away}
            for_all[what](model, steps)
        derive(self.winner)
        self.winner.version += 1
        save_as(self.winner, by=self.by, at=self.at, reason=self.reason)

    def _move_back(self, model: type[models.Model], steps: list[MergeStep]) -> None:
        """What still stands with the winner, whoever that is by now."""
        for (column, named), together in groupby(steps, key=lambda step: next(iter(step.after.items()))):
            held = named.format(self.winner.pk) if named else self.winner.pk
            back = named.format(self.merge.loser_key) if named else self.merge.loser_key
            keys = [step.row for step in together]
            rows = list(table(model).filter(pk__in=keys, **{column: held}).order_by("pk"))
            if rows:
                set_column(rows, column, back, by=self.by, at=self.at, reason=self.reason)

    def _put_back(self, model: type[models.Model], steps: list[MergeStep]) -> None:
        for step in steps:
            row = revived(model, step.before)
            if table(model).filter(pk=step.row).exists() or not _has_its_own(row):
                continue
            with _unless_entered_since():
                self._insert(row)

    def _insert(self, row: models.Model) -> None:
        if hasattr(type(row), "history"):
            save_as(row, by=self.by, at=self.at, reason=self.reason, force_insert=True)
        else:
            table(type(row)).bulk_create([row])

    def _change_back(self, model: type[models.Model], steps: list[MergeStep]) -> None:
        for step in steps:
            row: Any = self.winner if model is Customer else table(model).filter(pk=step.row).first()
            if row is None or row.pk != step.row:
                continue
            now = plain(row, step.after)
            back = {name: step.before[name] for name in now if now[name] == step.after[name]}
            set_columns(row, back)
            if back and row is not self.winner:
                with _unless_entered_since():
                    self._save(row, list(back))

    def _save(self, row: models.Model, columns: list[str]) -> None:
        if hasattr(type(row), "history"):
            save_as(row, by=self.by, at=self.at, reason=self.reason)
        else:
            table(type(row)).bulk_update([row], _names(row, columns))

    def _take_away(self, model: type[models.Model], steps: list[MergeStep]) -> None:
        """What the merge itself wrote, unless somebody has worked on it since."""
        pointing = {tie.field for tie in ties() if tie.model is model}
        for step in steps:
            row: Any = table(model).filter(pk=step.row).first()
            own = [name for name in step.after if name.removesuffix("_id") not in pointing]
            if row is not None and plain(row, own) == {name: step.after[name] for name in own}:
                row._history_user, row._history_date, row._change_reason = self.by, self.at, self.reason
                row.delete()


@contextmanager
def _unless_entered_since() -> Iterator[None]:
    """Where somebody has entered the same since, theirs stands."""
    with suppress(IntegrityError), transaction.atomic():
        yield


def _runs(steps: Iterable[MergeStep]) -> Iterator[tuple[type[models.Model], str, list[MergeStep]]]:
    for (label, what), together in groupby(steps, key=lambda step: (step.model, step.what)):
        yield apps.get_model(label), what, list(together)


def _has_its_own(row: Any) -> bool:
    """Whether all that the row points to is there; a customer who went up in another is followed."""
    for field in row._meta.concrete_fields:
        key = getattr(row, field.attname)
        if field.remote_field is None or key is None:
            continue
        if field.related_model is Customer and key != row.pk:
            key = standing(key)
            setattr(row, field.attname, key)
        if key is None or not table(field.related_model).filter(pk=key).exists():
            if not field.null:
                return False
            setattr(row, field.attname, None)
    return True


def _names(row: models.Model, columns: list[str]) -> list[str]:
    return [field.name for field in row._meta.concrete_fields if field.attname in columns]
