"""A team always has a lead and a deputy who are there, and exactly one takes what belongs to nobody."""

from datetime import UTC, datetime
from typing import Any

import pytest

from crm.company.models import Role, Team
from crm.company.teams import save_team, use_again
from crm.lib.acts import Refused
from crm.lib.changes import changes_of
from tests.factories.company import make_site, make_team, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def form(team: Team | None = None, **facts: Any) -> Team:
    facts = {"name": "Laden", "members": [], **facts}
    for missing in ("lead", "deputy"):
        if missing not in facts:
            facts[missing] = make_user(Role.LEAD)
    if "site" not in facts:
        facts["site"] = make_site()
    return save_team(team, by=facts.pop("by", None) or make_user(Role.ADMIN), at=NOW, **facts)


def refused(team: Team | None = None, **facts: Any) -> list[str]:
    with pytest.raises(Refused) as no:
        form(team, **facts)
    return list(no.value.messages)


def test_the_first_team_is_the_zentrale_and_the_mark_is_taken_over() -> None:
    first = form(name="Büro")
    second = form(name="Laden", is_fallback=True)
    first.refresh_from_db()
    assert (first.is_fallback, second.is_fallback) == (False, True)
    assert first.history.count() == 2


def test_a_team_without_lead_or_deputy_or_with_one_for_both_is_refused() -> None:
    one = make_user(Role.LEAD)
    assert refused(lead=None) == ["lead"]
    assert refused(deputy=None) == ["deputy"]
    assert refused(lead=one, deputy=one) == ["deputy"]
    assert refused(deputy=make_user(is_active=False)) == ["deputy"]
    assert not Team.objects.exists()


def test_a_name_is_given_once_whatever_its_letters() -> None:
    form(name="Übergabe")
    assert refused(name=" ÜBERGABE ") == ["name"]
    assert refused(name="  ") == ["name"]


def test_the_zentrale_cannot_be_unmarked() -> None:
    team = form()
    kept = {"name": team.name, "site": team.site, "lead": team.lead, "deputy": team.deputy}
    assert refused(team, **kept, is_fallback=False) == ["is_fallback"]


def test_who_joined_and_left_is_told_in_the_history() -> None:
    anna, bert = make_user(first_name="Anna", last_name="Alt"), make_user(first_name="Bert", last_name="Neu")
    team = form(members=[anna])
    kept = {"name": team.name, "site": team.site, "lead": team.lead, "deputy": team.deputy}
    form(team, **kept, is_fallback=True, members=[bert])
    assert changes_of(team)[0].why == "Neu im Team: Bert Neu; Nicht mehr im Team: Anna Alt"


def test_a_team_comes_back_only_with_people_who_are_there() -> None:
    admin = make_user(Role.ADMIN)
    gone = make_team(active=False, deputy=make_user(is_active=False))
    with pytest.raises(Refused):
        use_again(gone, by=admin, at=NOW)
    assert use_again(make_team(active=False), by=admin, at=NOW).active
