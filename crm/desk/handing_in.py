"""Entries that a device made without a network, handed in later: each is credited to the person its grant names.

The device keeps an entry until it is told "saved". Entries are read by the version they were written in, so that a
device that comes back with an old queue is understood as long as there is a reader for it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.http import QueryDict

VERSION = 1  # what our pages write now
AT_ONCE = 20  # entries in one request
LONGEST_VALUE = 20_000


class State(StrEnum):
    """What became of an entry; everything but `SAVED` stays on the device."""

    SAVED = "saved"
    REFUSED = "refused"  # it says what to mend
    CONFLICT = "conflict"  # its id has come in with another content
    UNCONFIRMED = "unconfirmed"  # its person signs in on the device and confirms it
    REVOKED = "revoked"  # the device is not ours any more
    FAILED = "failed"  # our fault: it is sent again later


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry as sent. `fields` are those of the capture screen; `confirmed`: its person said so afterwards."""

    id: str
    grant: str
    confirmed: bool
    fields: QueryDict


@dataclass(frozen=True, kw_only=True)
class Told:
    """The answer for one entry; `messages` in the person's language by field, `warnings` are only doubts."""

    id: str
    state: State
    messages: Mapping[str, list[str]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "state": str(self.state),
            "messages": dict(self.messages),
            "warnings": self.warnings,
        }


class Unreadable(Exception):
    """Nobody wrote this: not an entry of any version."""


def read_entry(said: object) -> Entry:
    """The entry in what a device sent. Raises Unreadable."""
    if not isinstance(said, dict) or said.get("v") not in READERS:
        raise Unreadable
    try:
        return READERS[said["v"]](said)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable from error


def _first_version(said: dict[str, Any]) -> Entry:
    fields = QueryDict(mutable=True)
    for name, value in said["fields"]:
        fields.appendlist(str(name)[:60], str(value)[:LONGEST_VALUE])
    if fields["client_id"] != said["id"]:
        raise Unreadable
    return Entry(
        id=str(said["id"]),
        grant=str(said["grant"] or ""),
        confirmed=said.get("confirmed") is True,
        fields=fields,
    )


READERS: dict[object, Callable[[dict[str, Any]], Entry]] = {1: _first_version}
