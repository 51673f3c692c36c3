"""The works that are measured, with the goals and the peers' figures of docs/performance.md."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from tools.bench.client import Request, as_json, form

Facts = dict[str, Any]
LONG = 6  # letters of a name in which a slip can be told
PEER_UNIT_MS = 1.7  # processor time of "bare read one row" when the peers were measured
TEXT = "Die H-Saite schnarrt seit dem Wetterwechsel, auf den ersten drei Bünden. Bitte um Rückruf."


@dataclass(frozen=True)
class Work:
    """`sql` and `units`: at most; `peer_ms`: the best peer's, of which `times` are wanted. None: no goal."""

    code: str
    label: str
    make: Callable[[Facts, Random], Request]
    bare: bool = False
    reads: bool = True
    sql: int | None = None
    units: float | None = None
    peer: str = ""
    peer_ms: float | None = None
    times: float | None = None

    @property
    def peer_units(self) -> float | None:
        return self.peer_ms / PEER_UNIT_MS if self.peer_ms else None


def _said(facts: Facts, rng: Random) -> dict[str, Any]:
    return {
        "client_id": str(UUID(int=rng.getrandbits(128), version=4)),
        "channel": "phone",
        "outcome": "follow_up",
        "topic": rng.choice(facts["topics"]),
        "text": TEXT,
    }


def _somebody(facts: Facts, rng: Random) -> dict[str, str]:
    """What a counter learns of somebody new: name and number; the source is one tap."""
    names = {name: rng.choice(facts["customers"])[name] for name in ("first_name", "last_name")}
    return names | {"phone": f"0176 04{rng.randrange(10**6):06}"}


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat()


def api_known(facts: Facts, rng: Random) -> Request:
    known = {"customer": rng.choice(facts["customers"])["pk"], "happened_at": _now()}
    return as_json("/api/v1/contacts/", _said(facts, rng) | known)


def api_new(facts: Facts, rng: Random) -> Request:
    new = {"new_customer": _somebody(facts, rng), "happened_at": _now()}
    return as_json("/api/v1/contacts/", _said(facts, rng) | new | {"source": rng.choice(facts["sources"])})


def page_known(facts: Facts, rng: Random) -> Request:
    known = {"who": "known", "customer": rng.choice(facts["customers"])["pk"], "opened_at": _now()}
    return form("/erfassen/", _said(facts, rng) | known)


def page_new(facts: Facts, rng: Random) -> Request:
    new = {f"new_{name}": value for name, value in _somebody(facts, rng).items()}
    told = {"who": "new", "opened_at": _now(), "source": rng.choice(facts["sources"])}
    return form("/erfassen/", _said(facts, rng) | new | told)


def _search(query: str) -> Request:
    return Request(f"/erfassen/suche/?{urlencode({'q': query})}")


def exact(facts: Facts, rng: Random) -> Request:
    one = rng.choice(facts["customers"])
    return _search(f"{one['first_name']} {one['last_name']}")


def prefix(facts: Facts, rng: Random) -> Request:
    return _search(rng.choice(facts["customers"])["last_name"][: rng.randint(2, 4)])


def fragment(facts: Facts, rng: Random) -> Request:
    """Letters from the middle of a name, or the end of a telephone number."""
    name = _long_named(facts, rng)["last_name"]
    return _search(rng.choice([name[1:5], f"{rng.randrange(10**4):04}"]))


def slip(facts: Facts, rng: Random) -> Request:
    """Two letters in the wrong order."""
    one = _long_named(facts, rng)
    name = one["last_name"]
    return _search(f"{name[:2]}{name[3]}{name[2]}{name[4:]} {one['first_name']}")


def _long_named(facts: Facts, rng: Random) -> dict[str, str]:
    found: dict[str, str] = rng.choice([one for one in facts["customers"] if len(one["last_name"]) >= LONG])
    return found


def page(path: str) -> Callable[[Facts, Random], Request]:
    return lambda _facts, _rng: Request(path)


def case(facts: Facts, rng: Random) -> Request:
    return Request(f"/vorgaenge/{rng.choice(facts['cases'])}/")


def customer(facts: Facts, rng: Random) -> Request:
    return Request(f"/kunden/{rng.choice(facts['customers'])['number']}/")


def read_row(facts: Facts, rng: Random) -> Request:
    return Request(f"/read/?id={rng.randint(1, facts['notes'])}")


def insert_row(_facts: Facts, rng: Random) -> Request:
    return form("/insert/", {"title": f"Notiz {rng.random()}"}, expect=201)


HELPDESK, BOTTLE = "django-helpdesk", "BottleCRM"
KNOWN: dict[str, Any] = {
    "sql": 16,
    "units": 12,
    "peer": HELPDESK,
    "peer_ms": 29,
    "times": 1.5,
    "reads": False,
}
NEW: dict[str, Any] = {"sql": 24, "peer": HELPDESK, "peer_ms": 29, "reads": False}
SEARCH: dict[str, Any] = {"sql": 4, "units": 8, "peer": BOTTLE, "peer_ms": 710, "times": 50}
LIST: dict[str, Any] = {"sql": 8, "units": 10, "peer": BOTTLE, "peer_ms": 246, "times": 10}

BARE_READ = Work("bare_read", "bare Django: read one row", read_row, bare=True)
WORKS: tuple[Work, ...] = (
    Work("bare_answer", "bare Django: answer only", page("/answer/"), bare=True),
    BARE_READ,
    Work("bare_insert", "bare Django: insert one row", insert_row, bare=True, reads=False),
    Work("api_known", "capture, known customer, API", api_known, **KNOWN),
    Work("page_known", "capture, known customer, page", page_known, **KNOWN),
    Work("api_new", "capture, new customer, API", api_new, **NEW),
    Work("page_new", "capture, new customer, page", page_new, **NEW),
    Work("exact", "search: first and last name", exact, **SEARCH),
    Work("prefix", "search: first two to four letters", prefix, **SEARCH),
    Work("fragment", "search: fragment of a name or number", fragment, **SEARCH),
    Work("slip", "search: with a typing slip", slip, **SEARCH | {"units": 40}),
    Work("list_mine", "work list, mine, 50 rows", page("/arbeit/"), **LIST),
    Work("list_all", "work list, all open, 50 rows", page("/arbeit/?liste=alle"), **LIST),
    Work("case", "case page, full story", case, sql=10, units=8, peer=BOTTLE, peer_ms=66, times=4),
    Work("customer", "customer page, full timeline", customer, sql=12, units=10),
    Work("goals", "Zielbild", page("/zielbild/"), sql=8, units=8, peer=BOTTLE, peer_ms=95, times=5),
)
