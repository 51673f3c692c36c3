"""Counts whether stored figures say what the contacts say, and whether one could be about a single person."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext_noop

from crm.dashboard.first_contact_counts import FIELDS, count_days, settled_days
from crm.dashboard.models import DailyFigure, FirstContactCount
from crm.lib.proofs import Proof, counted

# A team's open work is work; "le:" is a step of a scale, "code:" a kind of gap in master data,
# "cause:" what a complaint came from.
IMPERSONAL = (
    "source:",
    "campaign:",
    "rule:",
    "channel:",
    "topic:",
    "site:",
    "team:",
    "le:",
    "code:",
    "cause:",
)


def proofs(now: datetime) -> Iterator[Proof]:
    """Promise 9: what is stored of a day is what its contacts still say. Promise 10: stored figures know channels,
    topics, sites, teams, origins, gaps and steps of scales, no person.
    """
    yield _first_contacts(now)
    allowed = Q(dimension="")
    for prefix in IMPERSONAL:
        allowed |= Q(dimension__startswith=prefix)
    for figures in (DailyFigure.objects.all(), FirstContactCount.objects.all()):
        yield counted(
            10,
            gettext_noop("Kennzahl ohne Bezug auf einzelne Menschen"),
            of=figures,
            broken=figures.exclude(allowed),
        )


def _first_contacts(now: datetime) -> Proof:
    """Of every day that can only change by an act the next night sees; a day is one row of the proof."""
    checked, broken = 0, list[date]()
    for days in settled_days(now):
        checked += len(days)
        said = {cell: +numbers for cell, numbers in count_days(days).items()}
        rows = FirstContactCount.objects.filter(day__gte=days[0], day__lte=days[-1])
        stored = {
            (row.day, row.dimension): +Counter({name: getattr(row, name) for name in FIELDS}) for row in rows
        }
        broken += sorted(
            {
                day
                for day, dimension in {*said, *stored}
                if said.get((day, dimension)) != stored.get((day, dimension))
            }
        )
    what = gettext_noop("„Sofort lösen“ eines Tages zählt, was seine Kontakte sagen")
    return Proof(9, what, checked, len(broken), tuple(str(day) for day in broken[:3]))
