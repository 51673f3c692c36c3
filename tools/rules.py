# ruff: noqa: PLC0415, PLR2004 - Django is set up first, and the shares of a made-up stock have no other name
"""`python -m tools.rules [CUSTOMERS]`: what the rules of the master data cost over a large stock, in a new SQLite file.

Fills an empty database (DATA_DIR names its place) with customers of whom something is missing now and then, and prints
the seconds of each pass and the statements of a single change.
"""

import os
import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")

SEED = 5
BATCH = 5_000
MANY = 1_000_000
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
Result = TypeVar("Result")


def main(many: int) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    print(f"{many} customers, SQLite, seed {SEED}")
    timed("filled (no pass of the rules)", lambda: fill(many))
    passes()
    single()


def fill(many: int) -> None:
    """Persons and firms as a list brings them: no history, no search index, no findings yet."""
    from contacts.deriving import derive, derive_place
    from contacts.models import Address, Customer, PhoneNumber

    dice = random.Random(SEED)  # noqa: S311 - data of a measurement
    for first in range(1, many + 1, BATCH):
        customers, phones, addresses = [], [], []
        for pk in range(first, min(first + BATCH, many + 1)):
            firm = dice.random() < 0.1
            customer = Customer(
                pk=pk,
                number=20_000 + pk,
                kind="organisation" if firm else "person",
                first_name="" if firm else dice.choice(("Anna", "Uwe", "ULRIKE")),
                last_name="" if firm else dice.choice(("Maier", "Vogt", "MAIER", "von der Heide", "test")),
                organisation="Musikhaus Lind GmbH" if firm else "",
                source_asked_at=NOW if dice.random() < 0.8 else None,
                reason_asked_at=NOW if dice.random() < 0.8 else None,
                address_need=dice.choice(("", "", "invoice")),
                created_at=NOW - timedelta(days=dice.randrange(3_000)),
            )
            derive(customer)
            customers.append(customer)
            if dice.random() < 0.8:
                e164 = f"+4971{pk:08}" if dice.random() < 0.95 else ""
                phones.append(PhoneNumber(customer=customer, raw=e164 or "abends", e164=e164))
            if dice.random() < 0.6:
                code = dice.choice(("88131", "01067", "8813"))
                place = Address(customer=customer, street="Hafengasse 7", postal_code=code, city="Lindau")
                derive_place(place)
                addresses.append(place)
        Customer.objects.bulk_create(customers)
        PhoneNumber.objects.bulk_create(phones)
        Address.objects.bulk_create(addresses)


def passes() -> None:
    from contacts.confirming import grow_stale
    from contacts.models import Customer
    from contacts.rechecking import recheck
    from contacts.rule_choices import PORTION
    from contacts.rule_counts import count_rules

    everybody = Customer.objects.all()
    timed("stale data marked, one statement", lambda: grow_stale(NOW))
    done = timed("one set-based pass, every finding new", lambda: recheck(everybody, at=NOW))
    print(f"  {done.opened} findings opened, {done.resolved} resolved")
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
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
