"""Counts whether background work goes on."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q

from crm.lib.proofs import Proof, counted
from crm.outbox.jobs import LEASE, MOST_ATTEMPTS, RUNNING
from crm.outbox.models import Heartbeat, Job

LONGEST_REST = LEASE * (MOST_ATTEMPTS + 1) + timedelta(minutes=1)


def proofs(_now: datetime) -> Iterator[Proof]:
    """Promise 3, as far as jobs go: none lies while the sweep runs."""
    jobs = Job.objects.filter(state__in=RUNNING)
    swept = Heartbeat.objects.filter(sweep="jobs").values_list("ran_at", flat=True).first()
    lying = Q(pk=None)
    if swept is not None:
        first = jobs.order_by("pk").values("pk")[:1]  # the others wait for it
        never_begun = Q(pk__in=first, state=Job.WAITING, created_at__lt=swept - LONGEST_REST)
        lying = Q(lease_until__lt=swept - LONGEST_REST) | never_begun
    yield counted(3, "Kein Auftrag bleibt liegen", of=jobs, broken=jobs.filter(lying))
