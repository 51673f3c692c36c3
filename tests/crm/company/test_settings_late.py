"""Two people change the same row of the Einstellungen: who is later sees what changed, and keeps what they typed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contacts.models import Topic
from crm.company.models import Installation, Role, Site, Team, User
from crm.company.people import PersonFacts, change_person
from crm.company.sites import save_site
from crm.company.teams import save_team
from tests.factories.cases import make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def admin() -> User:
    return make_user(Role.ADMIN, first_name="Jo", last_name="Amann")


@pytest.fixture
def web(admin: User) -> Client:
    client = Client()
    client.force_login(admin)
    return client


@pytest.fixture
def team(admin: User) -> Team:
    make_team(is_fallback=True)
    team = make_team((make_user(last_name="Alt"),), name="Werkstatt")
    people: dict[str, Any] = {"lead": team.lead, "deputy": team.deputy, "members": list(team.members.all())}
    save_team(team, name="Werk", site=team.site, by=admin, at=NOW, **people)
    return save_team(team, name="Werkstatt", site=team.site, by=admin, at=NOW, **people)


def opened(web: Client, name: str, *args: object) -> dict[str, Any]:
    """What a browser would send if nothing were typed."""
    page = web.get(reverse(name, args=args)).context
    form = page["form"]
    sent: dict[str, Any] = {}
    for field, value in page["seen"]:
        sent[field] = [*sent.get(field, []), value]
    for field in form.fields:
        value = form[field].value()
        if value not in (None, "", False):
            sent[field] = value
    return sent


def sent(web: Client, typed: dict[str, Any], name: str, *args: object) -> Any:
    return web.post(reverse(name, args=args), typed)


def told(page: Any) -> list[tuple[str, str, str, str, bool]]:
    return [(each.label, each.then, each.now, each.mine, each.clash) for each in page.context["differences"]]


def test_who_is_in_time_saves(web: Client, team: Team) -> None:
    typed = opened(web, "settings_team", team.pk) | {"name": "Atelier"}
    assert sent(web, typed, "settings_team", team.pk).status_code == 302
    assert Team.objects.get(pk=team.pk).name == "Atelier"


def test_who_is_late_sees_what_changed_and_takes_over_what_they_did_not_touch(
    web: Client, team: Team, admin: User
) -> None:
    typed = opened(web, "settings_team", team.pk) | {"name": "Atelier"}
    [old] = team.members.all()
    new = make_user(last_name="Neu")
    people: dict[str, Any] = {"lead": new, "deputy": team.deputy, "members": [old, new]}
    save_team(team, name="Werkhalle", site=team.site, by=admin, at=LATER, **people)
    late = sent(web, typed, "settings_team", team.pk)
    assert late.status_code == 409
    was = User.objects.get(pk=typed["lead"])
    assert told(late) == [
        ("Name", "Werkstatt", "Werkhalle", "Atelier", True),
        ("Leitung", str(was), str(new), str(new), False),
        ("Mitglieder", str(old), f"{old}, {new}", f"{old}, {new}", False),
    ]
    text = late.content.decode()
    assert "Jemand war schneller. Jo Amann hat das geändert" in text
    assert 'value="Atelier"' in text
    again = {
        name: late.context["form"][name].value() for name in ("name", "site", "lead", "deputy", "members")
    }
    for field, value in late.context["seen"]:
        again[field] = [*again.get(field, []), value]
    assert sent(web, again, "settings_team", team.pk).status_code == 302
    saved = Team.objects.get(pk=team.pk)
    assert (saved.name, saved.lead, set(saved.members.all())) == ("Atelier", new, {old, new})


def test_what_is_no_column_of_the_row_counts_too(web: Client, team: Team, admin: User) -> None:
    typed = opened(web, "settings_team", team.pk)
    [member] = team.members.all()
    names = ("first_name", "last_name", "username", "role", "site")
    facts = PersonFacts(**{name: getattr(member, name) for name in names})
    change_person(member, facts, teams=[], by=admin, at=NOW)
    late = sent(web, typed, "settings_team", team.pk)
    assert told(late) == [("Mitglieder", str(member), "", "", False)]
    assert late.context["faster"] == "Jemand war schneller. Ihre Eingaben sind noch da."


def test_the_same_change_by_two_is_no_clash_and_a_tick_is_a_value(web: Client, admin: User) -> None:
    site = make_team().site
    typed = opened(web, "settings_site", site.pk) | {"name": "Hafen"}
    spare = Site.objects.create(name="Lager", calendar=site.calendar)
    away = opened(web, "settings_site", spare.pk)
    facts: dict[str, Any] = {"calendar": site.calendar, "by": admin, "at": NOW}
    save_site(site, name="Hafen", default_channel="phone", **facts)
    save_site(spare, name="Lager", default_channel=spare.default_channel, active=False, **facts)
    [name, channel] = told(sent(web, typed, "settings_site", site.pk))
    assert (name[3], name[4], channel[1:]) == ("Hafen", False, ("Laden", "Telefon", "Telefon", False))
    late = sent(web, away, "settings_site", spare.pk)
    assert told(late) == [("in Gebrauch", "ja", "nein", "nein", False)]
    assert late.context["form"]["active"].value() is False


def test_times_are_compared_as_times(web: Client, admin: User) -> None:
    Installation.objects.update_or_create(defaults={"company_name": "Saitenhaus"})
    first = opened(web, "settings_company") | {"quiet_from": "20:00", "quiet_until": "07:00"}
    assert sent(web, first, "settings_company").status_code == 302
    typed = opened(web, "settings_company") | {"quiet_from": "20:00", "quiet_until": "07:00"}
    change = opened(web, "settings_company") | {"quiet_from": "21:00", "quiet_until": "07:00"}
    assert sent(web, change, "settings_company").status_code == 302
    late = sent(web, typed, "settings_company")
    assert [each[1:] for each in told(late)] == [("20:00", "21:00", "21:00", False)]
    assert late.context["form"]["quiet_from"].value() == "21:00"


def test_lines_typed_in_a_browser_are_the_lines_that_were_saved(web: Client, admin: User) -> None:
    topic: Topic = make_topic(make_team())
    assert sent(web, {"points": "Eins\r\nZwei"}, "settings_checklist", topic.pk).status_code == 302
    typed = opened(web, "settings_checklist", topic.pk)
    typed = {
        name: str(value[0] if isinstance(value, list) else value).replace("\n", "\r\n")
        for name, value in typed.items()
    }
    assert sent(web, typed | {"points": "Eins\r\nDrei"}, "settings_checklist", topic.pk).status_code == 302
