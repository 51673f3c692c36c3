"""The lists of the Einstellungen cost the same, however many rows they have."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.checklists import save_checklist
from cases.text_blocks import save_block
from crm.company.keys import make_key
from crm.company.models import Role
from tests.cases.pages import clock_runs
from tests.factories.cases import make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
STATEMENTS = {  # session, person, the two of the bar, and the list's own
    "standorte": 5,
    "menschen": 6,
    "teams": 5,
    "anliegen": 5,
    "textbausteine": 5,
    "checklisten": 6,
    "schluessel": 6,
}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("where", STATEMENTS)
def test_one_row_costs_as_many_statements_as_three(
    where: str, rows: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    admin = make_user(Role.ADMIN)
    for number in range(rows):
        member = make_user()
        topic = make_topic(make_team((member,)))
        save_checklist(topic, points="Foto machen", by=admin, at=NOW)
        save_block(
            None, name=f"Gruß {number}", text="Guten Tag", team=topic.team, topic=topic, by=admin, at=NOW
        )
        make_key(member, days=9, by=admin, at=NOW)
    clock_runs()
    client.force_login(admin)
    client.get(f"/einstellungen/{where}/")
    with django_assert_num_queries(STATEMENTS[where]):
        assert client.get(f"/einstellungen/{where}/").status_code == 200
