"""A badge opens the devices of the person's site, and strange ones are counted per device."""

from datetime import UTC, datetime, timedelta

import pytest

from crm.company.badges import connect_badge, drop_badge, open_by_badge
from crm.company.models import Badge, Device, Role, User
from crm.lib.acts import Refused
from tests.factories.company import make_site, make_user
from tests.factories.devices import make_device

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CODE = "K4-88213-07"


def _with_badge() -> tuple[Device, User]:
    site = make_site()
    user = make_user(Role.FRONTDESK, site=site)
    connect_badge(user, CODE, at=NINE)
    return make_device(site=site), user


def test_a_badge_opens_what_stands_at_their_site_and_nothing_elsewhere() -> None:
    device, user = _with_badge()
    assert open_by_badge(device, f" {CODE}\n", at=NINE).user == user
    assert open_by_badge(make_device(), CODE, at=NINE).user is None
    assert CODE not in Badge.objects.get().code_hash


def test_ten_strange_badges_an_hour() -> None:
    device, user = _with_badge()
    for _each in range(10):
        assert open_by_badge(device, "99999999", at=NINE).user is None
    assert open_by_badge(device, CODE, at=NINE).again_at == NINE + timedelta(hours=1)
    assert open_by_badge(device, CODE, at=NINE + timedelta(hours=1)).user == user


def test_a_badge_belongs_to_one_person_and_is_long_enough() -> None:
    _with_badge()
    for user, code in ((make_user(), CODE), (make_user(), "1234567")):
        with pytest.raises(Refused):
            connect_badge(user, code, at=NINE)
    assert Badge.objects.count() == 1


def test_a_lost_badge_opens_nothing() -> None:
    device, user = _with_badge()
    assert drop_badge(user, by=make_user(Role.ADMIN), at=NINE)
    assert open_by_badge(device, CODE, at=NINE).user is None
    assert user.history.filter(history_change_reason="Badge gesperrt").exists()


def test_whoever_left_opens_nothing() -> None:
    device, user = _with_badge()
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert open_by_badge(device, CODE, at=NINE).user is None
