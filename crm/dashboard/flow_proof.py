"""Counts days again from their facts and compares them with what is stored, all codes and dimensions: other days every
night.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext_noop

from contacts.origin_metrics import Cohort
from crm.dashboard import cohorts
from crm.dashboard.codes import STOCK
from crm.dashboard.cohorts import COHORTS
from crm.dashboard.complete_days import complete_days
from crm.dashboard.first_contact_counts import AGAIN, SLACK, counted_at
from crm.dashboard.flow import WAY_OF_COUNTING, count_flow, portions
from crm.dashboard.late_days import settled
from crm.dashboard.models import DailyFigure
from crm.lib.proofs import Proof

RUN: Final = timedelta(days=7)
RUNS: Final = 2
"""So many weeks are counted again."""
Rows = dict[tuple[date, str, str], tuple[int, int | None]]


def flow_proof(now: datetime) -> Proof:
    """Of days that only an act can change that the next night sees; a day is one row of the proof."""
    since = counted_at()
    wanted = settled(sample(now), since=since) if since else []
    checked, broken = 0, list[date]()
    for days in portions(wanted):
        checked += len(days)
        said = _rows(count_flow(days, now=now))
        rows = DailyFigure.objects.filter(day__gte=days[0], day__lte=days[-1])
        stored = _rows(rows.exclude(code__in=(*STOCK, *COHORTS)))
        broken += sorted({key[0] for key in {*said, *stored} if said.get(key) != stored.get(key)})
    what = gettext_noop("Die Kennzahlen eines Tages zählen, was an ihm geschah")
    return Proof(9, what, checked, len(broken), tuple(str(day) for day in broken[:3]))


def cohort_proof(now: datetime) -> Proof:
    """The same of those who became customers on a day, and what became of them in their first ninety."""
    since = counted_at()
    days = cohorts.settled(sample(now), since=since - SLACK, now=now) if since else []
    runs = [(run[0], run[-1]) for run in portions(days)]
    said, stored = cohorts.count_runs(runs, now=now), cohorts.stored_runs(runs)
    broken = sorted(
        {key[0] for key in {*said, *stored} if _halves(said.get(key)) != _halves(stored.get(key))}
    )
    what = gettext_noop("Wer an einem Tag neu war und wiederkam, zählt an diesem Tag")
    return Proof(9, what, len(days), len(broken), tuple(str(day) for day in broken[:3]))


def _halves(row: DailyFigure | Cohort | None) -> tuple[int, int | None] | None:
    return None if row is None else (row.numerator, row.denominator)


def sample(now: datetime) -> list[date]:
    """Two weeks of days, others every night: all of them where there are no more."""
    days = list(complete_days().filter(denominator=WAY_OF_COUNTING).order_by("day"))
    if not days:
        return []
    old = [day for day in days if day < days[-1] - AGAIN]
    many, night = RUN.days, now.toordinal()
    starts = max(len(old) - many, 0) + 1
    picked = {(night * many + starts * run // RUNS) % starts for run in range(RUNS)}
    return sorted({day for start in picked for day in old[start : start + many]})


def _rows(figures: Iterable[DailyFigure]) -> Rows:
    return {(row.day, row.code, row.dimension): (row.numerator, row.denominator) for row in figures}
