"""One company for each file of tests; every request is taken back, so it stays as it was built."""

import logging
from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.permissions.asking import Visitors
from tests.permissions.company import NOW, Company, build


@pytest.fixture(scope="module")
def company(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Company]:
    logging.disable()  # thousands of refusals on purpose
    quick = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
    with django_db_blocker.unblock(), quick, time_machine.travel(NOW, tick=False), transaction.atomic():
        yield build()
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def visitors(company: Company) -> Visitors:
    return Visitors(company)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many cells there were, and how many of them leaked."""
    sums = {"cells": 0, "leaks": 0}
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport) and report.when == "call":
                for name, value in report.user_properties:
                    if name in sums and isinstance(value, int):
                        sums[name] += value
    if sums["cells"]:
        terminalreporter.write_line(f"permissions: {sums['cells']} cells, {sums['leaks']} leaks")
