"""Counts whether any stored figure could be about a single person."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_noop

from crm.dashboard.models import DailyFigure
from crm.lib.proofs import Proof, counted

# A team's open work is work; "le:" is a step of a scale, "code:" a kind of gap in master data.
IMPERSONAL = ("source:", "campaign:", "rule:", "channel:", "topic:", "site:", "team:", "le:", "code:")


def proofs(_now: datetime) -> Iterator[Proof]:
    """Promise 10: stored figures know channels, topics, sites, teams, origins, gaps and steps of scales, no person."""
    figures = DailyFigure.objects.all()
    allowed = Q(dimension="")
    for prefix in IMPERSONAL:
        allowed |= Q(dimension__startswith=prefix)
    yield counted(
        10,
        gettext_noop("Kennzahl ohne Bezug auf einzelne Menschen"),
        of=figures,
        broken=figures.exclude(allowed),
    )
