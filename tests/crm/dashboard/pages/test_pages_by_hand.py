"""Every number of the pages beside Kennzahlen as they are shown, over random histories, against plain loops.

Sofort lösen with the contacts behind its numbers, Herkunft, the figures of the voices, Zuhören, the quality of master
data, and what surveys found. Small here; `python -m tools.figures` does many on both stores.
"""

import os
from pathlib import Path

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.crm.dashboard.figures.rows import DAY, TODAY
from tests.crm.dashboard.pages.first_contact_page import first_contacts
from tests.crm.dashboard.pages.opened import Opened
from tests.crm.dashboard.pages.origins_page import origins
from tests.crm.dashboard.pages.other_pages import listening, quality, surveys, voices
from tests.factories.history import NOW
from tests.factories.pages_history import pages_history

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("FIGURES_EXAMPLES", "1"))
TOLD = os.environ.get("FIGURES_TOLD", "")
CONTACTS = 420 if EXAMPLES > 1 else 150
OPENED = 40 if EXAMPLES > 1 else 8
"""So many numbers of Sofort lösen are opened, to count the contacts behind them."""
PERIOD = st.tuples(st.integers(0, 20), st.sampled_from([0, 4, 12, 30, 90, 170])).map(lambda p: (p[0], sum(p)))
"""First and last day, so many days ago."""


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[Phase.generate],
    database=None,
    derandomize=EXAMPLES == 1,
    suppress_health_check=list(HealthCheck),
)
@given(
    seed=st.integers(0, 2**32),
    periods=st.lists(PERIOD, min_size=1, max_size=3 if EXAMPLES > 1 else 1),
)
def test_every_number_of_the_pages_is_what_its_rows_say(seed: int, periods: list[tuple[int, int]]) -> None:
    with transaction.atomic(), time_machine.travel(NOW, tick=False):
        cache.clear()
        past = pages_history(seed, contacts=CONTACTS)
        pages = Opened(past)
        for last, first in [*periods, (0, 90)]:
            when = (TODAY - first * DAY, TODAY - last * DAY)
            first_contacts(pages, when, opened=OPENED)
            origins(pages, when)
        for page in (voices, listening, quality, surveys):
            page(pages)
        transaction.set_rollback(True)
    assert pages.compared > 300
    if TOLD:
        with Path(TOLD).open("a") as file:
            file.write(f"{pages.compared}\n")
