"""Our own JSON, for every system that can send one: {"event", "call_id", "direction", "from", "to", "at"}."""

import json
from typing import Any

from contacts.calls.events import (
    MOST_EXTENSIONS,
    CallEvent,
    Unreadable,
    What,
    call_id,
    direction,
    moment,
    named_number,
    text,
)
from contacts.models import Direction

EVENTS = {"ringing": What.RINGING, "answered": What.ANSWERED, "ended": What.ENDED}


def read_json(body: bytes) -> dict[str, Any]:
    """The one object that was sent. Raises Unreadable."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unreadable("JSON expected") from error
    if not isinstance(sent, dict):
        raise Unreadable("a JSON object expected")
    return sent


def read(body: bytes) -> tuple[CallEvent, ...]:
    """`to`: one extension or several; of a call out it is the number dialled, and `from` the extension."""
    sent = read_json(body)
    what = EVENTS.get(text(sent, "event", longest="extension"))
    if what is None:
        raise Unreadable(f"event: one of {', '.join(EVENTS)}")
    way = direction(text(sent, "direction", longest="extension") or Direction.IN)
    there, here = ("from", "to") if way == Direction.IN else ("to", "from")
    return (
        CallEvent(
            what=what,
            call_id=call_id(sent, "call_id"),
            direction=way,
            number=named_number(text(sent, there, longest="number")),
            extensions=_extensions(sent.get(here)),
            at=moment(sent.get("at"), "at"),
        ),
    )


def _extensions(said: Any) -> tuple[str, ...]:
    each = said if isinstance(said, list) else [said]
    if len(each) > MOST_EXTENSIONS:
        raise Unreadable(f"to: at most {MOST_EXTENSIONS}")
    read_one = (text({"to": one}, "to", longest="extension") for one in each)
    return tuple(one for one in read_one if one)
