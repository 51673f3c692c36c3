"""`python -m tools.public s7 load --small`: runs figures of the public pages, says what was found, fails if missed."""

import sys

from tools.faults.running import run_figures

FIGURES = ("s3", "s7", "load")

if __name__ == "__main__":
    sys.exit(run_figures("tools.public", FIGURES, about=__doc__, small="a quick look, which no test takes"))
