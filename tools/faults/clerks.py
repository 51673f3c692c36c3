"""People at counters, as threads: each sends a capture again, with the same id, until it is acknowledged."""

import itertools
import json
import random
import socket
import threading
import time
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from tools.bench.client import parsed

KNOWN, NEW, CASE = "known", "new", "case"
MIX: Final = (KNOWN, KNOWN, NEW, CASE, CASE)
ANSWERED: Final = (200, 201)
PATIENCE: Final = 20.0  # seconds for one answer
SENT_AGAIN: Final = 0.02  # share of the acknowledged that come a second time
AGAIN: Final = (0.1, 0.6)  # seconds until the next try
TEXT: Final = "Die H-Saite schnarrt seit dem Wetterwechsel, auf den ersten drei Bünden."


@dataclass
class Shop:
    """What a capture names (`tools.faults.shop`), and where it is sent."""

    address: tuple[str, int]
    facts: dict[str, Any]
    seed: int

    def body(self, number: int) -> tuple[str, str, bytes]:
        """Client id, kind and JSON of capture `number`: the same for the same seed."""
        chance = random.Random(self.seed * 1_000_003 + number)  # noqa: S311  (a repeatable run)
        kind = MIX[number % len(MIX)]
        client_id = str(UUID(int=chance.getrandbits(128), version=4))
        said: dict[str, Any] = {
            "client_id": client_id,
            "channel": "phone",
            "happened_at": "2026-01-05T10:15:00+01:00",
            "outcome": "follow_up" if kind == CASE else "resolved",
            "topic": self.facts["topic"],
            "text": f"{number}: {TEXT}",
        }
        if kind == NEW:
            said["new_customer"] = {
                "first_name": "Neu",
                "last_name": f"Nummer {number}",
                "phone": f"0176 05{number:06}",
            }
            said["source"] = self.facts["source"]
        else:
            said["customer"] = chance.choice(self.facts["customers"])
        return client_id, kind, json.dumps(said).encode()

    def request(self, body: bytes) -> bytes:
        host, port = self.address
        head = (
            f"POST /api/v1/contacts/ HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n"
            f"Authorization: Token {self.facts['token']}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


@dataclass
class Counter:
    """What the clerks were told. `acknowledged`: client id to contact and kind; `refused`: answers from 400."""

    acknowledged: dict[str, tuple[int, str]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    other_id: list[str] = field(default_factory=list)
    sent: int = 0
    cut: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass
class Clerk:
    """One of the people. `cut`: share of the answers that they do not wait for."""

    shop: Shop
    counter: Counter
    chance: random.Random
    cut: float

    def capture(self, number: int) -> None:
        """Send it until it is acknowledged, or refused for good."""
        client_id, kind, body = self.shop.body(number)
        while True:
            unread = self.chance.random() < self.cut
            with self.counter.lock:
                self.counter.sent += 1
                self.counter.cut += unread
            status, answer = send(self.shop.address, self.shop.request(body), unread=unread)
            if status in ANSWERED:
                self._note(client_id, kind, int(json.loads(answer)["id"]), body)
                return
            if 400 <= status < 500:  # noqa: PLR2004  (asking again would change nothing)
                with self.counter.lock:
                    self.counter.refused.append(f"{status} {answer[:300].decode(errors='replace')}")
                return
            time.sleep(self.chance.uniform(*AGAIN))

    def _note(self, client_id: str, kind: str, contact: int, body: bytes) -> None:
        """Acknowledged. Some are sent once more: the answer must be the same contact."""
        with self.counter.lock:
            self.counter.acknowledged[client_id] = (contact, kind)
        if self.chance.random() < SENT_AGAIN:
            status, answer = send(self.shop.address, self.shop.request(body), unread=False)
            if status in ANSWERED and int(json.loads(answer)["id"]) != contact:
                with self.counter.lock:
                    self.counter.other_id.append(client_id)


def clerks(shop: Shop, counter: Counter, *, count: int, people: int, cut: float) -> list[threading.Thread]:
    """Start `people` threads that send `count` captures together."""
    numbers = itertools.count()

    def work(person: int) -> None:
        chance = random.Random(shop.seed * 7_919 + person)  # noqa: S311  (a repeatable run)
        clerk = Clerk(shop, counter, chance, cut)
        while True:
            with counter.lock:
                number = next(numbers)
            if number >= count:
                return
            clerk.capture(number)

    threads = [threading.Thread(target=work, args=[person], daemon=True) for person in range(people)]
    for thread in threads:
        thread.start()
    return threads


def send(address: tuple[str, int], request: bytes, *, unread: bool) -> tuple[int, bytes]:
    """Status and body; 0 where nobody answered or the answer was not read."""
    try:
        with socket.create_connection(address, timeout=PATIENCE) as connection:
            connection.sendall(request)
            if unread:
                return 0, b""
            parts = []
            while part := connection.recv(65_536):
                parts.append(part)
        answer = parsed(b"".join(parts))
    except (OSError, ValueError, IndexError):
        return 0, b""
    length = answer.headers.get("content-length")
    whole = length is None or len(answer.body) == int(length)
    return (answer.status if whole else 0), answer.body
