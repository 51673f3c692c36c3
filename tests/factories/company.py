"""A small company for tests: each call gives one row, with only what a test must not care about filled in."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from crm.company.models import Calendar, CalendarVersion, Role, Site, Team, User

_numbers = count(1)
OFFICE_HOURS = {day: [["08:00", "12:00"], ["13:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def make_user(role: str = Role.BACKOFFICE, **fields: Any) -> User:
    number = next(_numbers)
    fields.setdefault("username", f"person{number}")
    fields.setdefault("first_name", "Vera")
    fields.setdefault("last_name", f"Muster{number}")
    password = fields.pop("password", None)
    user = User(role=role, **fields)
    if password:
        user.set_password(password)
    else:
        user.set_unusable_password()
    user.save()
    return user


def make_calendar(spans: dict[str, Any] | None = None, holidays: dict[str, Any] | None = None) -> Calendar:
    calendar = Calendar.objects.create(name=f"Lindau {next(_numbers)}", subdivision="BY")
    CalendarVersion.objects.create(
        calendar=calendar, number=1, spans=spans or OFFICE_HOURS, holidays=holidays or {}, valid_from=LONG_AGO
    )
    return calendar


def make_site(**fields: Any) -> Site:
    fields.setdefault("name", f"Standort {next(_numbers)}")
    if "calendar" not in fields:
        fields["calendar"] = make_calendar()
    return Site.objects.create(**fields)


def make_team(members: tuple[User, ...] = (), **fields: Any) -> Team:
    fields.setdefault("name", f"Team {next(_numbers)}")
    for missing, build in (
        ("site", make_site),
        ("lead", lambda: make_user(Role.LEAD)),
        ("deputy", lambda: make_user(Role.LEAD)),
    ):
        if missing not in fields:
            fields[missing] = build()
    team = Team.objects.create(**fields)
    team.members.set(members)
    return team
