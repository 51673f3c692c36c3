"""A site stays in use as long as somebody works there."""

from datetime import UTC, datetime
from typing import Any

import pytest

from crm.company.models import Calendar, Role, Site
from crm.company.sites import save_site
from crm.lib.acts import Refused
from tests.factories.company import make_calendar, make_site, make_team, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def close(site: Site) -> Any:
    return save_site(
        site,
        name=site.name,
        calendar=site.calendar,
        default_channel="shop",
        active=False,
        by=make_user(Role.ADMIN),
        at=NOW,
    )


def test_a_site_is_closed_once_nobody_works_there() -> None:
    site = make_site()
    team, person = make_team(site=site), make_user(site=site)
    for still in (team, person):
        with pytest.raises(Refused) as no:
            close(site)
        assert list(no.value.messages) == ["active"]
        site.refresh_from_db()
        type(still).objects.filter(pk=still.pk).update(site=make_site())
    assert close(site).active is False


def test_a_site_needs_a_name_a_known_channel_and_a_calendar_with_hours() -> None:
    admin, empty = make_user(Role.ADMIN), Calendar.objects.create(name="leer")
    good: dict[str, Any] = {"name": "Laden", "calendar": make_calendar(), "default_channel": "shop"}
    for field, value in (("name", ""), ("default_channel", "fax"), ("calendar", empty)):
        with pytest.raises(Refused) as no:
            save_site(None, **good | {field: value}, by=admin, at=NOW)
        assert list(no.value.messages) == [field]
    assert save_site(None, **good, by=admin, at=NOW).history.get().history_user == admin
