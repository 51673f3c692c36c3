# ruff: noqa: PLC0415 - Django is set up first, and the shares of a made-up stock have no other name
"""`python -m tools.rules [CUSTOMERS] [--stores sqlite postgres]`: what the rules cost over a large stock.

Fills an empty database of each store with customers of whom something is missing now and then, and prints the seconds
of each pass and the statements of a single change.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")

MANY = 1_000_000
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
Result = TypeVar("Result")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.rules", description=__doc__)
    parser.add_argument("customers", type=int, nargs="?", default=MANY)
    parser.add_argument("--stores", nargs="*", choices=("sqlite", "postgres"), default=["sqlite"])
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here:
        measure(asked.customers)
        return
    from tools.bench.stores import OPEN, ROOT

    for name in asked.stores:
        with OPEN[name]() as store:
            print(f"{asked.customers:,} customers, {store.name}", flush=True)
            command = [sys.executable, "-m", "tools.rules", str(asked.customers), "--here"]
            subprocess.run(command, env=store.environment, cwd=ROOT, check=True)


def measure(many: int) -> None:
    """In the database that the environment names, which is empty."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    timed("filled (no pass of the rules)", lambda: fill(many))
    passes()
    single()


NUMBERS = "WITH RECURSIVE many(n) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM many WHERE n < %s)"
SHARE = "(n * 7919 + {salt} * 104729) %% 100"
"""A number from 0 to 99 for each row: the same in every run."""
PERSON = f"({SHARE.format(salt=1)} >= 10)"


def fill(many: int) -> None:
    """Persons and firms as a list brings them, by the database itself: no history, no search index, no findings."""
    from contacts.models import Address, Customer, PhoneNumber

    old = long_ago()
    insert(
        Customer,
        many,
        id="n",
        number="20000 + n",
        kind=f"CASE WHEN {PERSON} THEN 'person' ELSE 'organisation' END",
        first_name=f"CASE WHEN {PERSON} THEN 'Anna' ELSE '' END",
        last_name=f"CASE WHEN NOT {PERSON} OR {share(2)} < 2 THEN '' WHEN {share(2)} < 6 THEN 'MAIER' ELSE 'Maier' END",
        organisation=f"CASE WHEN {PERSON} THEN '' ELSE 'Musikhaus Lind GmbH' END",
        name_doubt=f"CASE WHEN {PERSON} AND {share(2)} BETWEEN 2 AND 5 THEN 'spelling' ELSE '' END",
        sort_name="'maier anna'",
        source_asked_at=f"CASE WHEN {share(3)} < 85 THEN {old} END",
        reason_asked_at=f"CASE WHEN {share(4)} < 85 THEN {old} END",
        address_need=f"CASE WHEN {share(5)} < 20 THEN 'invoice' ELSE '' END",
        created_at=old,
        version="1",
        stale="FALSE",
    )
    insert(
        PhoneNumber,
        many,
        where=f"{share(6)} < 85",
        id="n",
        customer_id="n",
        raw="'0711 ' || n",
        e164=f"CASE WHEN {share(7)} < 4 THEN '' ELSE '+49711' || n END",
    )
    insert(
        Address,
        many,
        where=f"{share(8)} < 60",
        id="n",
        customer_id="n",
        street="'Hafengasse 7'",
        postal_code=f"CASE WHEN {share(9)} < 3 THEN '8813' ELSE '88131' END",
        city="'Lindau'",
        country="'DE'",
        town_key="'lindau'",
    )


def long_ago() -> str:
    """A moment up to 3,000 days back, another one for each row."""
    from django.db import connection

    days = "((n * 31) %% 3000)"
    if connection.vendor == "postgresql":
        return f"TIMESTAMPTZ '2026-03-02 09:00:00+00' - {days} * INTERVAL '1 day'"
    return f"datetime('2026-03-02 09:00:00', '-' || {days} || ' days')"


def share(salt: int) -> str:
    return SHARE.format(salt=salt)


def insert(model: Any, many: int, *, where: str = "1 = 1", **columns: str) -> None:
    """One statement; a column that is not named takes its default."""
    from django.core.management.color import no_style
    from django.db import connection

    fields = list(model._meta.concrete_fields)
    values = [columns.get(field.column) or literal(field.get_default()) for field in fields]
    names = ", ".join(field.column for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({names}) {NUMBERS}"  # noqa: S608 - our own names
            f" SELECT {', '.join(values)} FROM many WHERE {where}",
            [many],
        )
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)


def literal(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).upper()
    return str(value) if isinstance(value, int) else f"'{value}'"


def passes() -> None:
    from contacts.confirming import grow_stale
    from contacts.models import Address, Customer, Finding, PhoneNumber
    from contacts.rechecking import recheck
    from contacts.rule_choices import PORTION
    from contacts.rule_counts import count_rules
    from crm.lib.table_sizes import tell_sizes

    everybody = Customer.objects.all()
    tell_sizes((Customer, PhoneNumber, Address))
    timed("stale data marked, one statement", lambda: grow_stale(NOW))
    done = timed("one set-based pass, every finding new", lambda: recheck(everybody, at=NOW))
    print(f"  {done.opened} findings opened, {done.resolved} resolved")
    tell_sizes((Finding,))
    done = timed("the same pass again, nothing to do", lambda: recheck(everybody, at=NOW))
    print(f"  {done.opened} findings opened, {done.resolved} resolved")
    portion = everybody.filter(pk__lte=PORTION)
    timed(f"one portion of {PORTION} in the background", lambda: recheck(portion, at=NOW))
    timed("score of all, by source and site, one statement", count_rules)


def single() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from contacts.changing import change_customer
    from contacts.models import Customer

    customer = Customer.objects.get(pk=7)
    with CaptureQueriesContext(connection) as queries:
        timed(
            "one change, its rules and its search entry",
            lambda: change_customer(
                customer.pk, {"phones": ["0711 80497319"]}, expected_version=None, by=None, at=NOW
            ),
        )
    print(f"  {len(queries)} statements")


def timed(name: str, work: Callable[[], Result]) -> Result:
    start = time.monotonic()
    result = work()
    print(f"{name}: {time.monotonic() - start:.2f} s", flush=True)
    return result


if __name__ == "__main__":
    main()
