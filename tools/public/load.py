"""Five honest messages a second beside a flood of spam: every honest one is stored, and how much slower the staff is.

1. The staff's pages are asked alone, then beside the load; the ratio of the medians is the figure.
2. Honest people come open-loop, each from an address of their own (127.x.y.z), and write for four seconds.
3. Spam comes from few addresses: filled traps, forged keys, keys used twice, links, and forms filled in no time.
"""

import http.client
import json
import random
import re
import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from tools.bench.servers import PRODUCT, Server, embedded, gunicorn
from tools.bench.stores import OPEN, Store
from tools.faults.found import Found
from tools.public.stored import asking

TITLE = "honest voices under a flood of spam"
PER_SECOND: Final = 5
FULL, SMALL = (300, 10_000), (6, 60)  # seconds, attempts of spam
ALONE: Final = 20  # seconds of the staff without load
WRITES: Final = 4.0  # seconds
SPAMMERS: Final = 20
HANDS: Final = 48
STAFF: Final = ("/arbeit/", "/stimmen/", "/erfassen/")
TOKEN: Final = re.compile(r'name="token" value="([^"]+)"')
REDIRECT: Final = 302


@dataclass
class Tally:
    lock: threading.Lock = field(default_factory=threading.Lock)
    thanked: set[str] = field(default_factory=set)
    honest: Counter[str] = field(default_factory=Counter)
    spam: Counter[str] = field(default_factory=Counter)


def run(*, seed: int, small: bool) -> Found:
    """On SQLite as the one process that serves, on PostgreSQL with two workers."""
    found = [_beside(name, *(SMALL if small else FULL), seed=seed) for name in OPEN]
    return Found([line for each in found for line in each.lines], kept=all(each.kept for each in found))


def _beside(name: str, seconds: int, attempts: int, *, seed: int) -> Found:
    with OPEN[name]() as made:
        store = made.unbuilt()
        said = json.loads(store.run("-m", "tools.public.shop"))
        with embedded(store) if store.embedded else gunicorn(store, PRODUCT) as server:
            cookie = sign_in(server, said)
            alone = _staff(server, cookie, seconds=min(ALONE, seconds))
            tally = Tally()
            with ThreadPoolExecutor(1) as looks:
                beside = looks.submit(_staff, server, cookie, seconds=seconds)
                _flood(server, said["form"], tally, seconds=seconds, attempts=attempts, seed=seed)
                loaded = beside.result()
        contacts, waiting = _stored(store)
    lost = tally.thanked - contacts - waiting
    spam_through = {text for text in contacts if text.startswith("spam")}
    honest = len(tally.thanked)
    ratio = statistics.median(loaded) / statistics.median(alone)
    lines = [
        (
            f"{store.name}: {seconds} s at {PER_SECOND} a second: {sum(tally.honest.values())} honest messages, "
            f"answers {dict(tally.honest)}; thanked {honest}, of them stored "
            f"as contacts {len(tally.thanked & contacts)}, in quarantine "
            f"{len(tally.thanked & waiting)}, lost {len(lost)}"
        ),
        (
            f"{store.name}: {sum(tally.spam.values())} attempts of spam from {SPAMMERS} addresses, "
            f"answers {dict(tally.spam)}; became a contact: {len(spam_through)}"
        ),
        (
            f"{store.name}: pages of the staff ({', '.join(STAFF)}): "
            f"median {statistics.median(alone) * 1000:.0f} ms alone, "
            f"{statistics.median(loaded) * 1000:.0f} ms beside it: ratio {ratio:.2f} "
            f"({len(alone)} and {len(loaded)} requests, one person without a pause)"
        ),
    ]
    return Found(lines, kept=not lost and not spam_through and honest == sum(tally.honest.values()))


def _flood(server: Server, form: str, tally: Tally, *, seconds: int, attempts: int, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - who does what
    start = time.monotonic()
    plan: list[tuple[float, Callable[[Server, str, Tally, int, str], None], int]]
    plan = [(number / PER_SECOND, _honest, number) for number in range(seconds * PER_SECOND)]
    plan += [(chance.uniform(0, seconds), _spam, number) for number in range(attempts)]
    used = token_of(server, form, source="127.0.0.1")
    with ThreadPoolExecutor(HANDS) as hands:
        for at, act, number in sorted(plan, key=lambda each: each[0]):
            time.sleep(max(0.0, start + at - time.monotonic()))
            hands.submit(act, server, form, tally, number, used)


def _honest(server: Server, form: str, tally: Tally, number: int, _used: str) -> None:
    source = f"127.1.{number // 250}.{number % 250 + 1}"
    words = f"honest {number}: die Gitarre schnarrt"
    said = {"kind": ("complaint", "praise", "wish")[number % 3], "text": words, "reach": "0176 04069083"}
    try:
        token = token_of(server, form, source=source)
        time.sleep(WRITES)
        status = post(server, form, said | {"token": token}, source=source)
    except OSError as error:
        status = type(error).__name__
    with tally.lock:
        tally.honest[status] += 1
        if status == str(REDIRECT):
            tally.thanked.add(words)


def _spam(server: Server, form: str, tally: Tally, number: int, used: str) -> None:
    source = f"127.2.0.{number % SPAMMERS + 1}"
    said = {"kind": "wish", "text": f"spam {number} https://a.example", "reach": "offer@spam.example"}
    try:
        how = number % 4
        if how == 0:
            said |= {"token": token_of(server, form, source=source), "homepage": "https://a.example"}
        elif how == 1:
            said |= {"token": "Zm9yZ2Vk:" + "x" * 43}
        elif how == 2:  # noqa: PLR2004 - the third way
            said |= {"token": used}
        else:
            said |= {"token": token_of(server, form, source=source)}
        status = post(server, form, said, source=source)
    except OSError as error:
        status = type(error).__name__
    with tally.lock:
        tally.spam[status] += 1


def _line(server: Server, source: str) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(*server.address, timeout=60, source_address=(source, 0))


def token_of(server: Server, form: str, *, source: str) -> str:
    line = _line(server, source)
    line.request("GET", form)
    page = line.getresponse().read().decode()
    line.close()
    found = TOKEN.search(page)
    return found[1] if found else ""


def post(server: Server, path: str, said: dict[str, str], *, source: str) -> str:
    line = _line(server, source)
    line.request("POST", path, urlencode(said), {"Content-Type": "application/x-www-form-urlencoded"})
    answer = line.getresponse()
    answer.read()
    line.close()
    return str(answer.status)


def sign_in(server: Server, said: dict[str, Any]) -> str:
    """As a browser does; gives the session's cookie."""
    line = _line(server, "127.0.0.1")
    line.request("GET", "/konto/login/")
    page = line.getresponse()
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())
    forgery = next(each for each in _cookies(page) if each.startswith("csrftoken"))
    typed = {
        "login": said["user"],
        "password": said["password"],
        "csrfmiddlewaretoken": found[1] if found else "",
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": forgery}
    line.request("POST", "/konto/login/", urlencode(typed), headers)
    answer = line.getresponse()
    answer.read()
    line.close()
    return next(each for each in _cookies(answer) if each.startswith("sessionid"))


def _cookies(answer: http.client.HTTPResponse) -> list[str]:
    return [each.partition(";")[0] for each in answer.headers.get_all("Set-Cookie") or []]


def _staff(server: Server, cookie: str, *, seconds: float) -> list[float]:
    """How long each page took, asked one after the other by one person."""
    took, end, number = [], time.monotonic() + seconds, 0
    while time.monotonic() < end:
        line = _line(server, "127.0.0.1")
        begun = time.monotonic()
        line.request("GET", STAFF[number % len(STAFF)], headers={"Cookie": cookie})
        answer = line.getresponse()
        answer.read()
        took.append(time.monotonic() - begun)
        line.close()
        if answer.status != http.client.OK:
            raise RuntimeError(f"{STAFF[number % len(STAFF)]}: {answer.status}")
        number += 1
    return took


def _stored(store: Store) -> tuple[set[str], set[str]]:
    with asking(store) as ask:
        contacts = {text for (text,) in ask("SELECT text FROM contacts_contact")}
        waiting = {text for (text,) in ask("SELECT text FROM feedback_quarantinedmessage")}
    return contacts, waiting
