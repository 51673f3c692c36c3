"""The registry of everything that hangs on a customer, so that no act on a whole customer forgets a table.

Each app registers, in `AppConfig.ready`, one `Tie` for every relation that points to a customer. Whoever adds such a
relation adds its tie: tests/crm/lib/test_customer_ties.py fails until then.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from django.apps import apps
from django.db import models


class Merge(Enum):
    """What becomes of the loser's rows when two customers are merged. Whatever it is, undoing brings them back."""

    MOVE = "move"  # they go to the winner
    KEEP_ONE = "keep_one"  # they go to the winner, unless the winner has one of the same `same_by`
    PUT_AWAY = "put_away"  # they stay with the merge: they say something about the loser alone
    REBUILD = "rebuild"  # they are derived, thrown away and written anew from the merged customer
    LEAVE = "leave"  # they stay as they are: history tells what was
    FOLLOW = "follow"  # they hang on a row that has a tie of its own


@dataclass(frozen=True, kw_only=True)
class Tie:
    """One relation to a customer: `relation` is "app.Model.field".

    `same_by`: fields in which two rows say the same (KEEP_ONE); where one of them is empty, the next ones decide.
    `named`: where the field is text and no foreign key, how it names a customer: "survey:customer:{}".
    """

    relation: str
    merge: Merge
    same_by: tuple[str, ...] = ()
    named: str = ""

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.relation.rpartition(".")[0])

    @property
    def field(self) -> str:
        return self.relation.rpartition(".")[2]


_TIES: dict[tuple[str, str], Tie] = {}


def register(given: Iterable[Tie]) -> None:
    """Add the ties of an app. Raises ValueError for a relation that has one, or whose rows cannot be told apart."""
    for tie in given:
        key = (tie.relation, tie.named)
        if key in _TIES and _TIES[key] != tie:
            raise ValueError(f"{tie.relation} has two ties")
        if bool(tie.same_by) != (tie.merge is Merge.KEEP_ONE):
            raise ValueError(f"{tie.relation}: `same_by` belongs to KEEP_ONE")
        _TIES[key] = tie


def ties() -> tuple[Tie, ...]:
    """All ties, in the order they were registered: those of the apps on the right first."""
    return tuple(_TIES.values())
