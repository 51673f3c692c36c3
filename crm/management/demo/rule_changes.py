"""What the demo company changes about its deadlines: rules are made shorter, and what runs is moved or not."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from django.db.models import Exists, OuterRef

from cases.models import Deadline, DeadlineState, Policy
from cases.moving import move_portion, start_moving
from cases.moving_rules import POLICY
from cases.policy_changing import change_policy, newest_version
from cases.policy_terms import terms_of
from crm.company.models import User
from crm.management.demo.world import World
from crm.outbox.models import Job

_MOVED_BEFORE: Final = timedelta(days=4)
_CHANGED_BEFORE: Final = timedelta(hours=3)


def plan_changes(world: World, *, until: datetime) -> None:
    """A rule is made shorter and what ran is moved; another one just now, where it still waits for somebody."""
    admin = world.company.users["admin"]
    moved, waiting = ("Lieferung", "Alles andere", "Reparatur"), ("Rechnung", "Garantie", "Beschwerden")
    world.agenda.add(until - _MOVED_BEFORE, partial(_shorter, moved, by=admin, moves=True))
    world.agenda.add(until - _CHANGED_BEFORE, partial(_shorter, waiting, by=admin, moves=False))


def _shorter(names: tuple[str, ...], now: datetime, *, by: User, moves: bool) -> None:
    """The first of these rules by which something runs."""
    running = Deadline.objects.filter(state=DeadlineState.ARMED, policy_version__policy=OuterRef("pk"))
    used = Policy.objects.filter(Exists(running), name__in=names)
    for policy in sorted(used, key=lambda each: names.index(each.name))[:1]:
        newest = newest_version(policy)
        terms = replace(terms_of(newest), resolution_minutes=newest.resolution_minutes - 240)
        reason = "Die Kundschaft soll nicht so lange warten."
        made = change_policy(policy.pk, terms, expected_number=newest.number, reason=reason, by=by, at=now)
        if made is not None and moves:
            _finish(start_moving(POLICY, policy.pk, expected_version=made.pk, by=by, at=now), now)


def _finish(job: Job, now: datetime) -> None:
    """Worked off at once, by the clock of the story."""
    finished = False
    while not finished:
        portion = move_portion(job, now)
        job.cursor, job.done, finished = portion.cursor, job.done + portion.handled, portion.finished
    job.state, job.total, job.finished_at = Job.DONE, job.done, now
    job.save(update_fields=["state", "cursor", "done", "total", "finished_at"])
