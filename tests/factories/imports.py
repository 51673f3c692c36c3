"""Lists to read in, and the way through them in one call."""

from datetime import datetime
from io import BytesIO
from typing import Any

from contacts.importing.keeping import keep_list
from contacts.importing.opening import open_table
from contacts.importing.running import start
from contacts.importing.table import Line, Table
from contacts.importing.telling import tell
from contacts.models import Import, ImportRow
from crm.lib.acts import Refused
from crm.outbox.jobs import sweep_jobs
from tests.factories.contacts import MONDAY


def table_of(data: bytes) -> tuple[Table, list[Line]]:
    """A file opened, and all its lines."""
    table = open_table(BytesIO(data))
    return table, list(table.lines)


def kept(content: str | bytes, name: str = "liste.csv", *, at: datetime = MONDAY, by: Any = None) -> Import:
    """A list uploaded and looked through."""
    data = content.encode() if isinstance(content, str) else content
    found = keep_list(BytesIO(data), name, by=by, at=at)
    if found.state == Import.CHECKING:
        sweep_jobs(at)
    found.refresh_from_db()
    return found


def read_in(content: str | bytes, *, at: datetime = MONDAY, by: Any = None, **choices: Any) -> Import:
    """A list uploaded and read in to the end; one with nobody new stays as it is."""
    found = kept(content, at=at, by=by)
    try:
        start(found.pk, **({"source": None, "doubles_too": False} | choices), by=by, at=at)
    except Refused:
        return found
    sweep_jobs(at)
    found.refresh_from_db()
    return found


def told(found: Import) -> list[tuple[int, str]]:
    """Line and message of everything there is to say about the rows."""
    rows = list(ImportRow.objects.filter(belongs_to=found).select_related("customer").order_by("line"))
    return [(each.stored.line, message) for each in tell(found, rows) for message in each.messages]
