"""After a restore: whoever was erased since the backup was made is erased again."""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from contacts.models import Customer, ErasureLog, Standing
from contacts.privacy.erasing import erase_again
from contacts.privacy.erasure_file import Line, append, lines_in, path_in


def replay_erasures(folder: Path) -> int:
    """From the files beside the backup and beside our own backups; gives the number of people erased again.

    Open cases do not hold it up: what was erased once stays erased.
    """
    lines = {
        line.customer: line for place in (folder, settings.BACKUP_DIR) for line in lines_in(path_in(place))
    }
    again = [line for line in lines.values() if _is_back(line)]
    for line in again:
        erase_again(line.customer, ground=line.ground, at=datetime.fromisoformat(line.at))
    there = {line.customer for line in lines_in(path_in(settings.BACKUP_DIR))}
    append([line for line in lines.values() if line.customer not in there], path_in(settings.BACKUP_DIR))
    return len(again)


def _is_back(line: Line) -> bool:
    back = Customer.everybody.filter(pk=line.customer, number=line.number).exclude(standing=Standing.ERASED)
    return back.exists() and not ErasureLog.objects.filter(customer_key=line.customer).exists()
