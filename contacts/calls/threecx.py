"""3CX reports each call once, when it is over, by a CRM template with the scenario "ReportCall" (see the guide).

The fields are named like the variables of that scenario. There is no id: number, extension and beginning make one.
"""

from hashlib import sha256
from typing import Final

from contacts.calls.events import CallEvent, Unreadable, What, moment, named_number, text
from contacts.calls.generic import read_json
from contacts.models import Direction

ANSWERED: Final = {"Inbound", "Outbound"}
WAYS: Final = {
    "Inbound": Direction.IN.value,
    "Missed": Direction.IN.value,
    "Outbound": Direction.OUT.value,
    "Notanswered": Direction.OUT.value,
}


def read(body: bytes) -> tuple[CallEvent, ...]:
    sent = read_json(body)
    kind = text(sent, "CallType", longest="extension")
    if kind not in WAYS:
        raise Unreadable(f"CallType: one of {', '.join(WAYS)}")
    began = moment(sent.get("CallStartTimeUTC"), "CallStartTimeUTC")
    if began is None:
        raise Unreadable("CallStartTimeUTC: missing")
    number = text(sent, "Number", longest="number")
    agent = text(sent, "Agent", longest="extension")
    moments = [(What.RINGING, began)]
    if kind in ANSWERED:
        taken = moment(sent.get("CallEstablishedTimeUTC"), "CallEstablishedTimeUTC") or began
        moments.append((What.ANSWERED, max(taken, began)))
    moments.append((What.ENDED, moment(sent.get("CallEndTimeUTC"), "CallEndTimeUTC") or moments[-1][1]))
    name = sha256(f"{number} {agent} {began.isoformat()}".encode()).hexdigest()  # keeps no number
    return tuple(
        CallEvent(
            what=what,
            call_id=name,
            direction=WAYS[kind],
            number=named_number(number),
            extensions=(agent,) if agent else (),
            at=at,
        )
        for what, at in moments
    )
