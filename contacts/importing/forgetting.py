"""The rows of a list hold personal data: they are deleted some weeks after the upload. The figures stay."""

from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from contacts.models import Import, ImportRow
from contacts.models.import_list import KEPT
from crm.outbox.sweeping import SweepResult

_BATCH: Final = 2_000
_NOT_BEGUN: Final = (Import.UPLOADING, Import.CHECKING, Import.READY)


def overdue(now: datetime) -> QuerySet[Import]:
    """Lists whose rows have been kept long enough. What is just being read in or taken back is waited for."""
    old = Import.objects.filter(uploaded_at__lte=now - KEPT, rows_gone=False)
    return old.exclude(state__in=(Import.RUNNING, Import.UNDOING))


def sweep_imports(now: datetime) -> SweepResult:
    """Delete the rows of old lists, in batches; a list of which nothing was read in goes whole."""
    handled = 0
    for found in overdue(now):
        rows = ImportRow.objects.filter(belongs_to=found)
        while keys := list(rows.values_list("pk", flat=True)[:_BATCH]):
            handled += ImportRow.objects.filter(pk__in=keys).delete()[0]
        if found.state in _NOT_BEGUN:
            found.delete()
        else:
            Import.objects.filter(pk=found.pk).update(rows_gone=True)
    return SweepResult(handled=handled)
