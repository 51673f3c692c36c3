"""What becomes of the rows that hang on the loser, relation by relation, as the registry of ties says."""

from collections.abc import Callable
from typing import Any, Final

from contacts.merge_act import MergeAct
from contacts.merge_journal import table
from contacts.models import Customer
from crm.lib.customer_ties import Merge, Tie, ties


def settle(act: MergeAct) -> None:
    """Settle every tie. Derived rows fall with the loser's own; history and what hangs on other rows stays."""
    for tie in ties():
        if how := HOW.get(tie.merge):
            how(act, tie)


def column_of(tie: Tie) -> str:
    """The column that points to the customer."""
    return str(getattr(tie.model._meta.get_field(tie.field), "attname", tie.field))


def rows_of(tie: Tie, customer: int) -> list[Any]:
    named = tie.named.format(customer) if tie.named else customer
    return list(table(tie.model).filter(**{column_of(tie): named}).order_by("pk"))


def _move(act: MergeAct, tie: Tie) -> None:
    rows = rows_of(tie, act.loser.pk)
    if tie.model is Customer:  # one who refers to another: nobody refers to themselves
        rows = [row for row in rows if row.pk not in (act.winner.pk, act.loser.pk)]
    to = tie.named.format(act.winner.pk) if tie.named else act.winner.pk
    act.point(rows, column_of(tie), to, named=tie.named)


def _keep_one(act: MergeAct, tie: Tie) -> None:
    known = {_said(row, tie) for row in rows_of(tie, act.winner.pk)}
    moving = []
    for row in rows_of(tie, act.loser.pk):
        if _said(row, tie) in known or _joins_both(row, tie, act.winner.pk):
            act.remove(row)
        else:
            known.add(_said(row, tie))
            moving.append(row)
    act.point(moving, column_of(tie), act.winner.pk)


def _put_away(act: MergeAct, tie: Tie) -> None:
    for row in rows_of(tie, act.loser.pk):
        act.remove(row)


def _said(row: Any, tie: Tie) -> tuple[str, Any]:
    """What tells this row from the others: the first of `same_by` that is filled."""
    columns = [str(getattr(tie.model._meta.get_field(name), "attname", name)) for name in tie.same_by]
    filled = next((name for name in columns if getattr(row, name) not in ("", None)), columns[-1])
    return filled, getattr(row, filled)


def _joins_both(row: Any, tie: Tie, winner: int) -> bool:
    """Whether the row would join the winner to themselves."""
    others = (each for each in ties() if each.model is tie.model and each.field != tie.field)
    return any(getattr(row, column_of(each)) == winner for each in others)


HOW: Final[dict[Merge, Callable[[MergeAct, Tie], None]]] = {
    Merge.MOVE: _move,
    Merge.KEEP_ONE: _keep_one,
    Merge.PUT_AWAY: _put_away,
}
