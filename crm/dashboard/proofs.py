"""Counts whether stored figures say what the contacts say, and whether one could be about a single person."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.utils.translation import gettext_noop

from crm.company.models import User
from crm.dashboard.first_contact_counts import FIELDS, count_days, settled_days
from crm.dashboard.flow_proof import cohort_proof, flow_proof
from crm.dashboard.models import DailyFigure, FirstContactCount
from crm.dashboard.standing_proof import standing_proof
from crm.dashboard.weekly_mail import monday, readers, written
from crm.lib.dimensions import IMPERSONAL, only
from crm.lib.proofs import Proof, counted
from feedback.models import SurveyCount

SLACK: Final = timedelta(hours=2)
"""So long after six o'clock Monday's mail may still be on its way."""


def proofs(now: datetime) -> Iterator[Proof]:
    """Promise 3: nobody who asked for Monday's mail was left out.

    Promise 9: what is stored of a day is what its contacts still say. Promise 10: stored figures know channels,
    topics, sites, teams, origins, gaps and steps of scales, no person.
    """
    yield _first_contacts(now)
    yield flow_proof(now)
    yield cohort_proof(now)
    yield standing_proof(now)
    yield _weekly_mails(now)
    for figures in (DailyFigure.objects.all(), FirstContactCount.objects.all(), SurveyCount.objects.all()):
        yield counted(
            10,
            gettext_noop("Kennzahl ohne Bezug auf einzelne Menschen"),
            of=figures,
            broken=figures.exclude(only(IMPERSONAL)),
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


def _weekly_mails(now: datetime) -> Proof:
    """Of those who had asked for the mail before this Monday; while the sweep may still be at it, nobody is missing."""
    begins = monday(now)
    due = begins + SLACK <= now
    tracked: Any = User
    asked = [
        user.pk
        for user in tracked.history.as_of(begins)
        if user.weekly_mail and user.is_active and user.email
    ]
    people = readers().filter(pk__in=asked if due else [])
    return counted(
        3,
        gettext_noop("Wer das Zielbild am Montag will, bekommt es"),
        of=people,
        broken=people.exclude(pk__in=written(now)),
    )
