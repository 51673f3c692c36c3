from datetime import UTC, datetime

import pytest

from crm.company.models import Role
from crm.desk.case_number import case_meant
from crm.desk.hits import hits
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_a_number_finds_its_case_however_it_is_written() -> None:
    make_policy()
    case = captured(make_topic(), by=make_user(), at=MONDAY).case
    assert case is not None
    for typed in (f"{case.number}", f"#{case.number}", f" Vorgang {case.number} ", f"vorgang #{case.number}"):
        assert case_meant(typed) == case
    for typed in ("", "4a", "Maier", "99999", "1" * 30):
        assert case_meant(typed) is None


def test_at_the_counter_it_leads_to_the_customer_a_confidential_one_to_nobody() -> None:
    make_policy()
    make_user(Role.MANAGEMENT)
    worker, team = make_user(), make_team()
    case = captured(make_topic(team, name="Reparatur"), by=worker, at=MONDAY).case
    hidden = captured(make_topic(team, confidential=True), by=worker, at=MONDAY).case
    assert case is not None
    assert hidden is not None
    assert case.customer is not None
    first = hits(f"#{case.number}", limit=5, now=MONDAY).lines[0]
    assert (first.pk, first.why) == (case.customer.pk, f"Vorgang #{case.number}: Reparatur")
    assert hits(f"#{hidden.number}", limit=5, now=MONDAY).lines == []
