"""`python -m tools.faults.wrong_clock SECONDS MODULE ARGUMENTS...`: a program whose clock is wrong by that much.

Every clock Python offers is moved, only the monotonic one is not; the database keeps the right time.
"""

import runpy
import sys
import time

import time_machine


def main(seconds: float, module: str, *arguments: str) -> None:
    sys.argv = [module, *arguments]
    with time_machine.travel(time.time() + seconds, tick=True):
        runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(float(sys.argv[1]), *sys.argv[2:])
