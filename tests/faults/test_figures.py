"""The fault figures at their small size, each as the program that also runs at full size."""

import importlib

import pytest
from django.conf import settings

from tools.faults.__main__ import figures

# These run what a test of this suite runs, more often: test_deadline_oracle, test_living, test_offline, test_edits,
# test_guesses and test_sessions. R10 asks how much a machine holds; that its captures survive is R9.
TESTS_ALREADY = {"r6", "r7", "r10", "r11", "r13", "s5", "s6"}

pytestmark = pytest.mark.skipif(bool(settings.REDIS_URL), reason="each figure brings its own stores")


@pytest.mark.parametrize("name", [name for name in figures() if name not in TESTS_ALREADY])
def test_a_fault_figure_is_held(name: str) -> None:
    found = importlib.import_module(f"tools.faults.{name}").run(seed=1, small=True)
    assert found.kept, "\n".join(found.lines)
