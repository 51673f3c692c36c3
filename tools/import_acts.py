"""What the processes of tools.imports do, each on the database its environment names."""

import resource
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from contacts.importing.keeping import keep_list
from contacts.importing.running import start
from contacts.importing.undoing import undo
from contacts.models import Import
from contacts.recording import NewCustomer, create_customer
from crm.company.calendars import installation
from crm.outbox.jobs import RUNNING, sweep_jobs
from crm.outbox.models import Job


def carry_out(act: str) -> int:
    ACTS[act]()
    return 0


def prepare() -> None:
    """A company that has a few customers, one of them reached like somebody of the list."""
    installation()
    for number in range(50):
        new = NewCustomer(
            first_name="Eva", last_name=f"Voss {number}", phone=f"07541 2{number:04}", city="Ulm"
        )
        create_customer(new, by=None, at=timezone.now())


def keep() -> None:
    path = Path(settings.DATA_DIR) / "liste.csv"
    with path.open("rb") as file:
        keep_list(file, path.name, by=None, at=timezone.now())
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def begin() -> None:
    start(Import.objects.get().pk, source=None, doubles_too=False, by=None, at=timezone.now())


def take_back() -> None:
    undo(Import.objects.get().pk, by=None, at=timezone.now())


def work() -> None:
    """As the clock does, until nothing is left."""
    while Job.objects.filter(state__in=RUNNING).exists():
        sweep_jobs(timezone.now())


ACTS: dict[str, Callable[[], None]] = {
    "prepare": prepare,
    "keep": keep,
    "start": begin,
    "undo": take_back,
    "work": work,
}
