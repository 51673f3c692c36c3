import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.company import make_user

pytestmark = pytest.mark.django_db

OLD, NEW = "ein langer Satz", "ein anderer langer Satz"


def test_a_new_password_holds_and_the_old_one_does_not(client: Client) -> None:
    user = make_user(password=OLD)
    client.force_login(user)
    typed = {"oldpassword": OLD, "password1": NEW, "password2": NEW}
    assert client.post(reverse("account_change_password"), typed).status_code == 302
    user.refresh_from_db()
    assert (user.check_password(NEW), user.check_password(OLD)) == (True, False)
    assert client.get(reverse("account_change_password")).status_code == 200  # still signed in


def test_a_wrong_old_password_changes_nothing(client: Client) -> None:
    user = make_user(password=OLD)
    client.force_login(user)
    client.post(reverse("account_change_password"), {"oldpassword": NEW, "password1": NEW, "password2": NEW})
    user.refresh_from_db()
    assert user.check_password(OLD)


def test_who_has_no_password_cannot_make_one(client: Client) -> None:
    user = make_user()
    client.force_login(user)
    typed = {"oldpassword": "", "password1": NEW, "password2": NEW}
    assert client.get(reverse("account_change_password")).status_code == 403
    assert client.post(reverse("account_change_password"), typed).status_code == 403
    user.refresh_from_db()
    assert not user.has_usable_password()
