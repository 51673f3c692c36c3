"""The rows of a list hold personal data: after thirty days they are gone, and the figures stay."""

import pytest

from contacts.importing import running, undoing
from contacts.importing.forgetting import overdue, sweep_imports
from contacts.models import Customer, Import, ImportRow
from contacts.models.import_list import KEPT
from crm.lib.acts import Refused
from tests.factories.contacts import MONDAY
from tests.factories.imports import kept, read_in

pytestmark = pytest.mark.django_db

LIST = "Nachname\nMaier\nGroß\n"


def test_rows_go_and_figures_stay() -> None:
    found = read_in(LIST)
    assert sweep_imports(MONDAY).handled == 0
    assert sweep_imports(MONDAY + KEPT).handled == 2
    found.refresh_from_db()
    assert (found.rows_gone, found.made, found.total, ImportRow.objects.count()) == (True, 2, 2, 0)
    assert Customer.objects.count() == 2
    assert not overdue(MONDAY + KEPT).exists()
    with pytest.raises(Refused, match="Rückgängig machen geht nicht mehr"):
        undoing.undo(found.pk, by=None, at=MONDAY + KEPT)


def test_a_list_nobody_read_in_goes_whole_and_one_that_runs_is_waited_for() -> None:
    kept(LIST)
    runs = kept("Nachname\nVoss\n")
    running.start(runs.pk, source=None, doubles_too=False, by=None, at=MONDAY)
    sweep_imports(MONDAY + KEPT)
    assert list(Import.objects.all()) == [runs]
    assert ImportRow.objects.count() == 1


def test_a_customer_may_go_and_the_row_forgets_them() -> None:
    found = read_in("Nachname\nMaier\n")
    Customer.objects.get().delete()
    assert found.rows.get().customer is None
