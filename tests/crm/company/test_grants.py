"""A grant names a person for twelve hours, and nothing that somebody wrote themselves is one."""

from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone

from crm.company.grants import SALT, BadGrant, Revoked, Unconfirmed, credited, issue_grant, read_grant
from crm.company.models import Device, User
from tests.factories.company import make_site, make_user
from tests.factories.devices import make_device

pytestmark = [pytest.mark.django_db, pytest.mark.any_store]
NOW = timezone.now().replace(microsecond=0)


@pytest.fixture
def user() -> User:
    return make_user(site=make_site(name="Laden Lindau"))


def test_a_grant_says_who_where_and_until_when(user: User) -> None:
    grant = read_grant(issue_grant(user=user, device=None, at=NOW))
    assert (grant.user_id, grant.device_id, grant.site_id) == (user.pk, None, user.site_id)
    assert (grant.issued_at, grant.until) == (NOW, NOW + timedelta(hours=12))
    assert user.password not in issue_grant(user=user, device=None, at=NOW)


@pytest.mark.parametrize(
    "token", ["", "x", "eyJ1IjoxfQ:1:x", signing.dumps({"u": 1}, salt="another")], ids=range(4)
)
def test_what_we_did_not_sign_is_no_grant(token: str) -> None:
    with pytest.raises(BadGrant):
        read_grant(token)


def test_a_signed_text_without_a_person_is_no_grant() -> None:
    with pytest.raises(BadGrant):
        read_grant(signing.dumps({"u": 1}, salt=SALT))


@pytest.mark.parametrize(
    ("minutes", "confirmed", "days_later", "good"),
    [
        (0, False, 0, True),
        (719, False, 7, True),
        (721, False, 0, False),
        (721, True, 0, False),
        (-4, False, 0, True),
        (-60, False, 0, False),
        (-60, True, 0, True),
        (0, False, 61, False),
    ],
)
def test_an_entry_belongs_to_the_person_while_the_grant_reaches(
    user: User, minutes: int, confirmed: bool, days_later: int, good: bool
) -> None:
    grant = read_grant(issue_grant(user=user, device=None, at=NOW))
    recorded_at, at = NOW + timedelta(minutes=minutes), NOW + timedelta(days=days_later, hours=13)
    if good:
        assert credited(grant, recorded_at=recorded_at, confirmed=confirmed, at=at) == user
    else:
        with pytest.raises(Unconfirmed):
            credited(grant, recorded_at=recorded_at, confirmed=confirmed, at=at)


@pytest.mark.parametrize("change", [{"is_active": False}, {"password": "another"}])
def test_whoever_left_or_took_another_password_confirms_anew(user: User, change: dict[str, object]) -> None:
    grant = read_grant(issue_grant(user=user, device=None, at=NOW))
    User.objects.filter(pk=user.pk).update(**change)
    with pytest.raises(Unconfirmed):
        credited(grant, recorded_at=NOW, confirmed=False, at=NOW)


def test_a_revoked_device_hands_in_nothing(user: User) -> None:
    device = make_device(site=make_site(name="Pforte"))
    grant = read_grant(issue_grant(user=user, device=device, at=NOW))
    assert (grant.device_id, grant.site_id) == (device.pk, device.site_id)
    assert credited(grant, recorded_at=NOW, confirmed=False, at=NOW) == user
    Device.objects.filter(pk=device.pk).update(revoked_by=user, revoked_at=NOW)
    with pytest.raises(Revoked):
        credited(grant, recorded_at=NOW, confirmed=False, at=NOW)
