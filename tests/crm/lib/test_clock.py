from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from crm.lib.clock import database_now

WRONG = datetime(2031, 1, 1, tzinfo=UTC)


@pytest.mark.django_db
def test_a_machine_with_a_wrong_clock_is_overruled_by_postgresql() -> None:
    really = timezone.now()
    with time_machine.travel(WRONG):
        now = database_now()
    if connection.vendor == "postgresql":
        assert abs(now - really) < timedelta(minutes=1)
    else:
        assert now - WRONG < timedelta(minutes=1)
