"""Counts whether any stored figure could be about a single person."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q

from crm.dashboard.models import DailyFigure
from crm.lib.proofs import Proof, counted

IMPERSONAL = ("channel:", "topic:", "site:", "bucket:", "day:")


def proofs(_now: datetime) -> Iterator[Proof]:
    """Promise 10: stored figures know channels, topics, sites and steps of a scale, never a person."""
    figures = DailyFigure.objects.all()
    allowed = Q(dimension="")
    for prefix in IMPERSONAL:
        allowed |= Q(dimension__startswith=prefix)
    yield counted(
        10, "Kennzahl ohne Bezug auf einzelne Menschen", of=figures, broken=figures.exclude(allowed)
    )
