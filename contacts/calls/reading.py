"""Which reader understands which telephone system. Each gives what one report says, in the order it happened."""

from collections.abc import Callable
from typing import Final

from contacts.calls import generic, sipgate, threecx
from contacts.calls.events import CallEvent
from contacts.models import LineKind

READERS: Final[dict[str, Callable[[bytes], tuple[CallEvent, ...]]]] = {
    LineKind.GENERIC: generic.read,
    LineKind.SIPGATE: sipgate.read,
    LineKind.THREECX: threecx.read,
}
