"""A stock of made-up customers in an empty database, and what it takes to compare them all as the sweep does."""

import resource
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice

from contacts.duplicates import compare_batch
from contacts.models import Address, Customer, DuplicatePair, EmailAddress, PhoneNumber, SearchWord
from contacts.search_index import UNMATCHED
from crm.lib import phones
from tools.dedupe.people import Listed

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BATCH = 5_000
NAMES = ("kind", "first_name", "last_name", "organisation")
PLACE = ("street", "postal_code", "city")
Two = tuple[int, int]


def store(people: Iterable[Listed]) -> set[Two]:
    """Rows as the counter writes them, of the search index only the mark; gives the true pairs by key."""
    listed, clusters, begin = iter(people), dict[int, list[int]](), 1
    first: dict[int, int] = {}
    while some := list(islice(listed, BATCH)):
        for key, each in enumerate(some, begin):
            first[key] = first[each.of + 1] if each.of >= 0 else key
            clusters.setdefault(first[key], []).append(key)
        _write(dict(enumerate(some, begin)))
        begin += len(some)
    return {
        (one, other) for keys in clusters.values() for at, one in enumerate(keys) for other in keys[at + 1 :]
    }


def _write(some: dict[int, Listed]) -> None:
    new = {key: each.new for key, each in some.items()}
    rows = [
        Customer(pk=key, number=key, sort_name=one.last_name, created_at=NOW, **_said(one, NAMES))
        for key, one in new.items()
    ]
    Customer.objects.bulk_create(rows)
    PhoneNumber.objects.bulk_create(
        PhoneNumber(customer_id=key, raw=one.phone, e164=phones.parse(one.phone).e164)
        for key, one in new.items()
        if one.phone
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(customer_id=key, raw=one.email, normalised=one.email)
        for key, one in new.items()
        if one.email
    )
    Address.objects.bulk_create(
        Address(customer_id=key, country="DE", **_said(one, PLACE)) for key, one in new.items() if one.city
    )
    SearchWord.objects.bulk_create(SearchWord(customer=row, word=UNMATCHED) for row in rows)


def _said(row: object, names: Iterable[str]) -> dict[str, str]:
    return {name: getattr(row, name) for name in names}


def compare_everybody(true: set[Two]) -> dict[str, float]:
    """Seconds, peak memory of this process in MB, and what was found of the true pairs."""
    before, begun, done = _memory(), time.perf_counter(), 0
    cpu = time.process_time()
    while compared := compare_batch(NOW):
        done += compared
    taken = {"seconds": time.perf_counter() - begun, "cpu_seconds": time.process_time() - cpu}
    found = set(DuplicatePair.objects.values_list("one", "other"))
    certain = set(DuplicatePair.objects.filter(band="certain").values_list("one", "other"))
    return {
        **taken,
        "customers": done,
        "memory_before": before,
        "memory_peak": _memory(),
        "true": len(true),
        "found": len(found & true),
        "certain": len(certain),
        "certain_true": len(certain & true),
        "suggested": len(found),
    }


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
