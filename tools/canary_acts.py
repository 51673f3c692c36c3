# ruff: noqa: PLC0415 - Django is set up first
"""What the processes of tools.canary do, each in the store its environment names. Each prints its facts as JSON."""

import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


def plant(bystanders: str) -> dict[str, Any]:
    import time_machine

    from tests.contacts.privacy.marks import index, mark
    from tests.contacts.privacy.person import a_known_person
    from tests.permissions.company import NOW

    with time_machine.travel(NOW, tick=True):
        _company, person = a_known_person()
        marks = mark(person)
        index(person)
        _others(int(bystanders), at=NOW)
    told = {"person": person.pk, "marks": marks, "of": int(bystanders)}
    _memory().write_text(json.dumps(told), encoding="utf-8")
    facts = {"marks": len(marks), "columns": len(set(marks.values())), "indexed": "all"}
    return facts | {"left": [], "bystanders": _still_there(), "of": int(bystanders)}


def backup() -> dict[str, Any]:
    from django.conf import settings

    from crm.lib.backup.making import make_backup

    return {"path": str(make_backup(settings.BACKUP_DIR, at=datetime.now(UTC)))}


def erase() -> dict[str, Any]:
    from contacts.models import Ground
    from contacts.privacy.erasing import erase as erase_person

    person = json.loads(_memory().read_text(encoding="utf-8"))["person"]
    erase_person(person, ground=Ground.REQUEST, typed=None, by=None, at=datetime.now(UTC))
    return look()


def look() -> dict[str, Any]:
    from tests.contacts.privacy.marks import SAID_BY_OTHERS, everything, in_search_index

    told = json.loads(_memory().read_text(encoding="utf-8"))
    words = everything()
    left = {where for mark, where in told["marks"].items() if mark in words} - SAID_BY_OTHERS
    indexed = len(in_search_index(told["marks"]))
    if indexed:
        left.add("the search index")
    return {"left": sorted(left), "indexed": indexed, "bystanders": _still_there(), "of": told["of"]}


def _others(count: int, *, at: datetime) -> None:
    """People of whom nothing may be lost, as a list brings them."""
    from contacts.importing.fingerprints import keys_of, likeness, secret
    from contacts.importing.rows import Row
    from contacts.importing.writing import write
    from contacts.recording import NewCustomer

    key, portion = secret(), 1_000
    for begin in range(0, count, portion):
        rows = [
            Row(line=n, cells=(), external_id="", new=NewCustomer(first_name="Eva", last_name=f"zq{n:07}z"))
            for n in range(begin, min(begin + portion, count))
        ]
        keyed = [(row, keys_of(row, likeness(row, key), 0, key)) for row in rows]
        write(keyed, source=None, by=None, at=at)


def _still_there() -> int:
    from contacts.models import Customer

    return Customer.objects.filter(first_name="Eva", last_name__startswith="zq").count()


def _memory() -> Path:
    """Beside the database, and no file of the product."""
    from django.conf import settings

    return Path(settings.DATA_DIR) / "canary.json"


ACTS: dict[str, Callable[..., dict[str, Any]]] = {
    "plant": plant,
    "backup": backup,
    "erase": erase,
    "look": look,
}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")
    import django

    django.setup()
    print(json.dumps(ACTS[sys.argv[1]](*sys.argv[2:])))
