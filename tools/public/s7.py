"""S7: every public address is opened, thousands of times, as mail scanners and search engines do. No row changes.

The short address of an advert counts how often it was opened, without anything about who did: its two tables are left
out, and are said.
"""

import hashlib
import http.client
import json
import random
import sqlite3
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Final

from tools.bench.servers import PRODUCT, Server, gunicorn
from tools.bench.stores import sqlite
from tools.faults.found import Found

TITLE = "looking at public addresses changes nothing"
FULL, SMALL = 10_000, 200
HANDS: Final = 4
COUNTING: Final = {"contacts_campaignvisit", "contacts_visitplace"}
QUERIES: Final = ("", "?sprache=en", "?sprache=de", "?utm_source=mail&utm_id=1", "?csat=4", "?_=%00")
AGENTS: Final = ("Mozilla/5.0", "MailScanner", "Googlebot/2.1", "curl/8")
HEAD_SHARE: Final = 0.1


def run(*, seed: int, small: bool) -> Found:
    times = SMALL if small else FULL
    with sqlite() as made:
        store = replace(made, environment=made.environment | {"STATIC_MANIFEST": "false"})
        said = json.loads(store.run("-m", "tools.public.shop"))
        database = store.folder / "anklang.sqlite3"
        with gunicorn(store, PRODUCT) as server:
            _look(
                server, said["addresses"], len(said["addresses"]), seed=seed
            )  # what is read once is read now
            before = digests(database)
            answers = _look(server, said["addresses"], times, seed=seed)
            after = digests(database)
    changed = sorted(table for table in before if before[table] != after.get(table))
    broken = sum(number for status, number in answers.items() if status >= http.client.INTERNAL_SERVER_ERROR)
    lines = [
        (
            f"{sum(answers.values())} requests (GET and HEAD) over {len(said['addresses'])} public addresses, "
            f"among them survey, opt-out, kiosk, embedded form and keys that open nothing: "
            f"answers by status {dict(answers)}"
        ),
        f"{len(before)} tables compared row by row; changed: {', '.join(changed) or 'none'}",
        f"left out, since counting is what they are for: {', '.join(sorted(COUNTING))}",
    ]
    return Found(lines, kept=not changed and not broken)


def digests(database: Path) -> dict[str, str]:
    """A print of all rows of each table."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as rows:
        names = [name for (name,) in rows.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: hashlib.sha256(
                repr(sorted(rows.execute(f'SELECT * FROM "{name}"'), key=repr)).encode()  # noqa: S608 (names it gave)
            ).hexdigest()
            for name in names
            if name not in COUNTING and not name.startswith("sqlite_")
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
