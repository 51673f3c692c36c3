"""S7: every public address is opened, thousands of times, as mail scanners and search engines do. No row changes.

The short address of an advert counts how often it was opened, without anything about who did: its two tables are left
out, and are said.
"""

import hashlib
import http.client
import json
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from tools.bench.servers import PRODUCT, Server, gunicorn
from tools.bench.stores import OPEN, Store
from tools.faults.found import Found
from tools.public.stored import asking, tables

TITLE = "looking at public addresses changes nothing"
FULL, SMALL = 10_000, 200
HANDS: Final = 4
COUNTING: Final = {"contacts_campaignvisit", "contacts_visitplace"}
QUERIES: Final = ("", "?sprache=en", "?sprache=de", "?utm_source=mail&utm_id=1", "?csat=4", "?_=%00")
AGENTS: Final = ("Mozilla/5.0", "MailScanner", "Googlebot/2.1", "curl/8")
HEAD_SHARE: Final = 0.1


def run(*, seed: int, small: bool) -> Found:
    times = SMALL if small else FULL
    found = [_opened(name, times, seed=seed) for name in OPEN]
    left_out = f"left out, since counting is what they are for: {', '.join(sorted(COUNTING))}"
    lines = [line for each in found for line in each.lines]
    return Found([*lines, left_out], kept=all(each.kept for each in found))


def _opened(name: str, times: int, *, seed: int) -> Found:
    with OPEN[name]() as made:
        store = made.unbuilt()
        said = json.loads(store.run("-m", "tools.public.shop"))
        with gunicorn(store, PRODUCT) as server:
            _look(
                server, said["addresses"], len(said["addresses"]), seed=seed
            )  # what is read once is read now
            before = digests(store)
            answers = _look(server, said["addresses"], times, seed=seed)
            after = digests(store)
    changed = sorted(table for table in before if before[table] != after.get(table))
    broken = sum(number for status, number in answers.items() if status >= http.client.INTERNAL_SERVER_ERROR)
    lines = [
        (
            f"{store.name}: {sum(answers.values())} requests (GET and HEAD) over {len(said['addresses'])} public "
            f"addresses, among them survey, opt-out, kiosk, embedded form and keys that open nothing: "
            f"answers by status {dict(answers)}"
        ),
        f"{store.name}: {len(before)} tables compared row by row; changed: {', '.join(changed) or 'none'}",
    ]
    return Found(lines, kept=not changed and not broken)


def digests(store: Store) -> dict[str, str]:
    """A print of all rows of each table."""
    with asking(store) as ask:
        return {
            name: hashlib.sha256(
                repr(sorted(ask(f'SELECT * FROM "{name}"'), key=repr)).encode()  # noqa: S608 (names it gave)
            ).hexdigest()
            for name in tables(ask, store)
            if name not in COUNTING
        }


def _look(server: Server, addresses: list[str], times: int, *, seed: int) -> Counter[int]:
    chance = random.Random(seed)  # noqa: S311 - which comes when
    asked = [
        (
            "HEAD" if chance.random() < HEAD_SHARE else "GET",
            addresses[number % len(addresses)] + chance.choice(QUERIES),
            chance.choice(AGENTS),
        )
        for number in range(times)
    ]

    def ask(each: tuple[str, str, str]) -> int:
        method, path, agent = each
        line = http.client.HTTPConnection(*server.address, timeout=60)
        line.request(method, path, headers={"User-Agent": agent})
        answer = line.getresponse()
        answer.read()
        line.close()
        return answer.status

    with ThreadPoolExecutor(HANDS) as hands:
        return Counter(hands.map(ask, asked))
