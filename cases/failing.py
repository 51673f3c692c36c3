"""One broken row never stops the others: it stays armed, is tried again with growing distance, and is shown."""

from datetime import datetime, timedelta

from cases.models import Case

LONGEST_DISTANCE = timedelta(hours=6)


def put_off(case_id: int, error: Exception, *, now: datetime) -> None:
    """Remember the failure; the sweeps leave the case alone until `retry_at`."""
    case = Case.objects.only("failures").get(pk=case_id)
    distance = min(timedelta(minutes=2 ** min(case.failures, 16)), LONGEST_DISTANCE)
    Case.objects.filter(pk=case_id).update(
        failures=min(case.failures + 1, 1000), retry_at=now + distance, failure=type(error).__name__
    )
