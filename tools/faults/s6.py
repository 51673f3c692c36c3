"""S6: the sessions of `tests/faults/test_sessions.py` with as many acts as wanted, on both stores."""

import re

from tools.faults.found import Found
from tools.faults.in_tests import on_both_stores, why

TITLE = "sessions begin anew and end"
FULL, SMALL = 120, 20


def run(*, seed: int, small: bool) -> Found:
    acts = SMALL if small else FULL
    lines, kept = [], True
    both = on_both_stores("tests/faults/test_sessions.py", SESSION_ACTS=str(acts), SESSION_SEED=str(seed))
    for name, done in both:
        found = re.search(r"acts: (\{.+\}); (\d+) ended", done.stdout)
        if done.returncode == 0 and found is not None:
            lines.append(
                f"{name}: {acts} acts of 3 people at 2 desks and 2 shared devices: {found[1]}; every sign-in, switch "
                f"and change of role under a new key; {found[2]} ended sessions, all tried again after each act: "
                "0 opened anything"
            )
        else:
            lines.append(f"{name}: FAILED: {why(done)}")
        kept = kept and done.returncode == 0
    return Found(lines, kept)
