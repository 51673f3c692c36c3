"""sipgate push: form fields, a new request for each event (developer.sipgate.io, Push API).

A call that is forwarded or transferred goes on under another id; a mailbox that answers is nobody.
"""

from typing import Final
from urllib.parse import parse_qs
from xml.sax.saxutils import quoteattr

from contacts.calls.events import (
    MOST_EXTENSIONS,
    CallEvent,
    Unreadable,
    What,
    call_id,
    direction,
    named_number,
    text,
)
from contacts.models import Direction

EVENTS: Final = {"newCall": What.RINGING, "answer": What.ANSWERED, "hangup": What.ENDED}
PEOPLE: Final = ("userId[]", "userId", "fullUserId[]", "fullUserId", "user[]", "user")
MAILBOX, FORWARDED = "voicemail", "forwarded"


def read(body: bytes) -> tuple[CallEvent, ...]:
    try:
        sent = parse_qs(body.decode(), max_num_fields=200)
    except ValueError as error:
        raise Unreadable("form fields expected") from error
    first = {name: values[0] for name, values in sent.items()}
    what = EVENTS.get(text(first, "event", longest="extension"))
    if what is None:
        raise Unreadable(f"event: one of {', '.join(EVENTS)}")
    if what is What.ANSWERED and first.get("user") == MAILBOX:
        return ()
    way = direction(text(first, "direction", longest="extension"))
    there, here = ("from", "to") if way == Direction.IN else ("to", "from")
    number = named_number(text(first, there, longest="number"))
    places = [*(one for name in PEOPLE for one in sent.get(name, ())), first.get(here, "")]
    return (
        CallEvent(
            what=what,
            call_id=call_id(first, "callId"),
            direction=way,
            number=f"+{number}" if number.isdecimal() and not number.startswith("0") else number,
            extensions=tuple(text({"user": one}, "user", longest="extension") for one in places if one)[
                :MOST_EXTENSIONS
            ],
            passed_on=what is What.ENDED and first.get("cause") == FORWARDED,
        ),
    )


def answer(address: str) -> str:
    """What sipgate wants to hear: where to report that the call was taken and that it ended."""
    there = quoteattr(address)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<Response onAnswer={there} onHangup={there}/>\n'
