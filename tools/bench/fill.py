"""`python -m tools.bench.fill CUSTOMERS CASES CONTACTS SEED` fills the database of DATABASE_URL; facts as JSON.

With SEED alone: the facts about a database that `manage.py demo --size large` has filled.
"""

import json
import sys
from datetime import timedelta
from random import Random
from typing import Any

import django
from django.db import connection
from django.utils import timezone

LOGIN = "vorgang"  # a case worker
SAMPLE = 500
MEASURING_TAKES = timedelta(hours=1)


def main() -> None:
    django.setup()
    from crm.management.stock.everything import fill  # noqa: PLC0415 - models exist from here on
    from crm.management.stock.stock import Amount  # noqa: PLC0415

    *amounts, seed = (int(value) for value in sys.argv[1:])
    if amounts:
        fill(Amount(*amounts), now=timezone.now(), seed=seed)
    wind_up_the_clock()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute("CHECKPOINT")
    json.dump(facts(seed=seed), sys.stdout)


def wind_up_the_clock() -> None:
    """As if the sweeps ran somewhere all the time: pages then look at heartbeats as in everyday life."""
    from crm.celery import TIMETABLE  # noqa: PLC0415
    from crm.outbox.models import Heartbeat  # noqa: PLC0415

    now = timezone.now()
    Heartbeat.objects.bulk_create(
        (Heartbeat(sweep=entry.name, ran_at=now + MEASURING_TAKES) for entry in TIMETABLE),
        update_conflicts=True,
        unique_fields=["sweep"],
        update_fields=["ran_at"],
    )


def facts(*, seed: int) -> dict[str, Any]:
    """Who signs in, and samples of what is looked at and looked for."""
    from cases.models import Case  # noqa: PLC0415
    from cases.promising import topics_for_promises  # noqa: PLC0415
    from contacts.models import Customer, Source  # noqa: PLC0415
    from crm.management.demo.logins import DEMO_PASSWORD  # noqa: PLC0415

    rng = Random(seed)  # noqa: S311 - which rows are looked at
    people = Customer.objects.filter(phones__isnull=False, kind="person").order_by("pk")
    still_open = Case.objects.exclude(status="resolved").order_by("pk").values_list("number", flat=True)
    topics = topics_for_promises().filter(confidential=False).exclude(parent=None)
    return {
        "login": LOGIN,
        "password": DEMO_PASSWORD,
        "customers": _some(
            rng, list(people.values("pk", "number", "first_name", "last_name")[: 20 * SAMPLE])
        ),
        "cases": _some(rng, list(still_open)),
        "topics": list(topics.order_by("pk").values_list("pk", flat=True)),
        "sources": list(Source.objects.order_by("pk").values_list("pk", flat=True)),
    }


def _some(rng: Random, rows: list[Any]) -> list[Any]:
    return rng.sample(rows, min(SAMPLE, len(rows)))


if __name__ == "__main__":
    main()
