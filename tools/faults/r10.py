"""R10: captures at a fixed rate, whether or not those before were answered, raised until it breaks.

Open loop: each request leaves at its moment, and its time counts from that moment. A rate is held when every capture
is answered and stored, 99 of 100 within the limit. The highest rate that a short while held is then held for the long
while, or the next lower one. Workers are warm before it begins, and a rate has broken when it broke twice: on a shared
machine a breath of somebody else is no limit. A while ends early once more have been late than may be. A bare Django
that inserts one row goes through the short whiles under the same server: what this machine gives at best.
"""

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode

from tests.services.postgres import PostgresServer
from tools.bench.client import FORM
from tools.bench.servers import BARE, PRODUCT, gunicorn
from tools.bench.stores import Store
from tools.faults.children import run_child, settings_of
from tools.faults.clerks import ANSWERED, Shop, send
from tools.faults.found import Found

TITLE = "captures at a fixed rate, raised until it breaks, beside a bare insert"
AT_ONCE = 300  # requests on their way; more than that is broken anyway
CUSTOMERS = 200
GROWTH = 1.25
LATE = 0.01  # share that may take longer than the limit
WARM = 5  # seconds at the first rate, which do not count
Make = Callable[[int], bytes]


@dataclass(frozen=True)
class Size:
    """`short` and `long`: seconds of a while; `first` (`bare_first` for the bare insert) and `most`: rates; `limit`:
    seconds for 99 of 100.
    """

    stores: tuple[str, ...]
    short: int
    long: int
    first: float
    most: float
    limit: float
    bare_first: float


FULL = Size(("PostgreSQL", "SQLite"), 20, 300, 8, 1_000, 2, 100)
SMALL = Size(("SQLite",), 3, 4, 2, 2, 20, 2)


@dataclass(frozen=True)
class Held:
    """What a while at one rate gave. `within`: seconds that 99 of 100 took."""

    rate: float
    sent: int
    answered: int
    within: float
    limit: float

    @property
    def well(self) -> bool:
        return self.answered == self.sent and self.within <= self.limit

    def __str__(self) -> str:
        return f"{self.rate:.1f} a second, {self.answered:,} of {self.sent:,} answered, 99 % within {self.within:.2f} s"


@dataclass
class Volleys:
    """Requests against one server, numbered on from volley to volley so that none is sent twice."""

    address: tuple[str, int]
    make: Make
    size: Size
    number: int = 0

    def highest(self) -> tuple[Held | None, Held | None]:
        """The highest rate held for the long while, and the lowest that broke."""
        self.at(self.size.first, WARM)
        rates, broke = [], None
        for rate in _rates(self.size):
            found = self._twice(rate, self.size.short)
            if not found.well:
                broke = found
                break
            rates.append(rate)
        for rate in reversed(rates):
            found = self._twice(rate, self.size.long)
            if found.well:
                return found, broke
            broke = found
        return None, broke

    def _twice(self, rate: float, seconds: int) -> Held:
        """How it went; once more where it broke."""
        found = self.at(rate, seconds)
        return found if found.well else self.at(rate, seconds)

    def at(self, rate: float, seconds: int) -> Held:
        count = max(1, int(rate * seconds))
        requests = [self.make(number) for number in range(self.number, self.number + count)]
        self.number += count
        start = time.perf_counter() + 0.1
        late: list[float] = []
        with ThreadPoolExecutor(AT_ONCE) as people:
            asked = []
            for place, request in enumerate(requests):
                moment = start + place / rate
                time.sleep(max(0.0, moment - time.perf_counter()))
                if len(late) > count * LATE:
                    break  # broken already: what else would be sent only waits
                asked.append(people.submit(self._one, request, moment, late))
            people.shutdown(wait=True, cancel_futures=len(late) > count * LATE)
        took = sorted(each.result() for each in asked if not each.cancelled())
        answered = sum(seconds_ < float("inf") for seconds_ in took)
        sent = len(took)
        return Held(rate, sent, answered, took[min(sent - 1, int(sent * (1 - LATE)))], self.size.limit)

    def _one(self, request: bytes, moment: float, late: list[float]) -> float:
        status, _body = send(self.address, request, unread=False)
        seconds = time.perf_counter() - moment if status in ANSWERED else float("inf")
        if seconds > self.size.limit:
            late.append(seconds)
        return seconds


def run(*, seed: int, small: bool) -> Found:
    size = SMALL if small else FULL
    lines, kept = [], True
    for name in size.stores:
        with _store(name) as store:
            facts = json.loads(run_child("shop", CUSTOMERS, settings=store.environment))
            store.run("-m", "tools.bench.bare", "100")
            with gunicorn(store, BARE) as server:
                short = replace(size, first=size.bare_first, long=size.short)
                bare, bare_broke = Volleys(server.address, _inserts(server.address), short).highest()
            with gunicorn(store, PRODUCT) as server:
                volleys = Volleys(server.address, _captures(Shop(server.address, facts, seed)), size)
                product, broke = volleys.highest()
                missing = _missing(store, volleys, product)
        lines.append(
            f"{name}, captures: held {product or 'none'}, not in the table {missing}; "
            f"broke at {broke or 'none of the rates tried'}"
        )
        lines.append(
            f"{name}, bare insert: held {bare or 'none'}; broke at {bare_broke or 'none of the rates tried'}"
        )
        if product and bare:
            lines.append(
                f"{name}: rate of the captures to that of the bare insert {product.rate / bare.rate:.2f}"
            )
        kept = kept and product is not None and missing == 0
    return Found(lines, kept)


def _missing(store: Store, volleys: Volleys, held: Held | None) -> int:
    """One short while more at this rate: how many of it are not in the table."""
    if held is None:
        return 0
    before = _stored(store)
    sent = volleys.at(held.rate, volleys.size.short).sent
    return sent - (_stored(store) - before)


def _rates(size: Size) -> Iterator[float]:
    rate = size.first
    while rate <= size.most:
        yield rate
        rate *= GROWTH


def _captures(shop: Shop) -> Make:
    return lambda number: shop.request(shop.body(number)[2])


def _inserts(address: tuple[str, int]) -> Make:
    host, port = address

    def make(number: int) -> bytes:
        body = urlencode({"title": f"Notiz {number}"}).encode()
        head = (
            f"POST /insert/ HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n"
            f"Content-Type: {FORM}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    return make


def _stored(store: Store) -> int:
    question = "from contacts.models import Contact; print(Contact.objects.count())"
    return int(store.run("manage.py", "shell", "--no-imports", "-c", question).strip().splitlines()[-1])


@contextmanager
def _store(name: str) -> Iterator[Store]:
    with ExitStack() as undo:
        folder = Path(undo.enter_context(tempfile.TemporaryDirectory(prefix="anklang-r10-")))
        if name == "SQLite":
            yield Store(name, folder, settings_of(folder, f"sqlite:///{folder}/anklang.sqlite3"), None)
            return
        database = undo.enter_context(PostgresServer(durable=True))
        yield Store(name, folder, settings_of(folder, database.url()), database.pid)
