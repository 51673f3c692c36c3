"""A device is enrolled by a code that opens once, and revoked for good."""

from datetime import UTC, datetime, timedelta

import pytest

from crm.company.devices import CODE_HOLDS, enrol, new_code, revoke, save_device
from crm.company.models import Device, DevicePin, Role
from crm.lib.acts import Refused
from crm.lib.tokens import token_hash
from tests.factories.company import make_site, make_user
from tests.factories.devices import make_device

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def _new() -> Device:
    return save_device(None, name="Tresen", site=make_site(), channel="", by=make_user(Role.ADMIN), at=NINE)


def test_a_code_makes_one_browser_the_device_once() -> None:
    device, admin = _new(), make_user(Role.ADMIN)
    code = new_code(device, by=admin, at=NINE)
    enrolled, token = enrol(code.upper().replace("-", " "), at=NINE)
    device.refresh_from_db()
    assert (enrolled, device.token_hash, device.enrolled_by) == (device, token_hash(token), admin)
    assert device.history.latest().history_change_reason == "Gerät angemeldet"
    with pytest.raises(Refused):
        enrol(code, at=NINE)


def test_a_code_holds_a_quarter_of_an_hour() -> None:
    code = new_code(_new(), by=make_user(Role.ADMIN), at=NINE)
    with pytest.raises(Refused) as refused:
        enrol(code, at=NINE + CODE_HOLDS)
    assert list(refused.value.messages) == ["code"]
    assert enrol(code, at=NINE + CODE_HOLDS - timedelta(seconds=1))


def test_a_newer_code_ends_the_one_before() -> None:
    device, admin = _new(), make_user(Role.ADMIN)
    first, second = (new_code(device, by=admin, at=NINE) for _each in range(2))
    with pytest.raises(Refused):
        enrol(first, at=NINE)
    assert enrol(second, at=NINE)


def test_revoked_is_for_good_and_frees_the_name() -> None:
    device, admin = make_device(name="Tresen"), make_user(Role.ADMIN)
    DevicePin.objects.create(device=device, user=admin, pin_hash="x", set_at=NINE)
    code = new_code(device, by=admin, at=NINE)
    assert revoke(device, by=admin, at=NINE)
    assert not revoke(device, by=admin, at=NINE)
    assert not DevicePin.objects.exists()
    for again in (lambda: enrol(code, at=NINE), lambda: new_code(device, by=admin, at=NINE)):
        with pytest.raises(Refused):
            again()
    assert _new().name == "Tresen"


def test_a_name_is_given_once() -> None:
    make_device(name="Tresen 1")
    with pytest.raises(Refused) as refused:
        save_device(None, name="tresen 1", site=make_site(), channel="", by=make_user(Role.ADMIN), at=NINE)
    assert list(refused.value.messages) == ["name"]
