"""S5: the guesses of `tests/faults/test_guesses.py` with as many as wanted, on both stores."""

import re

from tools.faults.found import Found
from tools.faults.in_tests import on_both_stores, why

TITLE = "guessing passwords and PINs"
FULL, SMALL = 10_000, 120


def run(*, seed: int, small: bool) -> Found:  # noqa: ARG001  (who comes first is up to the machine)
    guesses = SMALL if small else FULL
    lines, kept = [], True
    for name, done in on_both_stores("tests/faults/test_guesses.py", GUESSES=str(guesses)):
        found = re.search(r"looked at (\[.+?\]), answers (\{.+\})", done.stdout)
        if done.returncode == 0 and found is not None:
            lines.append(
                f"{name}: {guesses} guesses, 50 at once, each from another address and with another forwarded one, at "
                f"the sign-in and at two devices; compared with a hash per account: {found[1]}; nobody got in, also "
                f"not with what was right after that; answers by status: {found[2]}"
            )
        else:
            lines.append(f"{name}: FAILED: {why(done)}")
        kept = kept and done.returncode == 0
    return Found(lines, kept)
