# ruff: noqa: PLC0415 - Django is set up first
"""`python -m tools.first_contacts [CONTACTS] [--stores sqlite postgres]`: the page of first-contact resolution, counted
from the contacts and read from the stored counts of each day, side by side.

The contacts of a year are ill-shaped on purpose: fourteen customers who come again and again with five topics, so that
"came again within seven days" has the most to look at.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from typing import Any, TypeVar
from uuid import UUID

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")

MANY, CUSTOMERS, SEED, TIMES = 100_000, 14, 7, 5
DAYS = timedelta(days=365)
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
Result = TypeVar("Result")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.first_contacts", description=__doc__)
    parser.add_argument("contacts", type=int, nargs="?", default=MANY)
    parser.add_argument("--stores", nargs="*", choices=("sqlite", "postgres"), default=["sqlite"])
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here:
        measure(asked.contacts)
        return
    from tools.bench.stores import OPEN, ROOT

    for name in asked.stores:
        with OPEN[name]() as store:
            print(
                f"{asked.contacts:,} contacts of {CUSTOMERS} customers, {store.name}, seed {SEED}", flush=True
            )
            command = [sys.executable, "-m", "tools.first_contacts", str(asked.contacts), "--here"]
            subprocess.run(command, env=store.environment, cwd=ROOT, check=True)


def measure(many: int) -> None:
    """In the database that the environment names, which is empty."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    fill(many)
    from django.core.cache import cache

    from crm.company.presence import company_day
    from crm.dashboard.first_contact import report
    from crm.dashboard.first_contact_counts import write_first_contacts
    from crm.dashboard.models import FirstContactCount
    from crm.dashboard.origin_period import Period
    from crm.dashboard.proofs import proofs
    from feedback.first_contacts import Choice, contacts_behind

    today = company_day(NOW)
    weeks = Period(today - timedelta(days=13 * 7 - 1), today)
    periods = {"13 weeks": weeks, "a year": Period(today - timedelta(days=364), today)}

    def page(of: Period) -> object:
        cache.clear()
        return report(of, now=NOW)

    from_facts = {
        name: timed(f"{name}, from the contacts", partial(page, of)) for name, of in periods.items()
    }
    timed("first night: a year is written", lambda: write_first_contacts(today - timedelta(days=1), now=NOW))
    timed("every other night", lambda: write_first_contacts(today - timedelta(days=1), now=NOW))
    rows = FirstContactCount.objects.count()
    for name, of in periods.items():
        slow, before = from_facts[name]
        quick, after = timed(f"{name}, from {rows:,} stored rows", partial(page, of), times=TIMES)
        assert before == after, "the stored counts say something else"
        print(f"  {slow / quick:.0f} times as fast, the same numbers", flush=True)
    broken = timed("`prove` compares every settled day", lambda: list(proofs(NOW)))[1][0].broken
    assert not broken, "the proof says otherwise"
    for kind in ("alle", "vorgang", "netto"):
        behind = contacts_behind(*weeks.bounds, Choice(kind=kind))
        timed(f"list behind a number, 13 weeks, {kind}", partial(first_page, behind))


def first_page(behind: Any) -> tuple[int, list[Any]]:
    return behind.count(), list(behind[:50])


def fill(many: int) -> None:
    """Contacts alone: no cases, no voices."""
    from contacts.models import Channel, Contact, Customer, Topic
    from crm.company.models import Team, User
    from crm.lib.table_sizes import tell_sizes
    from tests.factories.company import make_site, make_team, make_user

    pick = Random(SEED)  # noqa: S311 - the same contacts in every run
    by: User = make_user(role="frontdesk")
    team: Team = make_team()
    sites = [make_site(), make_site()]
    topics = [Topic.objects.create(name=f"Anliegen {number}", team=team) for number in range(5)]
    customers = Customer.objects.bulk_create(
        Customer(number=50_000 + n, last_name=f"Lind{n}", sort_name=f"lind{n}", created_at=NOW - DAYS)
        for n in range(CUSTOMERS)
    )

    def one(number: int) -> Contact:
        at = NOW - DAYS + number * (DAYS / many)
        return Contact(
            client_id=UUID(int=pick.getrandbits(128)),
            fingerprint="0" * 64,
            channel=pick.choice(Channel.values),
            outcome=pick.choices(["resolved", "follow_up", "no_concern"], [6, 2, 1])[0],
            happened_at=at,
            recorded_at=at,
            received_at=at,
            recorded_by=by,
            site=pick.choice([*sites, None]),
            customer=pick.choice([*customers, None]),
            topic=pick.choice(topics),
            encounter=UUID(int=pick.getrandbits(128)),
        )

    Contact.objects.bulk_create((one(number) for number in range(many)), batch_size=2_000)
    tell_sizes((Contact, Customer))


def timed(what: str, act: Callable[[], Result], *, times: int = 1) -> tuple[float, Result]:
    """Seconds, the least of `times`; and what it gave."""
    seconds = []
    for _each in range(times):
        started = time.perf_counter()
        result = act()
        seconds.append(time.perf_counter() - started)
    print(f"  {min(seconds):8.3f} s  {what}", flush=True)
    return min(seconds), result


if __name__ == "__main__":
    main()
