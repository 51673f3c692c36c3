"""A PIN opens one device for one person, and says how often one may still try."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.hashers import check_password
from pytest_django import Settings

from crm.company.models import WRONG_IN_A_ROW, Device, DevicePin, Role, User
from crm.company.people import new_start_password
from crm.company.pins import choose_pin, drop_pin, open_by_pin, pins_here
from crm.lib.acts import Refused
from tests.factories.company import make_user
from tests.factories.devices import make_device

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PIN = "170394"


@pytest.fixture(autouse=True)
def quick_hashes(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def _with_pin(pin: str = PIN) -> tuple[Device, User]:
    device, user = make_device(), make_user(Role.FRONTDESK)
    choose_pin(device, user, pin, at=NINE)
    return device, user


def test_the_right_pin_opens() -> None:
    device, user = _with_pin()
    assert open_by_pin(device, user.pk, PIN, at=NINE).user == user
    assert user.history.filter(history_change_reason=f"PIN für das Gerät {device} gewählt").exists()


def test_a_wrong_one_says_how_many_tries_are_left_and_then_when_it_goes_on() -> None:
    device, user = _with_pin()
    answers = [open_by_pin(device, user.pk, "000001", at=NINE) for _each in range(10)]
    assert [answer.left for answer in answers] == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
    assert answers[-1].again_at == NINE + timedelta(hours=1)
    right = open_by_pin(device, user.pk, PIN, at=NINE)
    assert (right.user, right.again_at) == (None, NINE + timedelta(hours=1))
    assert open_by_pin(device, user.pk, PIN, at=NINE + timedelta(hours=1)).user == user


def test_it_opens_no_other_device_and_for_nobody_else() -> None:
    device, user = _with_pin()
    other, colleague = make_device(), make_user()
    choose_pin(device, colleague, "480211", at=NINE)
    DevicePin.objects.create(
        device=other, user=user, set_at=NINE, pin_hash=DevicePin.objects.get(user=user).pin_hash
    )
    assert open_by_pin(other, user.pk, PIN, at=NINE).user is None
    assert open_by_pin(device, colleague.pk, PIN, at=NINE).user is None


def test_the_database_holds_neither_the_pin_nor_a_hash_of_it_alone() -> None:
    _with_pin()
    kept = DevicePin.objects.get().pin_hash
    assert PIN not in kept
    assert not check_password(PIN, kept)


@pytest.mark.parametrize(
    "pin", ["", "12345", "1234567", "12345a", "١٢٣٤٥٦", "111111", "123456", "987654", "890123"]
)
def test_what_is_guessed_too_easily_is_refused(pin: str) -> None:
    with pytest.raises(Refused) as refused:
        _with_pin(pin)
    assert list(refused.value.messages) == ["pin"]
    assert not DevicePin.objects.exists()


def test_wrong_too_often_without_a_right_one_between_it_opens_nothing_any_more() -> None:
    device, user = _with_pin()
    for hour in range(WRONG_IN_A_ROW // 10):
        for _each in range(10):
            open_by_pin(device, user.pk, "000001", at=NINE + timedelta(hours=2 * hour))
    later = NINE + timedelta(days=1)
    assert open_by_pin(device, user.pk, PIN, at=later).user is None
    assert not pins_here(device).exists()
    choose_pin(device, user, PIN, at=later)
    assert open_by_pin(device, user.pk, PIN, at=later).user == user


def test_a_right_one_begins_the_row_anew() -> None:
    device, user = _with_pin()
    for _each in range(3):
        open_by_pin(device, user.pk, "000001", at=NINE)
    open_by_pin(device, user.pk, PIN, at=NINE)
    assert DevicePin.objects.get().wrong == 0


def test_it_ends_when_it_is_given_up_when_they_leave_and_with_a_new_start_password() -> None:
    admin = make_user(Role.ADMIN)
    device, user = _with_pin()
    assert drop_pin(device, user, by=user, at=NINE)
    assert not drop_pin(device, user, by=user, at=NINE)
    choose_pin(device, user, PIN, at=NINE)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert open_by_pin(device, user.pk, PIN, at=NINE).user is None
    User.objects.filter(pk=user.pk).update(is_active=True)
    new_start_password(user, by=admin, at=NINE)
    assert not DevicePin.objects.exists()
