"""Accounts: invited with a start password, never the last administrator or of the management gone."""

from datetime import UTC, datetime, time
from typing import Any

import pytest

from crm.company.calendars import installation
from crm.company.models import Role, User
from crm.company.people import (
    PersonFacts,
    change_person,
    come_back,
    invite,
    new_start_password,
    proposed_username,
)
from crm.lib.acts import Refused
from tests.factories.company import make_site, make_team, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def facts(**more: Any) -> PersonFacts:
    told: dict[str, Any] = {"first_name": "Änne", "last_name": "Groß", "username": "gross"}
    return PersonFacts(**told | {"role": "frontdesk", "site": None} | more)


def refused(given: PersonFacts) -> list[str]:
    with pytest.raises(Refused) as no:
        invite(given, by=make_user(Role.ADMIN), at=NOW)
    return list(no.value.messages)


def test_an_invited_person_has_a_start_password_for_two_weeks_and_the_quiet_hours_of_the_company() -> None:
    row = installation()
    row.quiet_from, row.quiet_until = time(20), time(7)
    row.save()
    admin, team = make_user(Role.ADMIN), make_team()
    user, password = invite(facts(), teams=[team], by=admin, at=NOW)
    user.refresh_from_db()
    assert user.check_password(password)
    assert user.start_password_until is not None
    assert (user.start_password_until - NOW).days == 14
    assert (user.quiet_from, user.quiet_until) == (time(20), time(7))
    assert list(user.teams.all()) == [team]
    assert user.history.get().history_user == admin


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"last_name": " "}, "last_name"),
        ({"username": "Änne"}, "username"),
        ({"username": "x"}, "username"),
        ({"email": "kein at"}, "email"),
        ({"role": "chef"}, "role"),
        ({"language": "fr"}, "language"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(given: dict[str, Any], field: str) -> None:
    assert refused(facts(**given)) == [field]


def test_a_user_name_is_given_once_and_a_closed_site_to_nobody() -> None:
    make_user(username="gross")
    assert refused(facts(username="GROSS")) == ["username"]
    assert refused(facts(username="anders", site=make_site(active=False))) == ["site"]


def test_user_names_are_proposed_free_and_without_umlauts() -> None:
    assert proposed_username("Änne", "Groß") == "gross"
    make_user(username="gross")
    assert proposed_username("Änne", "Groß") == "a.gross"
    make_user(username="a.gross")
    assert proposed_username("Änne", "Groß") == "gross2"


@pytest.mark.parametrize("role", [Role.ADMIN, Role.MANAGEMENT])
def test_the_last_of_administration_and_management_keeps_the_role(role: str) -> None:
    by, only = make_user(Role.LEAD), make_user(role)
    changed = PersonFacts(first_name="V", last_name="M", username=only.username, role="lead", site=None)
    with pytest.raises(Refused) as no:
        change_person(only, changed, teams=[], by=by, at=NOW)
    assert list(no.value.messages) == ["role"]
    make_user(role)
    assert change_person(User.objects.get(pk=only.pk), changed, teams=[], by=by, at=NOW).role == "lead"


def test_a_new_start_password_replaces_the_old_one_and_who_is_gone_gets_none() -> None:
    admin, user = make_user(Role.ADMIN), make_user(password="ein alter Satz")
    password = new_start_password(user, by=admin, at=NOW)
    assert user.check_password(password)
    user.is_active = False
    with pytest.raises(Refused):
        new_start_password(user, by=admin, at=NOW)
    assert User(password=user.password).check_password(password)
    assert come_back(user, by=admin, at=NOW) != password
    assert user.is_active
