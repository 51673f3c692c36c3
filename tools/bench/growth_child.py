"""Answers the pages of one company when told to, and says what each cost; started by `tools.bench.growth`."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

import django

OK = 200
SAMPLE = 12


def main() -> None:
    django.setup()
    from django.db import connection  # noqa: PLC0415 - the models exist from here on
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from crm.company.models import User  # noqa: PLC0415

    clients: dict[str, Client] = {}

    def client_of(name: str) -> Client:
        if name not in clients:
            clients[name] = Client(raise_request_exception=False)
            if name:
                clients[name].force_login(User.objects.get(username=name))
        return clients[name]

    known: dict[str, tuple[Client, Callable[[], str]]] = {}
    for label, user, path in _pages():
        client = client_of(user)
        if client.get(path()).status_code == OK:
            known[label] = client, path
    pid = _connection_pid()
    for line in sys.stdin:
        asked = line.strip()
        if asked == "pages":
            _say(list(known))
            continue
        client, path = known[asked]
        address = path()
        first = _cost(client, address, pid)
        then = _cost(client, address, pid)
        with CaptureQueriesContext(connection) as said:
            client.get(address)
        _say({"first": first, "next": then, "statements": len(said)})


def _say(what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def _cost(client: Any, address: str, pid: int | None) -> float:
    """Milliseconds of processor time, of this process and of its connection to the database."""
    own, there = time.process_time_ns(), _ran(pid)
    client.get(address)
    return (time.process_time_ns() - own + _ran(pid) - there) / 1e6


def _ran(pid: int | None) -> int:
    """Nanoseconds a process has run, as the scheduler counts them: finer than the ticks of /proc/PID/stat."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) if pid else 0


def _connection_pid() -> int | None:
    """The server's process behind this connection; None where the database is in this process."""
    from django.db import connection  # noqa: PLC0415

    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _pages() -> "list[tuple[str, str, Callable[[], str]]]":
    """Label, person and address of everything that can be looked at: an address may be another one each time."""
    from tests.e2e.every_page import pages  # noqa: PLC0415

    found: list[tuple[str, str, Callable[[], str]]] = []
    seen: set[str] = set()  # a page that is looked at with several addresses is told apart by them
    for look in pages():
        if look.do is None and look.status == OK and look.user in {"", *PEOPLE}:
            try:
                path = look.path
            except AssertionError:  # this company has none of these
                continue
            label = f"{look} {path}" if str(look) in seen else str(look)
            seen.add(str(look))
            found.append((label, look.user, lambda path=path: path))  # type: ignore[misc]
    return [*found, *_more()]


PEOPLE = ("admin", "leitung", "teamleitung", "vorgang", "laden", "pforte")


def _more() -> "list[tuple[str, str, Callable[[], str]]]":
    """What differs from one customer or case to the other is asked of many; searches and periods of figures."""
    from cases.models import Case  # noqa: PLC0415
    from contacts.models import Customer  # noqa: PLC0415

    rng = Random(1)  # noqa: S311 - which customer is looked at
    people = list(
        Customer.objects.filter(kind="person")
        .order_by("pk")
        .values_list("number", "first_name", "last_name")[:5_000]
    )
    people = rng.sample(people, SAMPLE)
    cases = list(Case.objects.order_by("-pk").values_list("number", flat=True)[:SAMPLE])

    def turn(addresses: list[str]) -> Callable[[], str]:
        number = iter(range(10**9))
        return lambda: addresses[next(number) % len(addresses)]

    def search(words: Callable[[str, str], str]) -> Callable[[], str]:
        return turn(
            [f"/erfassen/suche/?{urlencode({'q': words(first, last)})}" for _number, first, last in people]
        )

    def slipped(first: str, last: str) -> str:
        return f"{last[:2]}{last[3:4]}{last[2:3]}{last[4:]} {first}"

    periods = ("tag", "woche", "monat", "quartal", "jahr")
    return [
        ("customer, twelve by turns", "vorgang", turn([f"/kunden/{number}/" for number, *_name in people])),
        ("case, twelve open by turns", "vorgang", turn([f"/vorgaenge/{number}/" for number in cases])),
        ("search: first and last name", "laden", search(lambda first, last: f"{first} {last}")),
        ("search: three letters", "laden", search(lambda _first, last: last[:3])),
        ("search: fragment", "laden", search(lambda _first, last: last[1:5])),
        (
            "search: typing slip",
            "laden",
            search(lambda first, last: f"{last[:2]}{last[3:4]}{last[2:3]}{last[4:]} {first}"),
        ),
        (
            "search: four digits",
            "laden",
            turn([f"/erfassen/suche/?q={rng.randrange(10**4):04}" for _ in range(SAMPLE)]),
        ),
        *((f"figures, {period}", "leitung", turn([f"/kennzahlen/?zeitraum={period}"])) for period in periods),
        *(
            (f"figures_of {code}, {period}", "leitung", turn([f"/kennzahlen/{code}/?zeitraum={period}"]))
            for code in _subjects()
            for period in periods
        ),
    ]


def _subjects() -> list[str]:
    from crm.dashboard.figures.subjects import SUBJECTS  # noqa: PLC0415

    return list(SUBJECTS)


if __name__ == "__main__":
    main()
