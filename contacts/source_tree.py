"""The tree of sources: coarse first, finer after. Its order is the one in which they are offered at the counter."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from contacts.models import Source
from crm.company.models import User
from crm.lib.history import save_as


@dataclass(frozen=True)
class Branch:
    """A source of the upper level with its finer ones, both in the order of the counter."""

    top: Source
    finer: list[Source]


def branches(rows: Iterable[Source] | None = None) -> list[Branch]:
    """The tree out of `rows`, or of all sources. One statement at most."""
    below: dict[int | None, list[Source]] = defaultdict(list)
    for row in Source.objects.all() if rows is None else rows:
        below[row.parent_id].append(row)
    return [Branch(top, below[top.pk]) for top in below[None]]


def offered() -> list[Branch]:
    """What may be chosen: only what is in use. One statement."""
    return branches(Source.objects.filter(active=True))


@transaction.atomic
def move_source(source: Source, *, up: bool, by: User, at: datetime) -> None:
    """Let `source` change places with its neighbour above (or below) among those of its level.

    At the end of the row nothing happens.
    """
    siblings = list(Source.objects.select_for_update().filter(parent=source.parent_id))
    here = next(number for number, row in enumerate(siblings) if row.pk == source.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(siblings):
        return
    siblings[here], siblings[there] = siblings[there], siblings[here]
    for position, row in enumerate(siblings):
        if row.position != position:
            row.position = position
            save_as(row, by=by, at=at, update_fields=["position"])
