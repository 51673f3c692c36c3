"""`python -m tools.bench.fill CUSTOMERS CASES CONTACTS SEED` fills the database of DATABASE_URL; facts as JSON."""

import json
import sys

import django
from django.db import connection
from django.utils import timezone


def main() -> None:
    django.setup()
    from tools.bench.fill.everything import fill  # noqa: PLC0415 - models exist from here on
    from tools.bench.fill.stock import Amount  # noqa: PLC0415

    customers, cases, contacts, seed = (int(value) for value in sys.argv[1:])
    facts = fill(Amount(customers, cases, contacts), now=timezone.now(), seed=seed)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute("CHECKPOINT")
    json.dump(facts, sys.stdout)


main()
