"""`python -m tools.bench.lists`: what the lists of open cases cost with 100 and with 10,000 of them, side by side.

Two processes, each with a throw-away SQLite database, answer the same pages by turns; a page is flat when its number
of statements stays and its time hardly grows. At the larger size everything that is open follows an older version of
its rule, so the preview of a move has all of it before it.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import IO, Any

ROUNDS = 9
SIZES = (100, 10_000)
TEAMS, PEOPLE, TURNS = 5, 20, 100
PAGES = {
    "Meine": "/arbeit/?liste=meine",
    "Team": "/arbeit/?liste=team",
    "Ohne Zuständige": "/arbeit/?liste=ohne",
    "Alle": "/arbeit/?liste=alle",
    "Alle, Team und Dringlichkeit": "/arbeit/?liste=alle&beim_team={team}&dringlichkeit=normal",
    "Alle, Anliegen und Person": "/arbeit/?liste=alle&anliegen={topic}&person={person}",
    "Alle, Kanal, mit Filterfeldern": "/arbeit/?liste=alle&kanal=phone&filtern=1",
    "Leitung": "/arbeit/leitung/",
    "Umstellung, Vorschau": "/einstellungen/fristen/{policy}/umstellen/",
}


def main(sizes: list[int]) -> None:
    with tempfile.TemporaryDirectory(prefix="anklang-lists-") as folder:
        children = [_child(size, folder) for size in sizes]
        try:
            for child in children:
                _ask(child, "ready")
            rounds = [[_ask(child, "round") for child in children] for _ in range(ROUNDS)]
        finally:
            for child in children:
                child.kill()
                child.wait()
    print(_table(sizes, rounds))


def _child(size: int, folder: str) -> "subprocess.Popen[str]":
    own = {
        "DATA_DIR": f"{folder}/{size}",
        "DATABASE_URL": f"sqlite:///{folder}/{size}.sqlite3",
        "REDIS_URL": "",
        "DEBUG": "false",
        "ALLOWED_HOSTS": "testserver",
        "STATIC_MANIFEST": "false",
        "SECRET_KEY": "only-for-measuring-" + 40 * "x",
    }
    Path(own["DATA_DIR"]).mkdir()
    return subprocess.Popen(
        [sys.executable, "-m", "tools.bench.lists", "child", str(size)],
        env=os.environ | own,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _ask(child: "subprocess.Popen[str]", what: str) -> Any:
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(f"{what}\n")
    child.stdin.flush()
    line = child.stdout.readline()
    if not line:
        raise SystemExit("A process ended early; its message stands above.")
    return json.loads(line)


def _table(sizes: list[int], rounds: list[list[dict[str, tuple[float, int]]]]) -> str:
    head = " | ".join(f"{size:,} open: statements, ms" for size in sizes)
    lines = [f"| page | {head} | ratio |", "|---" * (len(sizes) + 2) + "|"]
    for page in PAGES:
        medians = [statistics.median(each[n][page][0] for each in rounds) for n in range(len(sizes))]
        told = [f"{rounds[-1][n][page][1]}, {median:.1f}" for n, median in enumerate(medians)]
        ratio = statistics.median(each[-1][page][0] / each[0][page][0] for each in rounds)
        lines.append(f"| {page} | {' | '.join(told)} | {ratio:.2f} |")
    return "\n".join(lines)


# -- in each of the two processes ----------------------------------------------------------------


def answer(size: int, asked: IO[str], told: IO[str]) -> None:
    import django  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")
    django.setup()
    from django.db import connection  # noqa: PLC0415 - the models exist from here on
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client, named = _fill(size)
    for line in asked:
        found = {}
        for page, address in PAGES.items() if line.strip() == "round" else ():
            client.get(address.format(**named))  # what a process reads once is read
            began = time.perf_counter()
            response = client.get(address.format(**named))
            took = (time.perf_counter() - began) * 1000
            assert response.status_code == 200, (page, response.status_code)  # noqa: PLR2004
            with CaptureQueriesContext(connection) as statements:
                client.get(address.format(**named))
            found[page] = took, len(statements)
        told.write(f"{json.dumps(found)}\n")
        told.flush()


def _fill(size: int) -> tuple[Any, dict[str, int]]:
    """A company with so many open cases; somebody signed in who leads, administers, and has cases of their own."""
    from dataclasses import replace  # noqa: PLC0415

    from django.core.management import call_command  # noqa: PLC0415
    from django.db.models import Value  # noqa: PLC0415
    from django.db.models.functions import Mod  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from cases.models import Case  # noqa: PLC0415
    from cases.policy_changing import change_policy, newest_version  # noqa: PLC0415
    from cases.policy_terms import terms_of  # noqa: PLC0415
    from crm.company.models import Role  # noqa: PLC0415
    from tests.factories.cases import make_policy, make_topic  # noqa: PLC0415
    from tests.factories.company import make_team, make_user  # noqa: PLC0415
    from tests.factories.many import many_cases  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    now = timezone.now()
    boss = make_user(Role.ADMIN)
    people = [boss, *(make_user() for _ in range(PEOPLE - 1))]
    teams = [make_team(tuple(people[n::TEAMS])) for n in range(TEAMS)]
    topics = [make_topic(team) for team in teams]
    policy = make_policy(catch_all=True, first_response=3 * 480, resolution=10 * 480).policy
    many_cases(topics[0], by=boss, at=now - timedelta(hours=1), count=size)
    spread = Case.objects.annotate(turn=Mod("pk", Value(TURNS)))
    for turn in range(TURNS):
        spread.filter(turn=turn).update(
            team=teams[turn % TEAMS],
            topic=topics[turn % TEAMS],
            owner=None if turn % 4 == 0 else people[turn % PEOPLE],
            due_at=now + timedelta(days=20 * turn / TURNS - 2),
            unacknowledged_since=now if turn == 0 else None,
        )
    newest = newest_version(policy)
    terms = replace(terms_of(newest), first_response_minutes=480)
    change_policy(policy.pk, terms, expected_number=newest.number, by=boss, at=now)
    client = Client()
    client.force_login(boss)
    named = {"team": teams[1].pk, "topic": topics[1].pk, "person": people[1].pk, "policy": policy.pk}
    return client, named


if __name__ == "__main__":
    if sys.argv[1:2] == ["child"]:
        answer(int(sys.argv[2]), sys.stdin, sys.stdout)
    else:
        main([int(each) for each in sys.argv[1:]] or list(SIZES))
