"""Eight people at once, each asking again as soon as they were answered; bounded in number and in time."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from tools.bench.client import Client, Request, exchange

PEOPLE = 8


@dataclass(frozen=True)
class Bounds:
    """At least so many requests and seconds, at most so many of either; the upper bounds win."""

    requests: int
    seconds: float
    most_requests: int
    most_seconds: float


@dataclass(frozen=True)
class Load:
    """`waits`: the seconds each answer took, the shortest first."""

    requests: int
    failures: int
    seconds: float
    first_failure: str = ""
    waits: tuple[float, ...] = ()


def put_load(client: Client, make: Callable[[], Request], bounds: Bounds, *, people: int = PEOPLE) -> Load:
    """Send what `make` makes until the bounds are reached."""
    lock, stop = threading.Lock(), threading.Event()
    done: list[float] = []
    failures: list[str] = []
    start = time.perf_counter()

    def ask() -> None:
        while not stop.is_set():
            with lock:
                request = make()
            asked = time.perf_counter()
            try:
                answer = exchange(client.address, client.bytes_of(request))
            except OSError as error:
                answer = f"HTTP/1.1 000 {error}".encode()
            right = answer[9:12] == str(request.expect).encode()
            with lock:
                done.append(time.perf_counter() - asked)
                if not right:
                    failures.append(answer[:300].decode(errors="replace"))
                if _enough(len(done), time.perf_counter() - start, bounds):
                    stop.set()

    asking = [threading.Thread(target=ask) for _ in range(people)]
    for person in asking:
        person.start()
    for person in asking:
        person.join()
    seconds = time.perf_counter() - start
    return Load(len(done), len(failures), seconds, failures[0] if failures else "", tuple(sorted(done)))


def _enough(requests: int, seconds: float, bounds: Bounds) -> bool:
    if requests >= bounds.most_requests or seconds >= bounds.most_seconds:
        return True
    return requests >= bounds.requests and seconds >= bounds.seconds
