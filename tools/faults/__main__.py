"""`python -m tools.faults r1 r3 --small`: runs fault figures, says what was found, fails if one was missed."""

import pkgutil
import re
import sys

import tools.faults
from tools.faults.running import run_figures


def figures() -> list[str]:
    """Names of the figures there are, by number: every module here that is called r1, r2, s5 and so on."""
    names = [each.name for each in pkgutil.iter_modules(tools.faults.__path__)]
    return sorted(
        (name for name in names if re.fullmatch(r"[rs]\d+", name)), key=lambda name: (name[0], int(name[1:]))
    )


if __name__ == "__main__":
    sys.exit(run_figures("tools.faults", figures(), about=__doc__, small="the size that runs with the tests"))
