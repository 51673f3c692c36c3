"""`python -m tools.faults.sweeper START`: from that moment (seconds since 1970) sweeps until nothing is due any more.

Says as JSON how many timers it fired, and how many failed.
"""

import json
import sys
import time

import django


def main(start: float) -> None:
    from cases.escalation import sweep_escalations  # noqa: PLC0415 - the models exist from here on
    from cases.models import Case  # noqa: PLC0415
    from crm.lib.clock import database_now  # noqa: PLC0415
    from crm.outbox.sweeping import run_sweep  # noqa: PLC0415

    time.sleep(max(0.0, start - time.time()))
    handled = failed = 0
    while Case.objects.filter(escalate_at__lte=(now := database_now())).exists():
        result = run_sweep("escalations", sweep_escalations, now)
        handled, failed = handled + result.handled, failed + result.failed
    json.dump({"handled": handled, "failed": failed}, sys.stdout)


if __name__ == "__main__":
    django.setup()
    main(float(sys.argv[1]))
