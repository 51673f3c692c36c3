"""`python -m tools.bench.plans --write docs/results/plans`: how PostgreSQL answers the twenty hottest questions.

Every SELECT of the pages and sweeps that run most is listened to, on the database of DATABASE_URL (filled by `manage.py
demo --size large`); the hottest are those that cost most, by how often a page is asked on a working day. Each is
explained with its values and written beside its plan. Everything happens in one transaction that is taken back.
"""

import argparse
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import django

HOTTEST: Final = 20
FACTS: Final = (
    "contacts_contact", "contacts_customer", "contacts_searchentry", "contacts_searchword", "contacts_finding",
    "contacts_phonenumber", "contacts_emailaddress", "contacts_address", "contacts_customerhistory",
    "contacts_void", "contacts_consent", "contacts_touch", "cases_case", "cases_casecontact", "cases_deadline",
    "cases_deadlineevent", "cases_caseevent", "cases_closure", "cases_hindrance", "cases_casehistory",
    "cases_escalation", "feedback_feedback", "feedback_invitation", "feedback_surveyanswer", "feedback_surveycount",
    "feedback_praisedelivery", "feedback_ideawish", "dashboard_dailyfigure", "dashboard_firstcontactcount",
    "outbox_notice",
)  # fmt: skip
"""Tables that grow with customers, contacts, cases or days."""
SCAN: Final = re.compile(r"Seq Scan on (\w+).*?actual time=[^)]*? rows=([\d.]+)[^\n]*((?:\n +(?!->)[^\n]*)*)")
REMOVED: Final = re.compile(r"Rows Removed by Filter: (\d+)")
MANY: Final = 10_000
"""Rows. A small table is read as a whole, as the void contacts are (3,474 of 3,000,000: 0.2 ms); a count that ends at a
thousand reads until it has them."""
ABOUT_FACTS: Final = re.compile(rf"\b({'|'.join(FACTS)})\b")
TIME: Final = re.compile(r"Execution Time: ([\d.]+) ms")


@dataclass(frozen=True)
class Asked:
    """A statement, where it was heard, how often a day that is asked, and its plan."""

    where: str
    times: int
    sql: str
    plan: str

    @property
    def ms(self) -> float:
        found = TIME.search(self.plan)
        return float(found[1]) if found else 0.0

    @property
    def scanned(self) -> list[str]:
        """The fact tables of which many rows are read one after the other."""
        read = {
            table
            for table, rows, told in SCAN.findall(self.plan)
            if float(rows) + sum(map(int, REMOVED.findall(told))) > MANY
        }
        return sorted(read & set(FACTS))


def main() -> None:
    wanted = _arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")
    django.setup()
    hottest = list(hot())[:HOTTEST]
    for number, asked in enumerate(hottest, 1):
        name = re.sub(r"[^a-z]+", "-", asked.where.lower()).strip("-")
        text = f"{asked.where}: {asked.ms:.2f} ms, about {asked.times:,} times a day\n\n{asked.sql}\n\n{asked.plan}\n"
        print(f"{number:2} {asked.ms:8.2f} ms x {asked.times:6,}  {asked.where}  {' '.join(asked.scanned)}")
        if wanted.write:
            wanted.write.mkdir(parents=True, exist_ok=True)
            (wanted.write / f"{number:02}-{name}.txt").write_text(text, encoding="utf-8")
    if any(asked.scanned for asked in hottest):
        sys.exit("A fact table is read from end to end.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.bench.plans", description=__doc__)
    parser.add_argument("--write", type=Path, help="the folder of the plans; what lies there is overwritten")
    return parser.parse_args()


def hot() -> "Iterator[Asked]":
    """Every different statement with its plan, the hottest first."""
    from django.db import transaction  # noqa: PLC0415 - the models exist from here on

    found: dict[str, Asked] = {}
    with transaction.atomic():
        for where, times, ask in _occasions():
            for sql, params in _heard(ask):
                said = _with_values(sql, params)
                shape = f"{where}{sql}"
                if shape not in found:
                    found[shape] = Asked(where, times, said, explained(said))
        transaction.set_rollback(True)
    yield from sorted(found.values(), key=lambda asked: -asked.ms * asked.times)


def explained(sql: str) -> str:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {sql.replace('%', '%%')}", [])
        return "\n".join(line for (line,) in cursor.fetchall())


def _with_values(sql: str, params: Any) -> str:
    from django.db import connection  # noqa: PLC0415

    text: str = connection.ops.compose_sql(sql, params)  # type: ignore[attr-defined]
    return text


def _heard(ask: "Callable[[], object]") -> "list[tuple[str, Any]]":
    from django.db import connection  # noqa: PLC0415

    heard: list[tuple[str, Any]] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if (
            sql.lstrip().startswith("SELECT")
            and not many
            and any(f'"{table}"' in sql or f" {table} " in sql for table in FACTS)
        ):
            heard.append((sql, params))
        return execute(sql, params, many, context)

    ask()  # what a process reads once is read
    with connection.execute_wrapper(listen):
        ask()
    return heard


def _occasions() -> "list[tuple[str, int, Callable[[], object]]]":
    """Where, how often on a working day of thirty people, and the act itself."""
    from django.test import Client  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415
    from django.utils.http import urlencode  # noqa: PLC0415

    from cases.escalation import sweep_escalations  # noqa: PLC0415
    from cases.lifecycle import sweep_pauses  # noqa: PLC0415
    from cases.models import Case  # noqa: PLC0415
    from contacts.models import Customer  # noqa: PLC0415
    from crm.company.models import User  # noqa: PLC0415
    from crm.outbox.delivery import sweep_mail  # noqa: PLC0415
    from feedback.praising import sweep_praise  # noqa: PLC0415
    from feedback.surveys import sweep_invitations  # noqa: PLC0415

    one = Customer.objects.filter(kind="person", phones__isnull=False).earliest("pk")
    case = Case.objects.filter(topic__confidential=False).latest("pk")
    clients: dict[str, Client] = {}

    def page(user: str, path: str) -> Callable[[], object]:
        if user not in clients:
            clients[user] = Client()
            clients[user].force_login(User.objects.get(username=user))
        return lambda: clients[user].get(path)

    def search(words: str) -> Callable[[], object]:
        return page("laden", f"/erfassen/suche/?{urlencode({'q': words})}")

    def sweep(act: Callable[[datetime], object]) -> Callable[[], object]:
        return lambda: act(timezone.now())

    return [
        ("search, first and last name", 3_000, search(f"{one.first_name} {one.last_name}")),
        ("search, three letters", 5_000, search(one.last_name[:3])),
        ("search, fragment", 2_000, search(one.last_name[1:5])),
        ("search, four digits", 1_000, search("4711")),
        ("capture", 1_500, page("laden", "/erfassen/")),
        ("work, mine", 1_000, page("vorgang", "/arbeit/")),
        ("work, team", 300, page("teamleitung", "/arbeit/?liste=team")),
        ("work, all", 200, page("leitung", "/arbeit/?liste=alle")),
        ("lead board", 100, page("teamleitung", "/arbeit/leitung/")),
        ("case", 2_000, page("vorgang", f"/vorgaenge/{case.number}/")),
        ("customer", 2_000, page("vorgang", f"/kunden/{one.number}/")),
        ("customers", 200, page("vorgang", "/kunden/")),
        ("master data", 100, page("vorgang", "/stammdaten/")),
        ("voices", 100, page("vorgang", "/stimmen/")),
        ("Zielbild", 100, page("leitung", "/zielbild/")),
        ("figures", 30, page("leitung", "/kennzahlen/?zeitraum=jahr")),
        ("figures of contacts", 30, page("leitung", "/kennzahlen/contacts/?zeitraum=jahr")),
        ("first contacts", 30, page("leitung", "/zielbild/sofort/")),
        ("origins", 20, page("leitung", "/herkunft/")),
        ("sweep of escalations", 43_200, sweep(sweep_escalations)),
        ("sweep of pauses", 1_440, sweep(sweep_pauses)),
        ("sweep of mail", 5_760, sweep(sweep_mail)),
        ("sweep of praise", 1_440, sweep(sweep_praise)),
        ("sweep of surveys", 144, sweep(sweep_invitations)),
    ]


if __name__ == "__main__":
    main()
