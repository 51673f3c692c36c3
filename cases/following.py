"""What follows contacts from one case to another. Apps to the left of the cases say how their rows follow."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from contacts.models import Contact


@dataclass(frozen=True, kw_only=True)
class Moved:
    """Contacts went from one case to another. `deadlines`: of the one, and which of the other keeps it now."""

    source_id: int
    target_id: int
    contact_ids: Sequence[int]
    deadlines: Mapping[int, int] = field(default_factory=dict)


Follow = Callable[[Moved, Sequence[int] | None], list[int]]


@dataclass
class Followers:
    """`follow` moves the rows of one name and gives their ids; with ids it moves only those (back)."""

    follow: dict[str, Follow] = field(default_factory=dict)
    complaints: list[Callable[[Sequence[Contact]], bool]] = field(default_factory=list)


FOLLOWERS = Followers()


def rows_follow(name: str, follow: Follow) -> None:
    """Call once at start: rows called `name` follow the contacts they stand for."""
    FOLLOWERS.follow[name] = follow


def complaints_are_told(tell: Callable[[Sequence[Contact]], bool]) -> None:
    """Call once at start: says whether one of these contacts was a complaint."""
    FOLLOWERS.complaints.append(tell)


def followed(moved: Moved, ids: Mapping[str, Sequence[int]] | None = None) -> dict[str, list[int]]:
    """Let all rows follow; with `ids` only those, as told when they went."""
    return {
        name: follow(moved, None if ids is None else ids.get(name, []))
        for name, follow in FOLLOWERS.follow.items()
    }


def hold_a_complaint(contacts: Sequence[Contact]) -> bool:
    return any(tell(contacts) for tell in FOLLOWERS.complaints)
