"""R3: eight sweepers over the same due timers fire each of them exactly once."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import close_old_connections, connection, connections

from cases.escalation import sweep_escalations
from cases.models import Case, CaseEvent, Escalation
from crm.company.models import Role
from crm.outbox.models import Notice
from tests.factories.cases import make_policy, make_topic
from tests.factories.company import make_team, make_user
from tests.factories.many import many_cases

pytestmark = pytest.mark.django_db(transaction=True)

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WARNED = MONDAY + timedelta(hours=4)
SWEEPERS, TIMERS = 8, 1_000


def test_eight_sweepers_fire_a_thousand_due_timers_exactly_once() -> None:
    make_policy()
    make_user(Role.MANAGEMENT)
    worker = make_user()
    many_cases(make_topic(make_team((worker,))), by=worker, at=MONDAY, count=TIMERS)
    handled: list[int] = []
    trouble: list[BaseException] = []

    def sweep() -> None:
        try:
            result = sweep_escalations(WARNED)
            handled.append(result.handled)
            assert result.failed == 0
        except BaseException as error:
            trouble.append(error)
        finally:
            connections.close_all()

    sweepers = [threading.Thread(target=sweep) for _ in range(SWEEPERS)]
    for sweeper in sweepers:
        sweeper.start()
    for sweeper in sweepers:
        sweeper.join()

    close_old_connections()
    assert trouble == []
    # A sweeper that finds every row held by others goes home; the next wake-up takes what is left.
    handled.append(sweep_escalations(WARNED).handled)
    assert sum(handled) == TIMERS
    assert Escalation.objects.count() == TIMERS
    assert Escalation.objects.values("case", "deadline", "step", "cycle").distinct().count() == TIMERS
    assert CaseEvent.objects.filter(verb="escalated").count() == TIMERS
    assert Notice.objects.filter(kind="escalation", medium="app").count() == TIMERS
    assert Case.objects.filter(escalate_at__lte=WARNED).count() == 0
    print(f"\nR3 on {connection.vendor}: {SWEEPERS} sweepers, {TIMERS} timers, shares {sorted(handled)}")
